package customchannels_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
)

const refusal = `{"status":"error","category":"VALIDATION_ERROR","message":"Invalid input: the blue one","correlationId":"c-1","errors":[
	{"message":"'the blue one' is no file","in":"attachments[0].fileId","code":"INVALID_ID"},
	{"message":"too long","in":"text","code":"the blue one?"},
	{"message":"pat-na1-11111111-2222 was\nsent","in":"pat-na1-11111111-2222","code":"{}"}]}`

// An error's text says which fields HubSpot refused, in machine words; what it says in words is for those who ask for it.
func TestTextNamesEachDetail(t *testing.T) {
	const operation = "GetMessage: GET /conversations/custom-channels/2026-03/{channelId}/messages/{messageId}: 400 Bad Request, VALIDATION_ERROR"
	for _, test := range []struct {
		opts []customchannels.Option
		want string
	}{
		{nil, operation + ", attachments[0].fileId: INVALID_ID, text, correlation id c-1"},
		{
			[]customchannels.Option{customchannels.WithErrorMessages()},
			operation + `, attachments[0].fileId: INVALID_ID, text, correlation id c-1; "Invalid input: the blue one"; "'the blue one' is no file"; "too long"; "[redacted] was sent"`,
		},
	} {
		if got := refused(t, refusal, test.opts...).Error(); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestTextNamesTheFirstDetails(t *testing.T) {
	var details []string
	for n := range 25 {
		details = append(details, fmt.Sprintf(`{"in":"field%d","code":"REQUIRED"}`, n))
	}
	text := refused(t, `{"errors":[`+strings.Join(details, ",")+`]}`).Error()
	if !strings.Contains(text, "field9: REQUIRED, and 15 more") || strings.Contains(text, "field10") {
		t.Error(text)
	}
}

func refused(t *testing.T, body string, opts ...customchannels.Option) error {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, body)
	}))
	defer server.Close()
	client, err := customchannels.NewClient(append(opts, customchannels.WithBaseURL(server.URL), customchannels.WithHTTPClient(server.Client()), customchannels.WithAccessToken("pat-na1-11111111-2222"))...)
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.GetMessage(t.Context(), "17", "m1")
	if err == nil {
		t.Fatal("no error")
	}
	return err
}
