package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	_ "modernc.org/sqlite" // the driver

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	files "github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/sqlstore"
	"github.com/hubchannels/hubchannels-go/sdk/otel"
)

// bridge carries messages between an SMS gateway and the inbox of a HubSpot account.
type bridge struct {
	config   *config
	log      *slog.Logger
	db       *sql.DB
	store    *sqlstore.Store
	outbox   *sqlstore.Queue[outgoing]
	app      *hubspot.App
	clients  *hubspot.Clients[clients]
	verifier *hubspot.Verifier
	http     *http.Client // to the gateway
}

// clients are what the bridge needs for an account.
type clients struct {
	channels *customchannels.Client
	files    *files.Client
}

// outgoing is a message on its way to the gateway, and what HubSpot is to be told of it then.
type outgoing struct {
	Account, ID, To, Text string
	Files                 []string // of HubSpot
	Status, Reason        string   // "" before the gateway has taken it
}

func newBridge(ctx context.Context, c *config, log *slog.Logger) (b *bridge, err error) {
	b = &bridge{config: c, log: log, http: &http.Client{Timeout: 10 * time.Second}}
	if b.db, err = sql.Open("sqlite", "file:"+c.Database+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_txlock=immediate"); err != nil {
		return nil, err
	}
	if b.store, err = sqlstore.New(ctx, b.db); err != nil {
		return nil, errors.Join(err, b.db.Close())
	}
	b.outbox = sqlstore.NewQueue[outgoing](b.store, "outbox")
	b.outbox.Again, b.outbox.Logger = c.Again, log
	b.app, err = hubspot.NewApp(hubspot.AppConfig{
		ClientID: c.ClientID, ClientSecret: c.ClientSecret, RedirectURL: c.PublicURL + "/install", Store: b.store,
		Scopes:  []string{"conversations.custom_channels.read", "conversations.custom_channels.write", "files"},
		AuthURL: c.AuthURL, TokenURL: c.TokenURL,
	})
	b.clients = hubspot.NewClients(b.app, func(account *hubspot.Account) (all clients, err error) {
		options := append([]sdk.Option{account.Option(), sdk.WithLogger(log), sdk.WithMiddleware(otel.Middleware())}, c.Options...)
		if all.channels, err = customchannels.NewClient(append(options, sdk.WithBaseURL(c.HubSpotURL))...); err == nil {
			all.files, err = files.NewClient(append(options, sdk.WithBaseURL(c.HubSpotFilesURL))...)
		}
		return all, err
	})
	var badSecret error
	b.verifier, badSecret = hubspot.NewVerifier(c.ClientSecret, hubspot.WithPublicURL(c.PublicURL+"/hubspot"))
	if err = errors.Join(err, badSecret); err != nil {
		return nil, errors.Join(err, b.db.Close())
	}
	return b, nil
}

// channel is the id of the bridge's channel, which is registered on the first start. Registering cannot be repeated without
// making another channel, so that the answer to a request that got lost is looked for.
func (b *bridge) channel(ctx context.Context) (string, error) {
	return b.store.Remember(ctx, "channel", func() (string, error) {
		client, err := customchannels.NewClient(append([]sdk.Option{customchannels.WithDeveloperKey(b.config.DeveloperKey, b.config.AppID),
			sdk.WithBaseURL(b.config.HubSpotURL), sdk.WithLogger(b.log), sdk.WithMiddleware(otel.Middleware())}, b.config.Options...)...)
		if err != nil {
			return "", err
		}
		same := func(c *customchannels.Channel) bool { return c.Name == b.config.ChannelName }
		channel, err := sdk.FirstOr(client.Channels(ctx, nil), same, func() (*customchannels.Channel, error) {
			return client.RegisterChannel(ctx, customchannels.NewChannelCreateRequest(b.config.ChannelName,
				customchannels.NewChannelCapabilities().WithThreadingModel(customchannels.ThreadingModelDeliveryIdentifier).
					WithDeliveryIdentifierTypes("HS_PHONE_NUMBER").WithOutgoingAttachmentTypes("FILE").WithAllowOutgoingMessages(true)).
				WithWebhookURL(b.config.PublicURL+"/hubspot"))
		})
		if err != nil {
			return "", err
		}
		return channel.ID, nil
	})
}

