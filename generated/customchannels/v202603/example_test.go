package customchannels_test

import (
	"context"
	"errors"
	"fmt"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
)

// Publish a visitor's message with a photo and answers to choose from.
func Example() {
	// A server that plays HubSpot. Your program takes customchannels.WithAccessToken(token) for its option.
	server := customchannelstest.Start()
	defer server.Close()

	client, err := customchannels.NewClient(server.Option())
	if err != nil {
		fmt.Println(err)
		return
	}

	message := customchannels.NewMessageRequest("7300118", customchannels.MessageDirectionIncoming, "Is the blue one in stock?").
		WithSenders(customchannels.NewParticipant(customchannels.PhoneNumber("+15550100042")).WithName("Robin Sample")).
		WithRecipients(customchannels.NewParticipant(customchannels.PhoneNumber("+15550100001"))).
		WithAttachments(
			customchannels.NewFileAttachment("88123").WithFileUsageType(customchannels.FileUsageTypeImage),
			customchannels.NewQuickRepliesAttachment(customchannels.TextReply("yes"), customchannels.TextReply("no")),
		).
		WithIntegrationIdempotencyID("sms-20260330-0042")

	sent, err := client.PublishMessage(context.Background(), "1000042", message)
	var apiError *customchannels.Error
	if errors.As(err, &apiError) {
		fmt.Println(apiError.StatusCode, apiError.Category, apiError.CorrelationID)
	}
	if err != nil {
		fmt.Println(err)
		return
	}

	fmt.Println(sent.Direction, sent.Text)
	for _, attachment := range sent.Attachments {
		switch a := attachment.(type) {
		case *customchannels.ReceivedFileAttachment:
			fmt.Println("file", a.FileID, a.FileUsageType)
		case *customchannels.ReceivedQuickRepliesAttachment:
			fmt.Println("answers", len(a.QuickReplies))
		case *customchannels.UnknownAttachment:
			fmt.Println("unknown", a.Type, string(a.Raw))
		}
	}
	// Output:
	// INCOMING Is the blue one in stock?
	// file 88123 IMAGE
	// answers 2
}
