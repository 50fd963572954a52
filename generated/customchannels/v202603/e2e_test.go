package customchannels_test

import (
	"context"
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

// operation calls one operation with everything that it takes.
type operation func(ctx context.Context, client *customchannels.Client, options ...customchannels.CallOption) error

// operations are all of them, by name.
func operations() map[string]operation {
	type c = customchannels.Client
	type o = customchannels.CallOption
	return map[string]operation{
		customchannelstest.OperationPublishMessage: func(ctx context.Context, client *c, options ...o) error {
			_, err := client.PublishMessage(ctx, channelID, fullMessage(), options...)
			return err
		},
		customchannelstest.OperationGetMessage: func(ctx context.Context, client *c, options ...o) error {
			_, err := client.GetMessage(ctx, channelID, messageID, options...)
			return err
		},
		customchannelstest.OperationUpdateMessageStatus: func(ctx context.Context, client *c, options ...o) error {
			update := customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateTypeFailed).WithErrorMessage("No such number.")
			_, err := client.UpdateMessageStatus(ctx, channelID, messageID, update, options...)
			return err
		},
		customchannelstest.OperationListChannels: func(ctx context.Context, client *c, options ...o) error {
			params := customchannels.NewListChannelsParams().WithLimit(5).WithDefaultPageLength(7).WithSort("name", "createdAt").WithAfter("x")
			_, err := client.ListChannels(ctx, params, options...)
			return err
		},
		customchannelstest.OperationRegisterChannel: func(ctx context.Context, client *c, options ...o) error {
			_, err := client.RegisterChannel(ctx, fullChannel(), options...)
			return err
		},
		customchannelstest.OperationGetChannel: func(ctx context.Context, client *c, options ...o) error {
			_, err := client.GetChannel(ctx, channelID, options...)
			return err
		},
		customchannelstest.OperationUpdateChannel: func(ctx context.Context, client *c, options ...o) error {
			update := customchannels.NewChannelUpdateRequest().WithName("Chat").WithWebhookURL("https://hooks.example.com/").
				WithCapabilities(customchannels.NewChannelCapabilities()).ClearChannelDescription().ClearChannelLogoURL()
			_, err := client.UpdateChannel(ctx, channelID, update, options...)
			return err
		},
		customchannelstest.OperationArchiveChannel: func(ctx context.Context, client *c, options ...o) error {
			return client.ArchiveChannel(ctx, channelID, options...)
		},
		customchannelstest.OperationListChannelAccounts: func(ctx context.Context, client *c, options ...o) error {
			params := customchannels.NewListChannelAccountsParams().WithLimit(5).WithArchived(true).
				WithDeliveryIdentifierType(customchannels.DeliveryIdentifierTypeHSPhoneNumber, customchannels.DeliveryIdentifierTypeHSShortCode).
				WithDeliveryIdentifierValue("+15550100001", "a&b=c d")
			_, err := client.ListChannelAccounts(ctx, channelID, params, options...)
			return err
		},
		customchannelstest.OperationCreateChannelAccount: func(ctx context.Context, client *c, options ...o) error {
			account := customchannels.NewChannelAccountCreateRequest("Shop", "4400021", true).WithDeliveryIdentifier(customchannels.ShortCode("12345"))
			_, err := client.CreateChannelAccount(ctx, "77", account, options...)
			return err
		},
		customchannelstest.OperationGetChannelAccount: func(ctx context.Context, client *c, options ...o) error {
			params := customchannels.NewGetChannelAccountParams().WithArchived(true)
			_, err := client.GetChannelAccount(ctx, channelID, accountID, params, options...)
			return err
		},
		customchannelstest.OperationUpdateChannelAccount: func(ctx context.Context, client *c, options ...o) error {
			update := customchannels.NewChannelAccountUpdateRequest().WithName("Desk").WithAuthorized(false)
			_, err := client.UpdateChannelAccount(ctx, channelID, accountID, update, options...)
			return err
		},
		customchannelstest.OperationUpdateChannelAccountStagingToken: func(ctx context.Context, client *c, options ...o) error {
			update := customchannels.NewChannelAccountStagingTokenUpdateRequest().WithAccountName("Shop").
				WithDeliveryIdentifier(customchannels.EmailAddress("shop@example.com"))
			_, err := client.UpdateChannelAccountStagingToken(ctx, channelID, "stg/2 f7?c", update, options...)
			return err
		},
	}
}

// fullMessage sets every property and has every attachment.
func fullMessage() *customchannels.MessageRequest {
	return newMessage().
		WithRichText("<p>Is the <b>blue</b> one in stock?</p>").
		WithIntegrationThreadID("thread-1").
		WithIntegrationIdempotencyID("message-1").
		WithInReplyToID(messageID).
		WithAssociateWithContactID(60051).
		WithPreResolvedContacts(customchannels.NewPreResolvedContacts(customchannels.NewPreResolvedContact(60051, "phone"))).
		WithAttachments(
			customchannels.NewFileAttachment("88123").WithFileUsageType(customchannels.FileUsageTypeVoiceRecording),
			customchannels.NewLocationAttachment(-90, 180).WithName("Pole").WithAddress("-").WithURL("https://example.com"),
			customchannels.NewContactAttachment(customchannels.NewContactProfile().
				WithName(customchannels.NewContactName().WithFirstName("Robin")).
				WithURLs(customchannels.NewContactURL("https://example.com").WithType(customchannels.ContactPointTypeHome)).
				WithAddresses(customchannels.NewContactAddress().WithCity("Sampleton"))),
			customchannels.NewUnsupportedContentAttachment(),
			customchannels.NewMessageHeaderAttachment().WithText("Order").WithFileID(1<<62),
			customchannels.NewQuickRepliesAttachment(customchannels.URLReply("https://example.com").WithLabel("Look")),
			customchannels.NewSocialMetadataAttachment(customchannels.NewSocialMetadata(customchannels.SocialMediaTypeNone)),
		)
}

func fullChannel() *customchannels.ChannelCreateRequest {
	return customchannels.NewChannelCreateRequest("Sample SMS", customchannels.NewChannelCapabilities().
		WithThreadingModel(customchannels.ThreadingModelDeliveryIdentifier).
		WithDeliveryIdentifierTypes("HS_PHONE_NUMBER").WithRichText("BOLD").WithOutgoingAttachmentTypes("FILE").
		WithAllowInlineImages(true).WithAllowOutgoingMessages(true).WithAllowConversationStart(false).
		WithAllowMultipleRecipients(false).WithAllowedFileAttachmentMIMETypes("image/png").
		WithMaxFileAttachmentCount(3).WithMaxFileAttachmentSizeBytes(1<<40).WithMaxTotalFileAttachmentSizeBytes(1<<41)).
		WithWebhookURL("https://hooks.example.com/hubspot").
		WithChannelDescription("Answer text messages.").
		WithChannelLogoURL("https://example.com/logo.png").
		WithChannelAccountConnectionRedirectURL("https://example.com/connect")
}

func TestEveryOperation(t *testing.T) {
	all := operations()
	for _, name := range customchannelstest.NewServer(t).Operations() {
		t.Run(name, func(t *testing.T) {
			server := customchannelstest.NewServer(t)
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
	server := customchannelstest.NewServer(t)
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
	server := customchannelstest.NewServer(t)
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
	server := customchannelstest.NewServer(t)
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
				server := customchannelstest.NewServer(t)
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
	server := customchannelstest.NewServer(t)
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
