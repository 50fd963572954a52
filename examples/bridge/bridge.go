package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/hubchannels/hubchannels-go/examples/bridge/gateway"
	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	files "github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/sqlstore"
	"github.com/hubchannels/hubchannels-go/sdk/otel"
	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// bridge carries messages between an SMS gateway and the inbox of a HubSpot account.
type bridge struct {
	config    *config
	log       *slog.Logger
	store     *sqlstore.Store
	outbox    *sqlstore.Queue[outgoing]
	app       *hubspot.App
	developer *customchannels.Client // of the app, for no account
	inboxes   *hubspot.Clients[*inbox]
	gateway   *gateway.Client
	verifier  *webhook.HMAC // of what the gateway posts
}

// inbox is what the bridge has in an account that installed it.
type inbox struct {
	channels *customchannels.Client
	files    *files.Client
	channel  *customchannels.Channel
	account  *customchannels.ChannelAccount // the number's
}

// outgoing is a message on its way to the gateway, and what HubSpot is to be told of it then.
type outgoing struct {
	Account, ID string
	Message     *customchannels.Message
	Update      *customchannels.MessageStatusUpdate // nil before the gateway has the message
}

func newBridge(c *config, log *slog.Logger, store *sqlstore.Store) (b *bridge, err error) {
	b = &bridge{config: c, log: log, store: store, outbox: sqlstore.NewQueue[outgoing](store, "outbox")}
	b.outbox.Again, b.outbox.Logger = c.Again, log
	options := append([]sdk.Option{sdk.WithLogger(log), sdk.WithMiddleware(otel.Middleware())}, c.Options...)
	b.app, err = hubspot.NewApp(hubspot.AppConfig{
		ClientID: c.ClientID, ClientSecret: c.ClientSecret, BaseURL: c.HubSpotURL,
		RedirectURL: c.PublicURL + "/install", WebhookURL: c.PublicURL + "/hubspot",
		Scopes: []string{"conversations.custom_channels.read", "conversations.custom_channels.write", "files"},
		Store:  store, Options: options,
	})
	if err != nil {
		return nil, err
	}
	b.inboxes = hubspot.NewClients(b.app, b.connect)
	var badKey, badGateway, badSecret error
	b.developer, badKey = customchannels.NewClient(b.app.Option(), customchannels.WithDeveloperKey(c.DeveloperKey, c.AppID))
	b.gateway, badGateway = gateway.NewClient(append(options, gateway.WithBaseURL(c.GatewayURL), gateway.WithToken(c.GatewayToken))...)
	b.verifier, badSecret = gateway.NewWebhookVerifier(c.GatewaySecret)
	return b, errors.Join(badKey, badGateway, badSecret)
}

// handler is what the bridge serves: to users who install it, to HubSpot, and to the gateway.
func (b *bridge) handler() http.Handler {
	install := b.app.InstallHandler(b.inboxes.Prepare)
	messages := customchannels.NewChannelEventsHandler(b.app.Verifier(), nil, &customchannels.ChannelEvents{OnOutgoingChannelMessageCreated: b.take})
	sms := gateway.NewWebhookEventsHandler(b.verifier, nil, &gateway.WebhookEvents{OnMessageReceived: b.publish, OnMessageReported: b.note})
	install.Logger, messages.Logger, sms.Logger, sms.MaxBytes = b.log, b.log, b.log, 20<<20
	mux := http.NewServeMux()
	mux.Handle("GET /install", install)
	mux.Handle("/hubspot", messages)
	mux.Handle("/gateway", sms)
	return mux
}

// channel is the bridge's channel, which is registered on the first start. Registering cannot be repeated without making another
// channel, so that the answer to a request that got lost is looked for.
func (b *bridge) channel(ctx context.Context) (*customchannels.Channel, error) {
	return sqlstore.Remember(ctx, b.store, "channel", func() (*customchannels.Channel, error) {
		same := func(c *customchannels.Channel) bool { return c.Name == b.config.ChannelName }
		return sdk.FirstOr(b.developer.Channels(ctx, nil), same, func() (*customchannels.Channel, error) {
			return b.developer.RegisterChannel(ctx, customchannels.NewChannelCreateRequest(b.config.ChannelName,
				customchannels.NewChannelCapabilities().WithThreadingModel(customchannels.ThreadingModelDeliveryIdentifier).
					WithDeliveryIdentifierTypes("HS_PHONE_NUMBER").WithOutgoingAttachmentTypes("FILE").WithAllowOutgoingMessages(true)).
				WithWebhookURL(b.config.PublicURL+"/hubspot"))
		})
	})
}

