package customchannels_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
)

// started is a client of a server that keeps three channels.
func started() (*customchannels.Client, *customchannelstest.Server) {
	server := customchannelstest.Start()
	client, err := customchannels.NewClient(server.Option())
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"Text messages", "Chat", "Telephone"} {
		channel := customchannels.NewChannelCreateRequest(name, customchannels.NewChannelCapabilities())
		if _, err := client.RegisterChannel(context.Background(), channel); err != nil {
			log.Fatal(err)
		}
	}
	return client, server
}

// Go through all items of a list. The pages are fetched as the loop comes to them.
func ExampleClient_Channels() {
	client, server := started()
	defer server.Close()

	for channel, err := range client.Channels(context.Background(), customchannels.NewListChannelsParams().WithLimit(2)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(channel.ID, channel.Name)
	}
	// Output:
	// 1001 Text messages
	// 1002 Chat
	// 1003 Telephone
}

// Go through a list page by page, and go on later where the last time ended: Next can be stored.
func ExampleClient_ChannelPages() {
	client, server := started()
	defer server.Close()

	params := customchannels.NewListChannelsParams().WithLimit(2)
	var stored string
	for page, err := range client.ChannelPages(context.Background(), params) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("first:", len(page.Items), "channels")
		stored = page.Next
		break
	}
	for page, err := range client.ChannelPages(context.Background(), params.WithAfter(stored)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("then:", page.Items[0].Name)
	}
	// Output:
	// first: 2 channels
	// then: Telephone
}

// Errors have kinds for errors.Is, and tell the rest by errors.As. Their texts tell no secret and no content.
func ExampleError() {
	client, server := started()
	defer server.Close()

	_, err := client.GetChannel(context.Background(), "404")
	fmt.Println(errors.Is(err, customchannels.ErrNotFound))

	var apiError *customchannels.Error
	if errors.As(err, &apiError) {
		fmt.Println(apiError.StatusCode, apiError.Category, apiError.Message)
	}
	// Output:
	// true
	// 404 OBJECT_NOT_FOUND There is no such thing.
}

// A day's limit is an error at once: waiting does not help.
func ExampleError_dailyLimit() {
	client, server := started()
	defer server.Close()
	server.Fail(hubspottest.RateLimited(hubspottest.Daily))

	_, err := client.ListChannels(context.Background(), nil)
	fmt.Println(errors.Is(err, customchannels.ErrDailyLimit), errors.Is(err, customchannels.ErrRateLimited))

	var apiError *customchannels.Error
	if errors.As(err, &apiError) {
		fmt.Println(apiError.PolicyName, apiError.Attempts)
	}
	// Output:
	// true true
	// DAILY 1
}

// What the document forbids is refused before anything is sent, with all that is wrong about it.
func ExampleMessageRequest_Validate() {
	err := customchannels.NewMessageRequest("7300118", customchannels.MessageDirectionIncoming, "I am here.").
		WithAttachments(customchannels.NewLocationAttachment(520, 1340)).
		Validate()
	fmt.Println(err)
	// Output:
	// attachments[0].latitude must be at most 90
	// attachments[0].longitude must be at most 180
}

// Change what is sent, and clear what a channel shall no longer have. What is left out stays.
func ExampleChannelUpdateRequest() {
	client, server := started()
	defer server.Close()

	channel, err := client.UpdateChannel(context.Background(), "1001", customchannels.NewChannelUpdateRequest().
		WithWebhookURL("https://hooks.example.com/hubspot").
		ClearChannelDescription())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s %s %q\n", channel.Name, channel.GetWebhookURL(), channel.GetChannelDescription())
	// Output:
	// Text messages https://hooks.example.com/hubspot ""
}
