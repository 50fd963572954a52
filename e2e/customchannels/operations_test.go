package customchannels_test

import (
	"context"
	"maps"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
)

// operation calls one operation with everything that it takes.
type operation func(ctx context.Context, client *c, options ...o) error

type (
	c = customchannels.Client
	o = customchannels.CallOption
)

// operations are all of them, by name.
func operations() map[string]operation {
	all := messageOperations()
	maps.Copy(all, channelOperations())
	maps.Copy(all, accountOperations())
	return all
}

func messageOperations() map[string]operation {
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
	}
}

func channelOperations() map[string]operation {
	return map[string]operation{
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
	}
}

func accountOperations() map[string]operation {
	return map[string]operation{
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
