package customchannels_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// reports is a testing.TB that keeps what it is told.
type reports struct {
	testing.TB
	errors []string
}

func (r *reports) Errorf(format string, args ...any) {
	for _, arg := range args {
		if err, ok := arg.(error); ok {
			r.errors = append(r.errors, err.Error())
		}
	}
}

// TestInvalidMessageFailsTheTest sends what the builders let pass and the document does not.
func TestInvalidMessageFailsTheTest(t *testing.T) {
	tests := map[string]struct {
		message *customchannels.MessageRequest
		want    string
	}{
		"unknown direction": {
			customchannels.NewMessageRequest(accountID, "SIDEWAYS", "x"), "body: messageDirection: ",
		},
		"unknown variant": {
			newMessage().WithAttachments(
				customchannels.NewFileAttachment("1"),
				&customchannels.UnknownAttachment{Raw: []byte(`{"type":"HOLOGRAM"}`)}),
			"body: attachments[1]",
		},
		"unknown kind of address": {
			newMessage().WithSenders(customchannels.NewParticipant(customchannels.NewDeliveryIdentifier("PIGEON", "x"))),
			"body: senders[1].deliveryIdentifier.type: ",
		},
		"unknown use of a file": {
			newMessage().WithAttachments(customchannels.NewFileAttachment("1").WithFileUsageType("SMELL")),
			"body: attachments[0].fileUsageType: ",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			told := &reports{TB: t}
			server := customchannelstest.NewServer(told)
			_, err := newClient(t, server.Option()).PublishMessage(t.Context(), channelID, test.message)
			var apiError *customchannels.Error
			if !errors.As(err, &apiError) || apiError.StatusCode != http.StatusBadRequest || apiError.Category != "VALIDATION_ERROR" {
				t.Errorf("the client was told %v", err)
			}
			if len(told.errors) != 1 || !strings.Contains(told.errors[0], "PublishMessage") || !strings.Contains(told.errors[0], test.want) {
				t.Errorf("the test was told %q, want %q in it", told.errors, test.want)
			}
			if len(server.Messages()) > 0 {
				t.Error("the message was taken")
			}
		})
	}
}

// TestInvalidMessageIsNotSent has what the client finds out itself.
func TestInvalidMessageIsNotSent(t *testing.T) {
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	client := newClient(t, server.Option())
	tests := map[string]func() error{
		"attachments[0].latitude": func() error {
			_, err := client.PublishMessage(t.Context(), channelID, newMessage().WithAttachments(customchannels.NewLocationAttachment(91, 0)))
			return err
		},
		"message": func() error {
			_, err := client.PublishMessage(t.Context(), channelID, nil)
			return err
		},
		"channelId": func() error {
			_, err := client.GetChannel(t.Context(), "forty-two")
			return err
		},
		"messageId": func() error {
			_, err := client.GetMessage(t.Context(), channelID, "")
			return err
		},
	}
	for field, call := range tests {
		t.Run(field, func(t *testing.T) {
			err := call()
			if !errors.Is(err, customchannels.ErrValidation) || !strings.Contains(err.Error(), ": "+field) {
				t.Errorf("got %v", err)
			}
		})
	}
	if n := len(server.Requests()); n > 0 {
		t.Errorf("%d requests arrived", n)
	}
}

// TestViolations sends requests that no client of ours would, and wants the operation and the field named.
func TestViolations(t *testing.T) {
	const path = "/conversations/custom-channels/2026-03"
	const participant = `{"deliveryIdentifier":{"type":"HS_PHONE_NUMBER","value":"+15550100042"}}`
	const message = `{"channelAccountId":"1","messageDirection":"INCOMING","text":"","timestamp":"2026-03-30T09:15:00Z",` +
		`"recipients":[],"senders":[` + participant + `],"attachments":[]}`
	change := func(from, to string) string { return strings.Replace(message, from, to, 1) }
	tests := []struct {
		name, method, path, header, body string
		status                           int
		want                             string
	}{
		{"missing", "POST", "/1/messages", "bearer", change(`"text":"",`, ``), 400, "PublishMessage: POST " + path + "/{channelId}/messages: not what the document allows\n\tbody: text: "},
		{"null array", "POST", "/1/messages", "bearer", change(`"attachments":[]`, `"attachments":null`), 400, "body: attachments: "},
		{"wrong type", "POST", "/1/messages", "bearer", change(`"text":""`, `"text":7`), 400, "body: text: "},
		{"no time", "POST", "/1/messages", "bearer", change(`2026-03-30T09:15:00Z`, `yesterday`), 400, "body: timestamp: "},
		{"nested", "POST", "/1/messages", "bearer", change(`"+15550100042"`, `[]`), 400, "body: senders[0].deliveryIdentifier.value: "},
		{"variant", "POST", "/1/messages", "bearer", change(`"attachments":[]`, `"attachments":[{"type":"LOCATION","latitude":1}]`), 400, "body: attachments[0].longitude: "},
		{"two problems", "POST", "/1/messages", "bearer", change(`"text":""`, `"text":7,"richText":8`), 400, "body: richText: "},
		{"no JSON", "POST", "/1/messages", "bearer", `{`, 400, "body: "},
		{"no body", "POST", "/1/messages", "bearer", ``, 400, "body: "},
		{"path", "GET", "/many", "key", ``, 400, "GetChannel: GET " + path + "/{channelId}: not what the document allows\n\tpath: channelId: "},
		{"path range", "GET", "/3000000000", "key", ``, 400, "path: channelId: "},
		{"query type", "GET", "?limit=many", "key", ``, 400, "query: limit: "},
		{"query enum", "GET", "/1/channel-accounts?deliveryIdentifierType=PIGEON", "bearer", ``, 400, "query: deliveryIdentifierType"},
		{"query name", "GET", "?page=2", "key", ``, 400, "query: page: "},
		{"no token", "GET", "/1/messages/2", "", ``, 401, "security: oauth2: "},
		{"no key", "GET", "", "bearer", ``, 401, "security: "},
		{"body of a GET", "GET", "/1/messages/2", "bearer", `{}`, 400, "request body not allowed"},
		{"method", "PUT", "/1", "key", `{}`, 405, "no such method"},
		{"unknown path", "GET", "/1/letters", "bearer", ``, 404, "no such path"},
	}
	server := customchannelstest.NewServer(t, sdktest.AllowViolations())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			status, answer := send(t, server.URL+path, test.method, test.path, test.header, test.body)
			if status != test.status || !strings.Contains(answer, `"status":"error"`) {
				t.Errorf("answered %d %s", status, answer)
			}
			found := server.Violations()
			if last := found[len(found)-1].Error(); !strings.Contains(last, test.want) {
				t.Errorf("noted %q, want %q in it", last, test.want)
			}
		})
	}
	if n := len(server.Violations()); n != len(tests) {
		t.Errorf("%d violations noted, %d sent", n, len(tests))
	}
}

// send sends a request with a bearer token or a developer key.
func send(t *testing.T, base, method, path, credential, body string) (status int, answer string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, base+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	switch credential {
	case "bearer":
		request.Header.Set("Authorization", "Bearer token")
	case "key":
		query := request.URL.Query()
		query.Set("hapikey", "key")
		query.Set("appId", "7")
		request.URL.RawQuery = query.Encode()
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var text strings.Builder
	if err := response.Write(&text); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, text.String()
}
