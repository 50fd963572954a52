package customchannels_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// passing are the faults that another try gets over.
func passing() []sdktest.Fault {
	return []sdktest.Fault{
		sdktest.ResetBeforeBody(), sdktest.ResetDuringBody(), sdktest.ResetAfterBody(),
		sdktest.LoseResponse(), sdktest.TruncateResponse(), sdktest.ResetResponse(),
		sdktest.SlowResponse(time.Millisecond), sdktest.SlowBody(time.Millisecond),
		sdktest.Unavailable(0), sdktest.Unavailable(time.Second), sdktest.Status(502), sdktest.Status(423),
		hubspottest.RateLimited(hubspottest.Secondly), hubspottest.RateLimited(hubspottest.TenSecondlyRolling),
		hubspottest.RateLimited(hubspottest.Secondly, "Retry-After", "1"),
	}
}

// TestFaultsMakeOneMessage breaks the first try in each way. The message arrives, and is one.
func TestFaultsMakeOneMessage(t *testing.T) {
	for _, fault := range passing() {
		t.Run(fault.String(), func(t *testing.T) {
			server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
			server.FailOperation(customchannelstest.OperationPublishMessage, fault)
			client := newClient(t, server.Option())
			sent, err := client.PublishMessage(t.Context(), channelID, newMessage())
			if err != nil {
				t.Fatal(err)
			}
			if kept := server.Messages(); len(kept) != 1 || kept[0].ID != sent.ID {
				t.Errorf("%d messages are kept, %s was answered", len(kept), sent.ID)
			}
			if first := server.Requests()[0]; first.Fault != fault.String() {
				t.Errorf("the first request was met by %q", first.Fault)
			}
			keys := map[string]bool{}
			for _, arrived := range server.PublishMessageRequests() {
				keys[*arrived.Body.IntegrationIdempotencyID] = true
			}
			if len(keys) != 1 {
				t.Errorf("the tries had the keys %v", keys)
			}
		})
	}
}

// TestRandomFaults is a small proof under load: at a fifth of faults, every message arrives once.
func TestRandomFaults(t *testing.T) {
	const senders, each = 16, 20
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	server.FailRandomly(1, 0.2, passing()...)
	policy := sdktest.QuickRetries()
	policy.MaxAttempts = 20
	client := newClient(t, server.Option(), customchannels.WithRetry(policy))
	var group sync.WaitGroup
	for sender := range senders {
		group.Go(func() {
			for n := range each {
				key := fmt.Sprintf("message-%d-%d", sender, n)
				if _, err := client.PublishMessage(t.Context(), channelID, newMessage().WithIntegrationIdempotencyID(key)); err != nil {
					t.Errorf("%s: %v", key, err)
				}
			}
		})
	}
	group.Wait()
	if kept := len(server.Messages()); kept != senders*each {
		t.Errorf("%d messages are kept, %d were sent", kept, senders*each)
	}
	if arrived := len(server.Requests()); arrived <= senders*each {
		t.Errorf("%d requests for %d messages: nothing went wrong", arrived, senders*each)
	}
}

