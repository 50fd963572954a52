package customchannels_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/oauth2"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// These tests call over real HTTP a server that checks every request against the document.

func newClient(t *testing.T, options ...customchannels.Option) *customchannels.Client {
	t.Helper()
	client, err := customchannels.NewClient(options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

const channelID, accountID, messageID = "1000042", "7300118", "6f1d2c9be0a14f7c8a53d7be11c0a9e2"

func newMessage() *customchannels.MessageRequest {
	return customchannels.NewMessageRequest(accountID, customchannels.MessageDirectionIncoming, "Is the blue one in stock?").
		WithSenders(customchannels.NewParticipant(customchannels.PhoneNumber("+15550100042")).WithName("Robin Sample")).
		WithRecipients(customchannels.NewParticipant(customchannels.PhoneNumber("+15550100001")))
}

func TestEveryOperation(t *testing.T) {
	all := operations()
	for _, name := range customchannelstest.NewServer(t).Operations() {
		t.Run(name, func(t *testing.T) {
			server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
			client := newClient(t, server.Option())
			call, known := all[name]
			if !known {
				t.Fatal("no test calls it")
			}
			if err := call(t.Context(), client); err != nil {
				t.Error(err)
			}
			if arrived := server.Requests(name); len(arrived) != 1 || !arrived[0].Taken {
				t.Errorf("arrived: %+v", arrived)
			}
		})
	}
}

// TestWhatArrives looks at the requests as the server saw them: escaped, repeated, empty and left out.
func TestWhatArrives(t *testing.T) {
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	client := newClient(t, server.Option())
	for _, name := range []string{
		customchannelstest.OperationPublishMessage, customchannelstest.OperationUpdateChannelAccountStagingToken,
		customchannelstest.OperationListChannelAccounts, customchannelstest.OperationUpdateChannel,
	} {
		if err := operations()[name](t.Context(), client); err != nil {
			t.Error(err)
		}
	}
	body := server.PublishMessageRequests()[0].Body
	if len(body.Attachments) != 7 || *body.IntegrationIdempotencyID != "message-1" || body.Timestamp.IsZero() {
		t.Errorf("the message arrived as %+v", body)
	}
	if token := server.UpdateChannelAccountStagingTokenRequests()[0].AccountToken; token != "stg/2 f7?c" {
		t.Errorf("the token arrived as %q", token)
	}
	query := server.ListChannelAccountsRequests()[0].URL.Query()
	if got := query["deliveryIdentifierValue"]; !slices.Equal(got, []string{"+15550100001", "a&b=c d"}) {
		t.Errorf("the values arrived as %q", got)
	}
	update := string(server.UpdateChannelRequests()[0].Request.Body)
	if !strings.Contains(update, `"channelDescription":null`) || strings.Contains(update, "channelAccountConnectionRedirectUrl") {
		t.Errorf("the update arrived as %s", update)
	}
}

func TestEmptyArraysArriveAsArrays(t *testing.T) {
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	client := newClient(t, server.Option())
	message := customchannels.NewMessageRequest(accountID, customchannels.MessageDirectionOutgoing, "")
	if _, err := client.PublishMessage(t.Context(), channelID, message); err != nil {
		t.Fatal(err)
	}
	body := string(server.Requests()[0].Body)
	for _, want := range []string{`"senders":[]`, `"recipients":[]`, `"attachments":[]`} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is not in %s", want, body)
		}
	}
}

func TestLocation(t *testing.T) {
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	client := newClient(t, server.Option())
	creating := map[string]string{
		customchannelstest.OperationPublishMessage:       "/conversations/custom-channels/2026-03/1000042/messages/messages-1",
		customchannelstest.OperationRegisterChannel:      "/conversations/custom-channels/2026-03/1001",
		customchannelstest.OperationCreateChannelAccount: "/conversations/custom-channels/2026-03/77/channel-accounts/1001",
	}
	for name, want := range creating {
		var response customchannels.Response
		if err := operations()[name](t.Context(), client, customchannels.CaptureResponse(&response)); err != nil {
			t.Fatal(err)
		}
		if got := response.Header.Get("Location"); got != server.URL+want || response.StatusCode != http.StatusCreated {
			t.Errorf("%s: %d with Location %s", name, response.StatusCode, got)
		}
	}
}

// byDeveloperKey are the operations that take the developer key; the others take a token.
var byDeveloperKey = []string{
	customchannelstest.OperationListChannels, customchannelstest.OperationRegisterChannel, customchannelstest.OperationGetChannel,
	customchannelstest.OperationUpdateChannel, customchannelstest.OperationArchiveChannel,
}

func TestCredentialsGoWhereTheyAreWanted(t *testing.T) {
	tokens := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "from-a-source"})
	modes := map[string]struct {
		option customchannels.Option
		token  string
	}{
		"token":  {customchannels.WithAccessToken("fixed"), "Bearer fixed"},
		"source": {customchannels.WithAccessTokenSource(tokens), "Bearer from-a-source"},
	}
	for mode, want := range modes {
		t.Run(mode, func(t *testing.T) {
			for name, call := range operations() {
				server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
				client := newClient(t, server.Option(), want.option)
				if err := call(t.Context(), client); err != nil {
					t.Fatal(err)
				}
				checkCredentials(t, server.Requests(name)[0], want.token)
			}
		})
	}
}

func checkCredentials(t *testing.T, request *sdktest.Request, token string) {
	t.Helper()
	key := customchannelstest.DeveloperKeyHapikey + " " + customchannelstest.DeveloperKeyAppID
	if slices.Contains(byDeveloperKey, request.Operation) {
		token = ""
	} else {
		key = " "
	}
	query := request.URL.Query()
	if got := request.Header.Get("Authorization"); got != token {
		t.Errorf("%s: Authorization is %q", request.Operation, got)
	}
	if got := query.Get("hapikey") + " " + query.Get("appId"); got != key {
		t.Errorf("%s: the key is %q", request.Operation, got)
	}
}

func TestMissingCredentialSendsNothing(t *testing.T) {
	server := customchannelstest.NewServer(t, sdktest.VerifyAnswers())
	base := customchannels.WithBaseURL(server.URL)
	clients := map[bool]*customchannels.Client{ // by whether it has the developer key
		true:  newClient(t, base, customchannels.WithDeveloperKey("key", "7")),
		false: newClient(t, base, customchannels.WithAccessToken("token")),
	}
	for name, call := range operations() {
		keyed := slices.Contains(byDeveloperKey, name)
		var missing *sdk.MissingCredentialError
		if err := call(t.Context(), clients[!keyed]); !errors.As(err, &missing) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(server.Requests()); n > 0 {
		t.Errorf("%d requests arrived", n)
	}
}
