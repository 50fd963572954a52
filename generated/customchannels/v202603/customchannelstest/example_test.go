package customchannelstest_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// forward is what a program of yours would do: it publishes a text message.
func forward(client *customchannels.Client, text string) error {
	message := customchannels.NewMessageRequest("7300118", customchannels.MessageDirectionIncoming, text).
		WithSenders(customchannels.NewParticipant(customchannels.PhoneNumber("+15550100042")))
	_, err := client.PublishMessage(context.Background(), "1000042", message)
	return err
}

// See what a program sent, and what HubSpot would have made of it. In a test, begin with customchannelstest.NewServer(t):
// it closes itself, and fails the test when a request is not what the document allows.
func ExampleServer() {
	server := customchannelstest.Start()
	defer server.Close()
	client, err := customchannels.NewClient(server.Option())
	if err != nil {
		fmt.Println(err)
		return
	}

	fmt.Println(forward(client, "Is the blue one in stock?"))

	request := server.PublishMessageRequests()[0]
	fmt.Println(request.ChannelID, request.Body.Senders[0].DeliveryIdentifier.Value)
	fmt.Println(len(server.Messages()), server.Messages()[0].Text)
	// Output:
	// <nil>
	// 1000042 +15550100042
	// 1 Is the blue one in stock?
}

// Let things go wrong: here the answer is lost after the message was taken, then the account is at its limit. The
// client tries again, and there is still one message.
func ExampleServer_FailOperation() {
	server := customchannelstest.Start()
	defer server.Close()
	server.FailOperation(customchannelstest.OperationPublishMessage,
		sdktest.LoseResponse(),
		hubspottest.RateLimited(hubspottest.TenSecondlyRolling))
	client, err := customchannels.NewClient(server.Option())
	if err != nil {
		fmt.Println(err)
		return
	}

	fmt.Println(forward(client, "Hello?"))
	for _, request := range server.Requests() {
		fmt.Printf("%s: %d %q\n", request.Operation, request.Status, request.Fault)
	}
	fmt.Println(len(server.Messages()))
	// Output:
	// <nil>
	// PublishMessage: 0 "lost response"
	// PublishMessage: 429 "429 TEN_SECONDLY_ROLLING"
	// PublishMessage: 201 ""
	// 1
}

// Send an event to the program's own webhook, signed as HubSpot signs.
func ExampleServer_SendWebhookEvent() {
	verifier, err := hubspot.NewVerifier(hubspottest.ClientSecret)
	if err != nil {
		fmt.Println(err)
		return
	}
	hook := httptest.NewServer(customchannels.NewChannelEventsHandler(verifier, nil, &customchannels.ChannelEvents{
		OnOutgoingChannelMessageCreated: func(_ context.Context, event *customchannels.OutgoingChannelMessageCreatedEvent) error {
			fmt.Println("deliver:", event.Message.Text)
			return nil
		},
	}))
	defer hook.Close()
	server := customchannelstest.Start()
	defer server.Close()

	event := &customchannels.OutgoingChannelMessageCreatedEvent{
		ChannelID: "1000042",
		EventID:   "3411990025",
		Message:   customchannels.Message{Text: "Yes, three of them."},
	}
	for range 2 { // HubSpot delivers some events more than once
		delivery, err := server.SendWebhookEvent(context.Background(), hook.URL, event)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("answered:", http.StatusText(delivery.Status))
	}
	// Output:
	// deliver: Yes, three of them.
	// answered: No Content
	// answered: No Content
}
