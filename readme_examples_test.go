package hubchannels_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"os"
	"testing"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	files "github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

// What the README shows stands here, where the compiler sees it. TestREADME holds the two together.

func readmePublish(ctx context.Context, channelID string) error {
	client, err := customchannels.NewClient(customchannels.WithAccessToken(os.Getenv("HUBSPOT_ACCESS_TOKEN")))
	if err != nil {
		return err
	}
	message := customchannels.NewMessageRequest("4711", customchannels.MessageDirectionIncoming, "Is the blue one in stock?").
		WithSenders(customchannels.NewParticipant(customchannels.PhoneNumber("+15551230000")).WithName("Ada")).
		WithRecipients(customchannels.NewParticipant(customchannels.PhoneNumber("+15551230001"))).
		WithAttachments(
			customchannels.NewFileAttachment("88123").WithFileUsageType(customchannels.FileUsageTypeImage),
			customchannels.NewQuickRepliesAttachment(customchannels.TextReply("yes"), customchannels.TextReply("no")),
		).
		WithIntegrationIdempotencyID("sms-20260330-0042")

	sent, err := client.PublishMessage(ctx, channelID, message)
	if err != nil {
		return err
	}
	log.Print("published ", sent.ID)
	return nil
}

func readmeRead(sent *customchannels.Message) {
	for _, attachment := range sent.Attachments {
		switch a := attachment.(type) {
		case *customchannels.ReceivedFileAttachment:
			fmt.Println(a.FileID, a.GetURL())
		case *customchannels.LocationAttachment:
			fmt.Println(a.Latitude, a.Longitude)
		case *customchannels.UnknownAttachment:
			fmt.Println(a.Type, string(a.Raw))
		}
	}
}

func readmeFiles(ctx context.Context, fileClient *files.Client, content io.Reader, message *customchannels.MessageRequest) error {
	image := sdk.File{Name: "handle.png", ContentType: "image/png", Content: content}
	file, err := fileClient.UploadFile(ctx,
		files.NewFileUploadRequest(image, files.NewFileOptions(files.FileAccessPrivate)).WithFolderPath("/bridge"))
	if err != nil {
		return err
	}
	message.WithAttachments(customchannels.NewFileAttachment(file.ID))
	return nil
}

func readmeRetries() (*customchannels.Client, error) {
	return customchannels.NewClient(
		customchannels.WithAccessToken(os.Getenv("HUBSPOT_ACCESS_TOKEN")),
		customchannels.WithRetry(customchannels.RetryPolicy{MaxAttempts: 8, MaxBackoff: 30 * time.Second}),
		customchannels.WithAttemptTimeout(10*time.Second),
		customchannels.WithRateLimit(110, 10*time.Second),
	)
}

func readmeStaticToken(token string) (*customchannels.Client, error) {
	return customchannels.NewClient(customchannels.WithAccessToken(token))
}

func readmeTokenSource(clientID, clientSecret, refreshToken string, store hubspot.TokenStore) (*customchannels.Client, error) {
	source, err := hubspot.NewTokenSource(hubspot.TokenConfig{
		ClientID:     clientID,
		ClientSecret: clientSecret,
		RefreshToken: refreshToken, // of the first time; HubSpot may rotate it, and the store has those that follow
		Store:        store,
		Account:      "62515",
	})
	if err != nil {
		return nil, err
	}
	return customchannels.NewClient(customchannels.WithAccessTokenSource(source))
}

func readmeDeveloperKey(hapikey, appID string) (*customchannels.Client, error) {
	return customchannels.NewClient(customchannels.WithDeveloperKey(hapikey, appID))
}

func readmeErrors(ctx context.Context, client *customchannels.Client, channelID string, message *customchannels.MessageRequest) {
	_, err := client.PublishMessage(ctx, channelID, message)
	var apiError *customchannels.Error
	switch {
	case err == nil:
	case errors.Is(err, customchannels.ErrDailyLimit):
		log.Print("no more today: ", err)
	case errors.Is(err, customchannels.ErrValidation):
		log.Print("the message is wrong: ", err) // names the field and the code of each detail
	case errors.As(err, &apiError):
		log.Print(apiError.StatusCode, " ", apiError.Category, " ", apiError.CorrelationID)
	default:
		log.Print("no answer: ", err)
	}
}

func readmePaging(ctx context.Context, client *customchannels.Client) error {
	for channel, err := range client.Channels(ctx, customchannels.NewListChannelsParams().WithLimit(50)) {
		if err != nil {
			return err
		}
		fmt.Println(channel.ID, channel.Name)
	}
	return nil
}

func readmePages(ctx context.Context, client *customchannels.Client, stored string, store func(cursor string)) error {
	for page, err := range client.ChannelPages(ctx, customchannels.NewListChannelsParams().WithAfter(stored)) {
		if err != nil {
			return err
		}
		fmt.Println(len(page.Items), "channels")
		store(page.Next) // to go on from here another day
	}
	return nil
}

func readmeWebhook(clientSecret string, deliver func(context.Context, *customchannels.Message) error) error {
	verifier, err := hubspot.NewVerifier(clientSecret, hubspot.WithPublicURL("https://bridge.example.com/hubspot"))
	if err != nil {
		return err
	}
	http.Handle("POST /hubspot", customchannels.NewChannelEventsHandler(verifier, nil, &customchannels.ChannelEvents{
		OnOutgoingChannelMessageCreated: func(ctx context.Context, event *customchannels.OutgoingChannelMessageCreatedEvent) error {
			return deliver(ctx, &event.Message)
		},
	}))
	return nil
}

func readmeLogging(token string) (*customchannels.Client, error) {
	return customchannels.NewClient(
		customchannels.WithAccessToken(token),
		customchannels.WithLogger(slog.New(slog.NewJSONHandler(os.Stderr, nil))),
	)
}

func readmeTesting(t *testing.T) {
	server := customchannelstest.NewServer(t)
	client, err := customchannels.NewClient(server.Option())
	if err != nil {
		t.Fatal(err)
	}
	_ = client // hand it to what is tested, then look at server.Requests()
}

// The functions are there to be compiled; what they call is tested where it is.
var _ = []any{
	readmePublish, readmeRead, readmeFiles, readmeRetries, readmeStaticToken, readmeTokenSource, readmeDeveloperKey, readmeErrors,
	readmePaging, readmePages, readmeWebhook, readmeLogging, readmeTesting,
}
