package customchannels_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

// FuzzErrors has the API refuse with anything. The error is the API's own and has the body as it came; its text is a
// line, without the credential and without any words of the server.
func FuzzErrors(f *testing.F) {
	f.Add(400, "application/json", []byte(`{"status":"error","category":"VALIDATION_ERROR","message":"words","correlationId":"0f7d1b52-6f0a-4b55-9a5b-7d4f2f9d8c11"}`))
	f.Add(429, "application/json", []byte(`{"policyName":"DAILY","errorType":"RATE_LIMIT","groupName":"publicapi"}`))
	f.Add(403, "application/json", []byte(`{"category":"MISSING_SCOPES","errors":[{"message":"words","context":{"a":["b"]},"in":"x"}],"links":{"a":"b"}}`))
	f.Add(429, "text/plain", []byte("error code: 1015"))
	f.Add(502, "text/html", []byte("<html>"))
	f.Add(400, "application/json", []byte(`{"category":"`+customchannelstest.AccessToken+`","subCategory":7,"context":[]}`))
	f.Add(500, "", []byte(`{"category":"A","category":{}`))
	f.Fuzz(func(t *testing.T, status int, mediaType string, body []byte) {
		if status < 300 || status > 599 || http.StatusText(status) == "" {
			return
		}
		client := inMemory(t, func(_ int, request *http.Request) (*http.Response, error) {
			return reply(request, status, string(body), "Content-Type", mediaType), nil
		}, customchannels.WithoutRetries())
		_, err := client.GetMessage(t.Context(), channelID, messageID)
		var apiError *customchannels.Error
		if !errors.As(err, &apiError) || apiError.StatusCode != status || !bytes.Equal(apiError.Body, body) {
			t.Fatalf("got %T %v", err, err)
		}
		text := err.Error()
		if strings.Contains(text, customchannelstest.AccessToken) || apiError.Message != "" && len(apiError.Message) > 20 && strings.Contains(text, apiError.Message) {
			t.Errorf("the text tells too much: %s", text)
		}
		if len(text) > 1000 || strings.ContainsFunc(text, unicode.IsControl) {
			t.Errorf("the text is no line: %q", text)
		}
	})
}

// FuzzWebhookDelivery has HubSpot deliver anything. What is an event reaches one function, once; what is none is refused,
// and reaches none.
func FuzzWebhookDelivery(f *testing.F) {
	for _, body := range []string{
		created(`"4711"`), created(`4711`), created(`0`), created(`null`), account("CHANNEL_ACCOUNT_CREATED", `"1"`),
		account("CHANNEL_ACCOUNT_UPDATED", `9007199254740993`), account("CHANNEL_ACCOUNT_PURGED", `1e3`),
		`{"type":"CHANNEL_PAINTED","colour":"blue"}`, `{"test":"test"}`, `test=test`, `null`, `[]`, `{"type":"CHANNEL_ACCOUNT_PURGED"`,
	} {
		f.Add([]byte(body))
	}
	verifier, err := hubspot.NewVerifier(hookSecret, hubspot.WithPublicURL("https://bridge.example.com/hubspot"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var calls told
		handler := customchannels.NewChannelEventsHandler(verifier, nil, anyEvents(&calls))
		event, err := customchannels.UnmarshalWebhookEvent(body)
		good := err == nil && event != nil
		for range 2 {
			status := deliver(handler, body)
			if good != (status == 204) || !good && status != 400 && status != 413 {
				t.Fatalf("answered %d to %q", status, body)
			}
		}
		if n := len(calls.calls); good && (n < 1 || n > 2) || !good && n > 0 {
			t.Errorf("%d calls for %q", n, body)
		}
	})
}

func deliver(handler http.Handler, body []byte) (status int) {
	request := httptest.NewRequest("POST", "https://bridge.example.com/hubspot", bytes.NewReader(body))
	hubspot.SignRequest(request, hookSecret, body, time.Now())
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder.Code
}

// anyEvents are functions that want nothing of an event.
func anyEvents(calls *told) *customchannels.ChannelEvents {
	return &customchannels.ChannelEvents{
		OnOutgoingChannelMessageCreated: func(context.Context, *customchannels.OutgoingChannelMessageCreatedEvent) error {
			return calls.note("message")
		},
		OnChannelAccountCreated: func(context.Context, *customchannels.ChannelAccountCreatedEvent) error {
			return calls.note("created")
		},
		OnChannelAccountUpdated: func(context.Context, *customchannels.ChannelAccountUpdatedEvent) error {
			return calls.note("updated")
		},
		OnChannelAccountPurged: func(context.Context, *customchannels.ChannelAccountPurgedEvent) error {
			return calls.note("purged")
		},
		OnUnknown: func(context.Context, *customchannels.UnknownWebhookEvent) error { return calls.note("unknown") },
	}
}
