package customchannels_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// answerJSON is a fault that answers with a body that the document need not know.
func answerJSON(status int, body string) sdktest.Fault {
	return sdktest.AnswerWith(status, "application/json", body)
}

// TestErrors has every category that the document names, and the bodies that are none of its.
func TestErrors(t *testing.T) {
	tests := []struct {
		name     string
		fault    sdktest.Fault
		is       error
		status   int
		category string
	}{
		{"validation", sdktest.Status(400), customchannels.ErrValidation, 400, "VALIDATION_ERROR"},
		{"authentication", sdktest.Status(401), customchannels.ErrUnauthorized, 401, "INVALID_AUTHENTICATION"},
		{"expired", hubspottest.Expired(), customchannels.ErrUnauthorized, 401, "EXPIRED_AUTHENTICATION"},
		{"scopes", sdktest.Status(403), customchannels.ErrForbidden, 403, "MISSING_SCOPES"},
		{"not found", sdktest.Status(404), customchannels.ErrNotFound, 404, "OBJECT_NOT_FOUND"},
		{"conflict", sdktest.Status(409), customchannels.ErrConflict, 409, "CONFLICT"},
		{"locked", sdktest.Status(423), nil, 423, "LOCKED"},
		{"ten seconds", hubspottest.RateLimited(hubspottest.TenSecondlyRolling), customchannels.ErrRateLimited, 429, ""},
		{"second", hubspottest.RateLimited(hubspottest.Secondly), customchannels.ErrRateLimited, 429, ""},
		{"day", hubspottest.RateLimited(hubspottest.Daily), customchannels.ErrDailyLimit, 429, ""},
		{"migration", sdktest.Status(477), nil, 477, ""},
		{"internal", sdktest.Status(500), customchannels.ErrServer, 500, "INTERNAL_SERVER_ERROR"},
		{"unavailable", sdktest.Unavailable(0), customchannels.ErrServer, 503, "SERVICE_UNAVAILABLE"},
		{"proxy", sdktest.AnswerWith(429, "text/plain", "error code: 1015"), customchannels.ErrRateLimited, 429, ""},
		{"gateway", sdktest.AnswerWith(502, "text/html", "<html><h1>Bad Gateway"), customchannels.ErrServer, 502, ""},
		{"empty", sdktest.AnswerWith(524, "text/plain", ""), customchannels.ErrServer, 524, ""},
		{"cut", answerJSON(400, `{"category":"VALIDATION_ERROR","message":"`), customchannels.ErrValidation, 400, "VALIDATION_ERROR"},
		{"array", answerJSON(400, `[1]`), customchannels.ErrValidation, 400, ""},
	}
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	client := newClient(t, server.Option(), customchannels.WithoutRetries())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server.Fail(test.fault)
			_, err := client.PublishMessage(t.Context(), channelID, newMessage())
			var apiError *customchannels.Error
			if !errors.As(err, &apiError) {
				t.Fatalf("got %T: %v", err, err)
			}
			if apiError.StatusCode != test.status || apiError.Category != test.category {
				t.Errorf("got %d %q: %v", apiError.StatusCode, apiError.Category, err)
			}
			if test.is != nil && !errors.Is(err, test.is) {
				t.Errorf("%v is not %v", err, test.is)
			}
			if apiError.CorrelationID == "" {
				t.Error("no correlation id")
			}
			wordless(t, err)
		})
	}
}

// wordless checks that an error's text has neither secrets nor content.
func wordless(t *testing.T, err error) {
	t.Helper()
	for _, secret := range []string{customchannelstest.AccessToken, customchannelstest.DeveloperKeyHapikey, "blue one", "Robin"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("%q is in %v", secret, err)
		}
	}
}

