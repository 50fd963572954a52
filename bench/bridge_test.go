package bench

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

const (
	clientSecret = "no-secret-at-all"
	publicURL    = "https://bridge.invalid/hubspot"
)

// BenchmarkBridge is what a bridge does all day, in memory: it receives an agent's answer by a webhook, publishes a message
// with attachments, and says of another one that it arrived. Signing the webhook, which is HubSpot's work, counts, too.
func BenchmarkBridge(b *testing.B) {
	b.Run("sdk/mix", func(b *testing.B) {
		bridge := newBridge(b)
		start := cpuTime(b)
		measure(b, bridge.turn)
		b.ReportMetric(messagesPerTurn*float64(b.N)/(cpuTime(b)-start).Seconds(), "messages/cpu-s")
	})
}

// messagesPerTurn are a webhook, a message and a status.
const messagesPerTurn = 3

// TestBridge holds the benchmark to what it says it does.
func TestBridge(t *testing.T) {
	bridge := newBridge(t)
	for range 3 {
		if err := bridge.turn(); err != nil {
			t.Fatal(err)
		}
	}
	if bridge.received != 3 || bridge.requests.count != 6 {
		t.Errorf("%d webhooks were handled and %d requests sent, want 3 and 6", bridge.received, bridge.requests.count)
	}
}

type bridge struct {
	client   *customchannels.Client
	webhook  *hubspot.Webhook
	message  *customchannels.MessageRequest
	requests *counter
	received int
}

func newBridge(tb testing.TB) *bridge {
	tb.Helper()
	b := &bridge{message: decoded(tb, read(tb, sdkPeer{}, request7), (*customchannels.MessageRequest).UnmarshalJSON)}
	verifier, err := hubspot.NewVerifier(clientSecret, hubspot.WithPublicURL(publicURL))
	if err != nil {
		tb.Fatal(err)
	}
	b.webhook = customchannels.NewChannelEventsHandler(verifier, nil, &customchannels.ChannelEvents{
		OnOutgoingChannelMessageCreated: func(context.Context, *customchannels.OutgoingChannelMessageCreatedEvent) error {
			b.received++
			return nil
		},
	})
	memory := memory(tb, sdkPeer{})
	b.requests = &counter{next: memory.client.Transport}
	b.client, err = customchannels.NewClient(customchannels.WithAccessToken(token), customchannels.WithBaseURL(memory.url),
		customchannels.WithHTTPClient(&http.Client{Transport: b.requests}))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// counter counts requests. A status is answered with 200.
type counter struct {
	next  http.RoundTripper
	count int
}

func (c *counter) RoundTrip(req *http.Request) (*http.Response, error) {
	c.count++
	resp, err := c.next.RoundTrip(req)
	if err == nil && req.Method == http.MethodPatch {
		resp.StatusCode = http.StatusOK
	}
	return resp, err
}

func (b *bridge) turn() error {
	if err := b.receive(); err != nil {
		return err
	}
	ctx := context.Background()
	if _, err := b.client.PublishMessage(ctx, channelID, b.message); err != nil {
		return err
	}
	status := customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateTypeRead)
	_, err := b.client.UpdateMessageStatus(ctx, channelID, "c06a1f4c2b1d4d5e9c3f8a7b6d5e4f30", status)
	return err
}

// receive delivers an event that did not come before.
func (b *bridge) receive() error {
	body := fmt.Appendf(nil, `{"type":"OUTGOING_CHANNEL_MESSAGE_CREATED","portalId":"62515","channelId":"1000042","eventTimestamp":1774862460120,`+
		`"eventId":"%d","channelIntegrationThreadIds":["t-1"],"message":{"type":"MESSAGE","id":"m-1","text":"Yes.",`+
		`"conversationsThreadId":"9","channelId":"1000042","channelAccountId":"7300118","direction":"OUTGOING",`+
		`"truncationStatus":"NOT_TRUNCATED","senders":[],"recipients":[],"attachments":[],"client":{"clientType":"HUBSPOT"},`+
		`"createdBy":"A-1","createdAt":"2026-03-30T09:21:00Z","archived":false}}`, b.received)
	req, err := http.NewRequest(http.MethodPost, publicURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	hubspot.SignRequest(req, clientSecret, body, time.Now())
	var answer answerWriter
	if b.webhook.ServeHTTP(&answer, req); answer.status >= 300 {
		return fmt.Errorf("the webhook is answered with %d", answer.status)
	}
	return nil
}

// answerWriter keeps an answer's status.
type answerWriter struct {
	header http.Header
	status int
}

func (w *answerWriter) Header() http.Header {
	if w.header == nil {
		w.header = http.Header{}
	}
	return w.header
}

func (w *answerWriter) Write(data []byte) (int, error) { return len(data), nil }

func (w *answerWriter) WriteHeader(status int) { w.status = status }