func TestNoResponseEndsWithTheContext(t *testing.T) {
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	server.Fail(sdktest.NoResponse())
	client := newClient(t, server.Option())
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for len(server.Messages()) == 0 {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if _, err := client.PublishMessage(ctx, channelID, newMessage()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestLimit(t *testing.T) {
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	server.Limit(2, time.Hour)
	client := newClient(t, server.Option())
	for remaining := 1; remaining >= 0; remaining-- {
		var response customchannels.Response
		if _, err := client.ListChannels(t.Context(), nil, customchannels.CaptureResponse(&response)); err != nil {
			t.Fatal(err)
		}
		if got := response.Limits.Current; got.Max != 2 || got.Remaining != remaining || got.Window != time.Hour {
			t.Errorf("the response told the limits %+v", got)
		}
	}
	_, err := client.ListChannels(t.Context(), nil)
	if !errors.Is(err, customchannels.ErrDailyLimit) {
		t.Errorf("got %v", err)
	}
}

func TestRevokedToken(t *testing.T) {
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	server.Revoke(customchannelstest.AccessToken)
	client := newClient(t, server.Option())
	if _, err := client.GetMessage(t.Context(), channelID, messageID); !errors.Is(err, customchannels.ErrUnauthorized) {
		t.Errorf("got %v", err)
	}
	if _, err := client.GetChannel(t.Context(), channelID); err != nil {
		t.Errorf("the developer key is not revoked: %v", err)
	}
}

// received events, as a channel's own server handles them.
type receiver struct {
	mu     sync.Mutex
	texts  []string
	failed bool
}

func (r *receiver) events() *customchannels.ChannelEvents {
	return &customchannels.ChannelEvents{
		OnOutgoingChannelMessageCreated: func(_ context.Context, event *customchannels.OutgoingChannelMessageCreatedEvent) error {
			r.mu.Lock()
			defer r.mu.Unlock()
			if !r.failed {
				r.failed = true
				return errors.New("the gateway is down")
			}
			r.texts = append(r.texts, event.Message.Text)
			return nil
		},
	}
}

// TestWebhook delivers an event that fails the first time, again, and once more.
func TestWebhook(t *testing.T) {
	var received receiver
	url := receive(t, hubspottest.ClientSecret, received.events())
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	event := &customchannels.OutgoingChannelMessageCreatedEvent{
		PortalID: "62515", ChannelID: channelID, EventID: "1", EventTimestamp: 1774862460120, Message: *answerWithEverything(t),
	}
	for try, want := range []int{500, 204, 204} {
		delivery, err := server.SendWebhookEvent(t.Context(), url, event)
		if err != nil || delivery.Status != want {
			t.Fatalf("delivery %d was answered with %+v: %v", try+1, delivery, err)
		}
	}
	if len(received.texts) != 1 || received.texts[0] != "It broke here. Can somebody call me back, please?" {
		t.Errorf("handled %q", received.texts)
	}
}

func TestWebhookOfAnotherAppIsRefused(t *testing.T) {
	url := receive(t, "another secret", &customchannels.ChannelEvents{})
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	delivery, err := server.SendWebhookEvent(t.Context(), url, &customchannels.ChannelAccountPurgedEvent{ChannelID: channelID})
	if err != nil || delivery.Status != 401 {
		t.Errorf("answered with %+v: %v", delivery, err)
	}
}

// receive starts a channel's own server.
func receive(t *testing.T, secret string, events *customchannels.ChannelEvents) (url string) {
	t.Helper()
	verifier, err := hubspot.NewVerifier(secret)
	if err != nil {
		t.Fatal(err)
	}
	hook := httptest.NewServer(customchannels.NewChannelEventsHandler(verifier, nil, events))
	t.Cleanup(hook.Close)
	return hook.URL + "/hubspot?a=b%3Ac"
}

// answerWithEverything is a message with one of each attachment.
func answerWithEverything(t *testing.T) *customchannels.Message {
	t.Helper()
	data, err := os.ReadFile("../../bench/testdata/messages/response8.json")
	if err != nil {
		t.Fatal(err)
	}
	var message customchannels.Message
	if err := json.Unmarshal(data, &message); err != nil {
		t.Fatal(err)
	}
	message.ID = "c06a1f4c2b1d4d5e9c3f8a7b6d5e4f30"
	return &message
}

// TestConversation goes the whole way: a visitor writes, a HubSpot user answers, the integration reports.
func TestConversation(t *testing.T) {
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	client := newClient(t, server.Option())
	question, err := client.PublishMessage(t.Context(), channelID, newMessage())
	if err != nil {
		t.Fatal(err)
	}
	answer := answerWithEverything(t)
	answer.InReplyToID = &question.ID
	if err := server.PutMessage(channelID, answer); err != nil {
		t.Fatal(err)
	}
	failed := customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateTypeFailed).WithErrorMessage("No such number.")
	updated, err := client.UpdateMessageStatus(t.Context(), channelID, answer.ID, failed)
	if err != nil || updated.GetStatus().GetFailureDetails().GetErrorMessage() != "No such number." {
		t.Errorf("got %+v: %v", updated, err)
	}
	read := customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateTypeRead)
	updated, err = client.UpdateMessageStatus(t.Context(), channelID, answer.ID, read)
	if err != nil || updated.Status.StatusType != customchannels.MessageStatusTypeRead || updated.Status.FailureDetails != nil {
		t.Errorf("got %+v: %v", updated, err)
	}
	if kept := server.Messages(); len(kept) != 2 || kept[0].Text != question.Text || *kept[1].InReplyToID != question.ID {
		t.Errorf("kept %+v", kept)
	}
}

// TestTestsHardlyWait has a server ask for seconds of patience. The client that its Option makes takes milliseconds.
func TestTestsHardlyWait(t *testing.T) {
	for _, fault := range []sdktest.Fault{
		hubspottest.RateLimited(hubspottest.Secondly), hubspottest.RateLimited(hubspottest.TenSecondlyRolling),
		hubspottest.RateLimited(hubspottest.TenSecondlyRolling, "Retry-After", "60"), hubspottest.RateLimited("HOURLY", "Retry-After", "3600"),
		sdktest.Unavailable(time.Minute), sdktest.Status(423, "Retry-After", "5"), sdktest.Status(477, "Retry-After", "30"),
	} {
		server := customchannelstest.NewServer(t)
		client := newClient(t, server.Option())
		server.Fail(fault, fault, fault)
		began := time.Now()
		for range 2 { // a pause that began with the first call would be the second's
			if _, err := client.PublishMessage(t.Context(), channelID, newMessage()); err != nil {
				t.Errorf("%v: %v", fault, err)
			}
		}
		if took := time.Since(began); took > 900*time.Millisecond { // the least that is asked for is a second
			t.Errorf("%v: took %s", fault, took)
		}
	}
}