// connect gives an account that installed the app the bridge's number. The account that did so first has it.
func (b *bridge) connect(ctx context.Context, account string) error {
	owner, err := b.store.Remember(ctx, "account", func() (string, error) { return account, nil })
	if err != nil || owner != account {
		return err
	}
	client, channel, err := b.ready(ctx, account)
	if err != nil {
		return err
	}
	_, err = b.store.Remember(ctx, "channel account", func() (string, error) {
		number := customchannels.PhoneNumber(b.config.Number)
		mine := client.channels.ChannelAccounts(ctx, channel, customchannels.NewListChannelAccountsParams().WithDeliveryIdentifierValue(number.Value))
		same := func(a *customchannels.ChannelAccount) bool { return a.GetDeliveryIdentifier().Value == number.Value }
		known, err := sdk.FirstOr(mine, same, func() (*customchannels.ChannelAccount, error) {
			return client.channels.CreateChannelAccount(ctx, channel,
				customchannels.NewChannelAccountCreateRequest(number.Value, b.config.InboxID, true).WithDeliveryIdentifier(number))
		})
		if err != nil {
			return "", err
		}
		return known.ID, nil
	})
	return err
}

// ready returns the clients of an account, and the channel.
func (b *bridge) ready(ctx context.Context, account string) (client clients, channel string, err error) {
	if channel, err = b.channel(ctx); err == nil {
		client, err = b.clients.For(ctx, account)
	}
	return client, channel, err
}

var errNobody = errors.New("the app is not installed in any account yet")

func nobody() (string, error) { return "", errNobody }

// publish takes an SMS to HubSpot, its pictures first. It can be repeated: HubSpot knows the message by its id.
func (b *bridge) publish(ctx context.Context, in *sms) error {
	account, err := b.store.Remember(ctx, "account", nobody)
	if err != nil {
		return err
	}
	channelAccount, err := b.store.Remember(ctx, "channel account", nobody)
	if err != nil {
		return err
	}
	client, channel, err := b.ready(ctx, account)
	if err != nil {
		return err
	}
	message := customchannels.NewMessageRequest(channelAccount, customchannels.MessageDirectionIncoming, in.Text).
		WithSenders(customchannels.NewParticipant(customchannels.PhoneNumber(in.From))).
		WithRecipients(customchannels.NewParticipant(customchannels.PhoneNumber(b.config.Number))).
		WithIntegrationIdempotencyID(in.ID)
	for _, picture := range in.Media {
		file, err := client.files.UploadFile(ctx, files.NewFileUploadRequest(
			sdk.File{Name: picture.Name, ContentType: picture.Type, Content: bytes.NewReader(picture.Data)},
			files.NewFileOptions(files.FileAccessPrivate).WithDuplicateValidationStrategy(files.DuplicateValidationStrategyReturnExisting)).
			WithFolderPath("/sms/"+in.ID))
		if err != nil {
			return err
		}
		message.Attachments = append(message.Attachments, customchannels.NewFileAttachment(file.ID))
	}
	_, err = client.channels.PublishMessage(ctx, channel, message)
	return err
}

// take puts a message of a HubSpot user into the outbox, in one transaction with the claim of its event.
func (b *bridge) take(ctx context.Context, event *customchannels.OutgoingChannelMessageCreatedEvent) error {
	if len(event.Message.Recipients) == 0 {
		return fmt.Errorf("message %s has no recipient", event.Message.ID)
	}
	message := outgoing{Account: event.PortalID, ID: event.Message.ID, To: event.Message.Recipients[0].DeliveryIdentifier.Value, Text: event.Message.Text}
	for _, attachment := range event.Message.Attachments {
		if file, ok := attachment.(*customchannels.ReceivedFileAttachment); ok {
			message.Files = append(message.Files, file.FileID)
		}
	}
	return b.outbox.Add(ctx, message.ID, message)
}

// forward takes a message to the gateway, and what became of it to HubSpot. Each can be done twice: the gateway knows messages by
// their ids, and a status is a status.
func (b *bridge) forward(ctx context.Context, m outgoing) error {
	client, channel, err := b.ready(ctx, m.Account)
	if err != nil {
		return err
	}
	if m.Status == "" {
		if m.Status, m.Reason, err = b.toGateway(ctx, client, &m); err != nil {
			return err
		}
	}
	update := customchannels.NewMessageStatusUpdate(customchannels.MessageStatusUpdateType(m.Status))
	if m.Reason != "" {
		update.WithErrorMessage(m.Reason)
	}
	_, err = client.channels.UpdateMessageStatus(ctx, channel, m.ID, update)
	if errors.Is(err, customchannels.ErrNotFound) || errors.Is(err, hubspot.ErrNotInstalled) {
		b.log.WarnContext(ctx, "nobody to report to", slog.String("id", m.ID), slog.Any("error", err))
		return nil // the message is gone, or the app
	}
	return err
}