// connect makes the clients of an account, once, and gives it the number.
func (b *bridge) connect(ctx context.Context, account *hubspot.Account) (in *inbox, err error) {
	if account.ID != b.config.Account {
		return nil, fmt.Errorf("the number belongs to the account %s, not to %s", b.config.Account, account.ID)
	}
	in = &inbox{}
	if in.channels, err = customchannels.NewClient(account.Option()); err != nil {
		return nil, err
	}
	if in.files, err = files.NewClient(account.Option()); err != nil {
		return nil, err
	}
	if in.channel, err = b.channel(ctx); err != nil {
		return nil, err
	}
	in.account, err = sqlstore.Remember(ctx, b.store, "channel account", func() (*customchannels.ChannelAccount, error) {
		number := customchannels.PhoneNumber(b.config.Number)
		mine := in.channels.ChannelAccounts(ctx, in.channel.ID, customchannels.NewListChannelAccountsParams().WithDeliveryIdentifierValue(number.Value))
		same := func(a *customchannels.ChannelAccount) bool { return a.GetDeliveryIdentifier().Value == number.Value }
		return sdk.FirstOr(mine, same, func() (*customchannels.ChannelAccount, error) {
			return in.channels.CreateChannelAccount(ctx, in.channel.ID,
				customchannels.NewChannelAccountCreateRequest(number.Value, b.config.InboxID, true).WithDeliveryIdentifier(number))
		})
	})
	return in, err
}

// publish takes an SMS to HubSpot, its pictures first. It can be repeated: HubSpot knows the message by its id.
func (b *bridge) publish(ctx context.Context, sms *gateway.MessageReceived) error {
	in, err := b.inboxes.For(ctx, b.config.Account)
	if err != nil {
		return err
	}
	message := customchannels.NewMessageRequest(in.account.ID, customchannels.MessageDirectionIncoming, sms.Text).
		WithSenders(customchannels.NewParticipant(customchannels.PhoneNumber(sms.From))).
		WithRecipients(customchannels.NewParticipant(customchannels.PhoneNumber(b.config.Number))).
		WithIntegrationIdempotencyID(sms.ID)
	for _, picture := range sms.Media {
		file, err := in.files.UploadFile(ctx, files.NewFileUploadRequest(
			sdk.File{Name: picture.Name, ContentType: picture.MediaType, Content: bytes.NewReader(picture.Content)},
			files.NewFileOptions(files.FileAccessPrivate).WithDuplicateValidationStrategy(files.DuplicateValidationStrategyReturnExisting)).
			WithFolderPath("/sms/"+sms.ID))
		if err != nil {
			return err
		}
		message.WithAttachments(customchannels.NewFileAttachment(file.ID))
	}
	_, err = in.channels.PublishMessage(ctx, in.channel.ID, message)
	if errors.Is(err, customchannels.ErrValidation) {
		return &webhook.StatusError{Status: http.StatusUnprocessableEntity, Err: err} // sending it again does not help
	}
	return err
}

// take puts a message of a HubSpot user into the outbox, in one transaction with the claim of its event.
func (b *bridge) take(ctx context.Context, event *customchannels.OutgoingChannelMessageCreatedEvent) error {
	return b.outbox.Add(ctx, event.Message.ID, outgoing{Account: event.PortalID, ID: event.Message.ID, Message: &event.Message})
}

// note has HubSpot told what the gateway says about a message that it was given.
func (b *bridge) note(ctx context.Context, report *gateway.MessageReported) error {
	update := customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateType(report.Status))
	update.ErrorMessage = report.Reason
	return b.outbox.Add(ctx, report.ID, outgoing{Account: b.config.Account, ID: report.ID, Update: update})
}

// forward takes a message to the gateway, and what became of it to HubSpot. Each can be done twice: the gateway knows messages by
// their ids, and a status is a status.
func (b *bridge) forward(ctx context.Context, m outgoing) error {
	in, err := b.inboxes.For(ctx, m.Account)
	if err != nil {
		return err
	}
	if m.Update == nil {
		m.Update = customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateTypeSent)
		switch err := b.send(ctx, in, m.Message); {
		case errors.Is(err, sdk.ErrValidation), errors.Is(err, sdk.ErrNotFound): // it never will be sent
			refusal := &gateway.Error{Message: err.Error()}
			errors.As(err, &refusal)
			m.Update = customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateTypeFailed).WithErrorMessage(refusal.Message)
		case err != nil:
			return err
		}
	}
	_, err = in.channels.UpdateMessageStatus(ctx, in.channel.ID, m.ID, m.Update)
	if errors.Is(err, customchannels.ErrNotFound) || errors.Is(err, customchannels.ErrValidation) {
		b.log.WarnContext(ctx, "HubSpot does not take the status", slog.String("id", m.ID), slog.Any("error", err))
		return nil // it never will
	}
	return err
}

// send hands a message to the gateway, files as addresses that are good for a while.
func (b *bridge) send(ctx context.Context, in *inbox, m *customchannels.Message) error {
	sms := gateway.NewOutgoingMessage(m.ID, b.config.Number, m.Text)
	for _, recipient := range m.Recipients {
		sms.WithTo(recipient.DeliveryIdentifier.Value)
	}
	for _, attachment := range m.Attachments {
		if file, ok := attachment.(*customchannels.ReceivedFileAttachment); ok {
			signed, err := in.files.GetSignedURL(ctx, file.FileID, nil)
			if err != nil {
				return err
			}
			sms.WithMedia(signed.URL)
		}
	}
	return b.gateway.SendMessage(ctx, sms)
}
