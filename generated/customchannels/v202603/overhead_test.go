package customchannels

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/oapi-codegen/runtime"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// What retries, limits, errors, credentials and logging cost a publish that succeeds at once, over a transport without
// sockets. It is held against the same call without them: check the message, encode it, build the request, send it, read
// the answer, decode it.

const overheadAnswer = `{"type":"MESSAGE","id":"6f1d2c9be0a14f7c8a53d7be11c0a9e2","conversationsThreadId":"8813","channelId":"1000042",` +
	`"channelAccountId":"7300118","direction":"INCOMING","text":"Is the blue one in stock?","truncationStatus":"NOT_TRUNCATED",` +
	`"senders":[{"actorId":"V-60051","name":"Robin Sample","deliveryIdentifier":{"type":"HS_PHONE_NUMBER","value":"+15550100042"}}],` +
	`"recipients":[{"deliveryIdentifier":{"type":"HS_PHONE_NUMBER","value":"+15550100001"}}],"attachments":[],` +
	`"client":{"clientType":"INTEGRATION","integrationAppId":4711},"createdBy":"I-4711","createdAt":"2026-03-30T09:21:00.120Z","archived":false}`

func overheadTransport() *http.Client {
	return &http.Client{Transport: sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
		_, _ = io.Copy(io.Discard, req.Body)
		return &http.Response{
			StatusCode: 201, Request: req,
			Header: http.Header{
				"Content-Type":                              {"application/json"},
				"X-Hubspot-Correlation-Id":                  {"0f7d1b52-6f0a-4b55-9a5b-7d4f2f9d8c11"},
				"X-Hubspot-Ratelimit-Max":                   {"110"},
				"X-Hubspot-Ratelimit-Remaining":             {"109"},
				"X-Hubspot-Ratelimit-Interval-Milliseconds": {"10000"},
			},
			Body: io.NopCloser(bytes.NewReader([]byte(overheadAnswer))), ContentLength: int64(len(overheadAnswer)),
		}, nil
	})}
}

func overheadMessage() *MessageRequest {
	return NewMessageRequest("7300118", MessageDirectionIncoming, "Is the blue one in stock?").
		WithSenders(NewParticipant(PhoneNumber("+15550100042")).WithName("Robin Sample")).
		WithRecipients(NewParticipant(PhoneNumber("+15550100001"))).
		WithIntegrationIdempotencyID("sms-20260330-0042")
}

// publishBare is the call without the runtime.
func publishBare(tb testing.TB) func() {
	client, message := overheadTransport(), overheadMessage()
	return func() {
		if err := bareCall(tb, client, message); err != nil {
			tb.Fatal(err)
		}
	}
}

func bareCall(tb testing.TB, client *http.Client, message *MessageRequest) error {
	if err := message.Validate(); err != nil {
		return err
	}
	body := types.Bytes(message)
	req, err := bareRequest("https://api.hubapi.com/", "1000042", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req = req.WithContext(tb.Context())
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Authorization", "Bearer token-0123456789")
	req.Header.Set("User-Agent", "bare/1.0")
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != 201 {
		err = errors.New(resp.Status)
	}
	if err != nil {
		return err
	}
	return types.Unmarshal(data, new(Message))
}

// bareRequest builds the request as oapi-codegen's clients do, which is where this SDK's began.
func bareRequest(server, channelID string, body io.Reader) (*http.Request, error) {
	channelID, err := runtime.StyleParamWithOptions("simple", false, "channelId", channelID,
		runtime.StyleParamOptions{ParamLocation: runtime.ParamLocationPath})
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(server)
	if err != nil {
		return nil, err
	}
	target, err := base.Parse(fmt.Sprintf("./conversations/custom-channels/2026-03/%s/messages", channelID))
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(http.MethodPost, target.String(), body)
	if err != nil {
		return nil, err
	}
	req.Header.Add("Content-Type", "application/json")
	return req, nil
}

func publishWhole(tb testing.TB, options ...Option) func() {
	client, err := NewClient(append([]Option{WithHTTPClient(overheadTransport()), WithAccessToken("token-0123456789")}, options...)...)
	if err != nil {
		tb.Fatal(err)
	}
	message := overheadMessage()
	return func() {
		if _, err := client.PublishMessage(tb.Context(), "1000042", message); err != nil {
			tb.Fatal(err)
		}
	}
}

func TestOverheadInAllocations(t *testing.T) {
	bare, whole := testing.AllocsPerRun(200, publishBare(t)), testing.AllocsPerRun(200, publishWhole(t))
	t.Logf("%.0f allocations, %.0f without the runtime", whole, bare)
	if whole > bare+10 {
		t.Errorf("%.0f allocations, %.0f without the runtime", whole, bare)
	}
}

func BenchmarkPublish(b *testing.B) {
	limit := WithRateLimit(1_000_000_000, time.Second)
	for _, test := range []struct {
		name string
		call func()
	}{{"bare", publishBare(b)}, {"sdk", publishWhole(b)}, {"sdk with limiter and timeout", publishWhole(b, limit, WithAttemptTimeout(time.Minute))}} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				test.call()
			}
		})
	}
}

// BenchmarkOverhead reports how many times the bare call's time a call takes. It measures ten of one and ten of the other
// in turn, and divides the medians: ten take less time than a busy machine gives to a program at once, so that most of
// the measurements are not interrupted, and both kinds see the same machine.
func BenchmarkOverhead(b *testing.B) {
	bare, whole := publishBare(b), publishWhole(b)
	var bares, wholes []time.Duration
	for b.Loop() {
		bares, wholes = append(bares, ten(bare)), append(wholes, ten(whole))
	}
	b.ReportMetric(float64(median(wholes))/float64(median(bares)), "times-bare")
	b.ReportMetric(0, "ns/op")
}

func ten(call func()) time.Duration {
	start := time.Now()
	for range 10 {
		call()
	}
	return time.Since(start)
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}
