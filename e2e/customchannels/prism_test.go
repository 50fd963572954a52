package customchannels_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/e2e/internal/prism"
	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
)

// TestPrism has every operation's request checked by a server that is not ours.
func TestPrism(t *testing.T) {
	server := prism.Start(t, "../../spec/custom-channels/2026-03.yaml")
	client := newClient(t, customchannels.WithBaseURL(server.URL), customchannels.WithMiddleware(server.Watch),
		customchannels.WithAccessToken("token"), customchannels.WithDeveloperKey("key", "330042"))
	calls := operations()
	calls[customchannelstest.OperationPublishMessage] = func(ctx context.Context, client *c, options ...o) error {
		message := fullMessage()
		message.Attachments[4] = customchannels.NewMessageHeaderAttachment().WithFileID(largestInteger)
		_, err := client.PublishMessage(ctx, channelID, message, options...)
		return err
	}
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			if said := server.Violations(call(t.Context(), client)); len(said) > 0 {
				t.Error(strings.Join(said, "\n"))
			}
		})
	}
}

// largestInteger is what Prism, which is written in JavaScript, takes for one.
const largestInteger = 1<<53 - 1
