// Package customchannels_test holds the SDK of the API's version 3 against its document, and its requests' bytes.
package customchannels_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/e2e/internal/prism"
	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v3"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v3/customchannelstest"
)

const (
	base       = "/conversations/v3/custom-channels"
	collection = "/conversations/custom-channels/v3"
	// developer is the credential of what an app does, and not an account of HubSpot.
	developer = "appId=4711&hapikey=key"
)

// call is an operation with what it sends.
type call struct {
	do   func(ctx context.Context, client *customchannels.Client) error
	sent string
}

// calls are all operations, by name.
func calls() map[string]call {
	sent := time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)
	phone := customchannels.NewDeliveryIdentifier(customchannels.DeliveryIdentifierTypeHSPhoneNumber, "+15550100001")
	return map[string]call{
		customchannelstest.OperationPublishMessage: {func(ctx context.Context, client *customchannels.Client) error {
			message := customchannels.NewMessageRequest("9", customchannels.MessageDirectionIncoming, "Hello").WithTimestamp(sent).
				WithIntegrationIdempotencyID("m-1").
				WithSenders(customchannels.NewParticipant(phone)).WithRecipients(customchannels.NewParticipant(phone)).
				WithAttachments(customchannels.NewFileAttachment("88123"))
			_, err := client.PublishMessage(ctx, "7", message)
			return err
		}, "POST " + base + "/7/messages " + `{"channelAccountId":"9","messageDirection":"INCOMING","text":"Hello","timestamp":"2026-03-01T09:30:00Z",` +
			`"senders":[{"deliveryIdentifier":{"type":"HS_PHONE_NUMBER","value":"+15550100001"}}],` +
			`"recipients":[{"deliveryIdentifier":{"type":"HS_PHONE_NUMBER","value":"+15550100001"}}],` +
			`"attachments":[{"type":"FILE","fileId":"88123"}],"integrationIdempotencyId":"m-1"}`},
		customchannelstest.OperationGetMessage: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.GetMessage(ctx, "7", "a b")
			return err
		}, "GET " + base + "/7/messages/a%20b "},
		customchannelstest.OperationUpdateMessageStatus: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.UpdateMessageStatus(ctx, "7", "m", customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateTypeFailed).WithErrorMessage("No such number."))
			return err
		}, "PATCH " + base + "/7/messages/m " + `{"statusType":"FAILED","errorMessage":"No such number."}`},
		customchannelstest.OperationListChannels: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.ListChannels(ctx, customchannels.NewListChannelsParams().WithLimit(5).WithSort("name", "createdAt").WithAfter("x&y"))
			return err
		}, "GET " + collection + "?after=x%26y&limit=5&sort=name&sort=createdAt&" + developer + " "},
		customchannelstest.OperationRegisterChannel: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.RegisterChannel(ctx, customchannels.NewChannelCreateRequest("Chat", customchannels.NewChannelCapabilities().WithAllowInlineImages(true)))
			return err
		}, "POST " + collection + "?" + developer + " " + `{"name":"Chat","capabilities":{"allowInlineImages":true}}`},
		customchannelstest.OperationGetChannel: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.GetChannel(ctx, "7")
			return err
		}, "GET " + base + "/7?" + developer + " "},
		customchannelstest.OperationUpdateChannel: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.UpdateChannel(ctx, "7", customchannels.NewChannelUpdateRequest().WithName("Chat").ClearChannelDescription())
			return err
		}, "PATCH " + base + "/7?" + developer + " " + `{"name":"Chat","channelDescription":null}`},
		customchannelstest.OperationArchiveChannel: {func(ctx context.Context, client *customchannels.Client) error {
			return client.ArchiveChannel(ctx, "7")
		}, "DELETE " + base + "/7?" + developer + " "},
		customchannelstest.OperationListChannelAccounts: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.ListChannelAccounts(ctx, "7", customchannels.NewListChannelAccountsParams().WithArchived(true).WithDeliveryIdentifierValue("+1", "a&b"))
			return err
		}, "GET " + base + "/7/channel-accounts?archived=true&deliveryIdentifierValue=%2B1&deliveryIdentifierValue=a%26b "},
		customchannelstest.OperationCreateChannelAccount: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.CreateChannelAccount(ctx, "7", customchannels.NewChannelAccountCreateRequest("Shop", "44", true).WithDeliveryIdentifier(phone))
			return err
		}, "POST " + base + "/7/channel-accounts " + `{"name":"Shop","inboxId":"44","authorized":true,"deliveryIdentifier":{"type":"HS_PHONE_NUMBER","value":"+15550100001"}}`},
		customchannelstest.OperationGetChannelAccount: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.GetChannelAccount(ctx, "7", "9", customchannels.NewGetChannelAccountParams().WithArchived(false))
			return err
		}, "GET " + base + "/7/channel-accounts/9?archived=false "},
		customchannelstest.OperationUpdateChannelAccount: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.UpdateChannelAccount(ctx, "7", "9", customchannels.NewChannelAccountUpdateRequest().WithAuthorized(false))
			return err
		}, "PATCH " + base + "/7/channel-accounts/9 " + `{"authorized":false}`},
		customchannelstest.OperationUpdateChannelAccountStagingToken: {func(ctx context.Context, client *customchannels.Client) error {
			_, err := client.UpdateChannelAccountStagingToken(ctx, "7", "t?", customchannels.NewChannelAccountStagingTokenUpdateRequest().WithAccountName("Shop"))
			return err
		}, "PATCH " + base + "/7/channel-account-staging-tokens/t%3F " + `{"accountName":"Shop"}`},
	}
}

// TestEveryOperation calls each on a server for tests, which holds the request against the document.
func TestEveryOperation(t *testing.T) {
	all := calls()
	names := customchannelstest.NewServer(t).Operations()
	if len(names) != len(all) {
		t.Errorf("%d operations and %d calls", len(names), len(all))
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			if err := all[name].do(t.Context(), newClient(t, customchannelstest.NewServer(t).Option())); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestOnTheWire compares what is sent with what the API's reference says, byte for byte.
func TestOnTheWire(t *testing.T) {
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got = fmt.Sprintf("%s %s %s", r.Method, r.RequestURI, body)
		w.WriteHeader(http.StatusNotImplemented)
	}))
	defer server.Close()
	client := newClient(t, customchannels.WithBaseURL(server.URL), customchannels.WithAccessToken("token"), customchannels.WithDeveloperKey("key", "4711"))
	for name, call := range calls() {
		got = "nothing"
		err := call.do(t.Context(), client)
		if got != call.sent {
			t.Errorf("%s sent\n%s\nand should have\n%s\n%v", name, got, call.sent, err)
		}
	}
}

// TestPrism has every operation's request checked by a server that is not ours.
func TestPrism(t *testing.T) {
	server := prism.Start(t, "../../spec/custom-channels/v3.yaml")
	client := newClient(t, customchannels.WithBaseURL(server.URL), customchannels.WithMiddleware(server.Watch), customchannels.WithAccessToken("token"), customchannels.WithDeveloperKey("key", "4711"))
	for name, call := range calls() {
		t.Run(name, func(t *testing.T) {
			if said := server.Violations(call.do(t.Context(), client)); len(said) > 0 {
				t.Errorf("Prism says %q", said)
			}
		})
	}
}

func newClient(t *testing.T, options ...customchannels.Option) *customchannels.Client {
	t.Helper()
	client, err := customchannels.NewClient(options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}
