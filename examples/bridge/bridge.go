package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	files "github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/otel"
)

// bridge carries messages between an SMS gateway and the inboxes of HubSpot accounts.
type bridge struct {
	config  *config
	log     *slog.Logger
	store   *store
	app     *hubspot.App
	clients *hubspot.Clients[clients]
	http    *http.Client // to the gateway
	wake    chan struct{}
}

// clients are what the bridge needs for one account.
type clients struct {
	channels *customchannels.Client
	files    *files.Client
}

func newBridge(ctx context.Context, c *config, log *slog.Logger) (*bridge, error) {
	store, err := openStore(ctx, c.Database)
	if err != nil {
		return nil, err
	}
	b := &bridge{config: c, log: log, store: store, http: &http.Client{Timeout: 10 * time.Second}, wake: make(chan struct{}, 1)}
	b.app, err = hubspot.NewApp(hubspot.AppConfig{
		ClientID: c.ClientID, ClientSecret: c.ClientSecret, RedirectURL: c.PublicURL + "/install", Store: store,
		Scopes:  []string{"conversations.custom_channels.read", "conversations.custom_channels.write", "files"},
		AuthURL: c.AuthURL, TokenURL: c.TokenURL,
	})
	if err != nil {
		return nil, errors.Join(err, store.db.Close())
	}
	b.clients = hubspot.NewClients(b.app, func(account *hubspot.Account) (all clients, err error) {
		options := append([]sdk.Option{account.Option(), sdk.WithLogger(log), sdk.WithMiddleware(otel.Middleware())}, c.Options...)
		if all.channels, err = customchannels.NewClient(append(options, sdk.WithBaseURL(c.ChannelsURL))...); err == nil {
			all.files, err = files.NewClient(append(options, sdk.WithBaseURL(c.FilesURL))...)
		}
		return all, err
	})
	return b, nil
}

// channel is the id of the bridge's channel, which is registered on the first start. Registering cannot be repeated without
// making another channel, so that the answer to a request that got lost is looked for.
func (b *bridge) channel(ctx context.Context) (string, error) {
	return b.store.setUp(ctx, "channel", func() (string, error) {
		client, err := customchannels.NewClient(append([]sdk.Option{
			customchannels.WithDeveloperKey(b.config.DeveloperKey, b.config.AppID), sdk.WithBaseURL(b.config.ChannelsURL)}, b.config.Options...)...)
		if err != nil {
			return "", err
		}
		for channel, err := range client.Channels(ctx, nil) {
			if err != nil {
				return "", err
			}
			if channel.Name == b.config.ChannelName {
				return channel.ID, nil
			}
		}
		channel, err := client.RegisterChannel(ctx, customchannels.NewChannelCreateRequest(b.config.ChannelName,
			customchannels.NewChannelCapabilities().WithThreadingModel(customchannels.ThreadingModelDeliveryIdentifier).
				WithDeliveryIdentifierTypes("HS_PHONE_NUMBER").WithOutgoingAttachmentTypes("FILE").WithAllowOutgoingMessages(true)).
			WithWebhookURL(b.config.PublicURL+"/hubspot"))
		if err != nil {
			return "", err
		}
		return channel.ID, nil
	})
}

// connect gives an account that installed the app the bridge's number. The account that did so first has it.
func (b *bridge) connect(ctx context.Context, account string) error {
	channel, err := b.channel(ctx)
	if err != nil {
		return err
	}
	owner, err := b.store.setUp(ctx, "account", func() (string, error) { return account, nil })
	if err != nil || owner != account {
		return err
	}
	client, err := b.clients.For(ctx, account)
	if err != nil {
		return err
	}
	_, err = b.store.setUp(ctx, "channel account", func() (string, error) {
		mine := customchannels.NewListChannelAccountsParams().WithDeliveryIdentifierValue(b.config.Number)
		for known, err := range client.channels.ChannelAccounts(ctx, channel, mine) {
			if err != nil {
				return "", err
			}
			if known.DeliveryIdentifier != nil && known.DeliveryIdentifier.Value == b.config.Number {
				return known.ID, nil
			}
		}
		made, err := client.channels.CreateChannelAccount(ctx, channel, customchannels.NewChannelAccountCreateRequest(b.config.Number, b.config.InboxID, true).
			WithDeliveryIdentifier(customchannels.PhoneNumber(b.config.Number)))
		if err != nil {
			return "", err
		}
		return made.ID, nil
	})
	return err
}

// sms is a message from or to the gateway. The id is whoever sends's, and the same each time that it is sent.
type sms struct {
	ID    string   `json:"id"`
	From  string   `json:"from,omitempty"`
	To    string   `json:"to,omitempty"`
	Text  string   `json:"text"`
	Media []media  `json:"media,omitempty"`
	URLs  []string `json:"urls,omitempty"`
}

type media struct {
	Name, Type string
	Data       []byte
}

var errNobody = errors.New("the app is not installed in any account yet")

// publish takes an SMS to HubSpot, its pictures first. It can be repeated: HubSpot knows the message by its id.
func (b *bridge) publish(ctx context.Context, in *sms) error {
	var account, channelAccount string
	for name, into := range map[string]*string{"account": &account, "channel account": &channelAccount} {
		var err error
		if *into, err = b.store.setUp(ctx, name, func() (string, error) { return "", errNobody }); err != nil {
			return err
		}
	}
	client, err := b.clients.For(ctx, account)
	if err != nil {
		return err
	}
	channel, err := b.channel(ctx)
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
	sent := []string{}
	for _, attachment := range event.Message.Attachments {
		if file, ok := attachment.(*customchannels.ReceivedFileAttachment); ok {
			sent = append(sent, file.FileID)
		}
	}
	list, err := json.Marshal(sent)
	if err != nil {
		return err
	}
	if len(event.Message.Recipients) == 0 {
		return fmt.Errorf("message %s has no recipient", event.Message.ID)
	}
	defer b.look()
	return b.store.once(ctx, hubspot.EventIDFromContext(ctx), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO outbox (id, account, recipient, text, files) VALUES (?, ?, ?, ?, ?)", event.Message.ID,
			event.PortalID, event.Message.Recipients[0].DeliveryIdentifier.Value, event.Message.Text, string(list))
		return err
	})
}
