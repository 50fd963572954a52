// Command program uses a generated package.
package main

import (
	"context"
	"fmt"

	channels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
)

func main() {
	client, _ := channels.NewClient()
	ctx := context.Background()

	message := &channels.MessageRequest{Text: "hello"}
	sent, err := client.PublishMessage(ctx, "1", message)
	if err != nil {
		return
	}
	for channel, err := range client.Channels(ctx, nil) {
		fmt.Println(channel, err)
	}
	for _, attachment := range sent.Attachments {
		switch a := attachment.(type) {
		default:
			fmt.Println(a)
		}
	}
	events := &channels.ChannelEvents{}
	fmt.Println(events, channels.FileUsageTypeImage)
}