func TestErrorHasTheWholeBody(t *testing.T) {
	const body = `{"status":"error","category":"VALIDATION_ERROR",` +
		`"subCategory":"CustomChannelsError.INVALID_CHANNEL_CAPABILITY_VALUES","message":"PIGEON is unknown.",` +
		`"correlationId":"0f7d1b52-6f0a-4b55-9a5b-7d4f2f9d8c11","context":{"keys":["deliveryIdentifierTypes"]},` +
		`"links":{"help":"https://example.com"},"errors":[{"code":"INVALID_VALUE","in":"capabilities","message":"PIGEON"}]}`
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	server.Fail(answerJSON(400, body))
	_, err := newClient(t, server.Option()).RegisterChannel(t.Context(), fullChannel())
	var apiError *customchannels.Error
	if !errors.As(err, &apiError) {
		t.Fatal(err)
	}
	got := []string{
		apiError.Operation, apiError.Method, apiError.SubCategory, apiError.Message, apiError.Status,
		apiError.Context["keys"][0], apiError.Links["help"], *apiError.Errors[0].Code, string(apiError.Body),
	}
	want := []string{
		"RegisterChannel", "POST", "CustomChannelsError.INVALID_CHANNEL_CAPABILITY_VALUES", "PIGEON is unknown.", "error",
		"deliveryIdentifierTypes", "https://example.com", "INVALID_VALUE", body,
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

func TestSuccessesThatAreNone(t *testing.T) {
	tests := map[string]struct {
		fault sdktest.Fault
		is    error
	}{
		"empty":      {answerJSON(201, ""), sdk.ErrEmptyBody},
		"html":       {sdktest.AnswerWith(201, "text/html", "<html>"), sdk.ErrNotJSON},
		"wrong type": {answerJSON(201, `{"attachments":[{"type":"LOCATION","latitude":"north"}]}`), nil},
		"large":      {answerJSON(201, `{"text":"`+strings.Repeat("x", 2000)+`"}`), sdk.ErrResponseTooLarge},
	}
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	client := newClient(t, server.Option(), customchannels.WithMaxResponseBytes(1000))
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server.Fail(test.fault)
			_, err := client.PublishMessage(t.Context(), channelID, newMessage())
			var undecodable *sdk.DecodeError
			if !errors.As(err, &undecodable) || undecodable.StatusCode != http.StatusCreated {
				t.Fatalf("got %T: %v", err, err)
			}
			if test.is != nil && !errors.Is(err, test.is) {
				t.Errorf("%v is not %v", err, test.is)
			}
			if name == "wrong type" && !strings.Contains(err.Error(), "attachments[0].latitude") {
				t.Errorf("%v does not name the field", err)
			}
		})
	}
}

// TestNewerServer answers with what this version does not know. All of it is there, and is sent back as it came.
func TestNewerServer(t *testing.T) {
	const body = `{"type":"MESSAGE","id":"m1","conversationsThreadId":"t1","channelId":"1","channelAccountId":"2",` +
		`"direction":"SIDEWAYS","text":"x","truncationStatus":"NOT_TRUNCATED","senders":[],"recipients":[],` +
		`"attachments":[{"type":"HOLOGRAM","depth":90071992547409931},{"type":"FILE","fileId":"1","fileUsageType":"SMELL","new":1e400}],` +
		`"client":{"clientType":"ROBOT","model":null},"createdBy":"A-1","createdAt":"2026-03-30T09:21:00.123456789Z",` +
		`"archived":false,"mood":{"joy":[1,2.50]}}`
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	server.Fail(answerJSON(200, body))
	message, err := newClient(t, server.Option()).GetMessage(t.Context(), "1", "m1")
	if err != nil {
		t.Fatal(err)
	}
	unknown, ok := message.Attachments[0].(*customchannels.UnknownAttachment)
	if !ok || unknown.Type != "HOLOGRAM" || message.Direction != "SIDEWAYS" || message.Client.ClientType != "ROBOT" {
		t.Errorf("got %+v", message)
	}
	again, err := json.Marshal(message)
	if err != nil || string(again) != body {
		t.Errorf("sent back: %s\nwant:      %s\n%v", again, body, err)
	}
}

func TestNewerEvent(t *testing.T) {
	event, err := customchannels.UnmarshalWebhookEvent([]byte(`{"type":"CHANNEL_PAINTED","colour":"blue"}`))
	if unknown, ok := event.(*customchannels.UnknownWebhookEvent); err != nil || !ok || unknown.Type != "CHANNEL_PAINTED" {
		t.Errorf("got %+v: %v", event, err)
	}
}
