package customchannels_test

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
)

// received gets a message that has one attachment of each type, and one of a type that is newer than this package.
func received() (*customchannels.Message, error) {
	server := customchannelstest.Start()
	defer server.Close()
	if err := server.PutMessage("1000042", everyAttachment()); err != nil {
		return nil, err
	}
	client, err := customchannels.NewClient(server.Option())
	if err != nil {
		return nil, err
	}
	return client.GetMessage(context.Background(), "1000042", "c06a1f4c2b1d4d5e9c3f8a7b6d5e4f30")
}

func everyAttachment() *customchannels.Message {
	name, url := "broken-handle.jpg", "https://files.example.com/88123"
	return &customchannels.Message{
		Type:             customchannels.MessageTypeMessage,
		ID:               "c06a1f4c2b1d4d5e9c3f8a7b6d5e4f30",
		ChannelID:        "1000042",
		ChannelAccountID: "7300118",
		Direction:        customchannels.MessageDirectionOutgoing,
		Text:             "All of it.",
		TruncationStatus: customchannels.TruncationStatusNotTruncated,
		Client:           customchannels.MessageClient{ClientType: customchannels.ClientTypeHubspot},
		CreatedAt:        time.Date(2026, 3, 30, 9, 21, 0, 0, time.UTC),
		Attachments: []customchannels.Attachment{
			&customchannels.ReceivedFileAttachment{FileID: "88123", FileUsageType: customchannels.FileUsageTypeImage, Name: &name, URL: &url},
			customchannels.NewLocationAttachment(52.5, 13.4).WithName("Sample Shop"),
			customchannels.NewContactAttachment(customchannels.NewContactProfile().
				WithEmails(customchannels.NewContactEmail("robin@example.com"))),
			customchannels.NewUnsupportedContentAttachment(),
			customchannels.NewMessageHeaderAttachment().WithText("Your order"),
			&customchannels.ReceivedQuickRepliesAttachment{QuickReplies: []customchannels.QuickReply{*customchannels.TextReply("yes")}, AllowUserInput: true},
			&customchannels.WhatsAppTemplateMetadataAttachment{Parameters: map[string]string{"firstName": "Robin"}},
			customchannels.NewSocialMetadataAttachment(customchannels.NewSocialMetadata(customchannels.SocialMediaTypePoll).
				WithMediaTitle("Blue or red?")),
			&customchannels.UnknownAttachment{Raw: json.RawMessage(`{"type":"HOLOGRAM","depth":3}`)},
		},
	}
}

// Switch over the attachments of a message. Optional properties have Get methods, which take their absence for empty.
func ExampleAttachment() {
	message, err := received()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, attachment := range message.Attachments {
		switch a := attachment.(type) {
		case *customchannels.ReceivedFileAttachment:
			fmt.Println("file:", a.FileUsageType, a.GetName(), a.GetURL())
		case *customchannels.LocationAttachment:
			fmt.Println("place:", a.Latitude, a.Longitude, a.GetName())
		case *customchannels.ContactAttachment:
			fmt.Println("contact:", a.ContactProfile.Emails[0].Email)
		case *customchannels.UnsupportedContentAttachment:
			fmt.Println("something that cannot be shown")
		case *customchannels.MessageHeaderAttachment:
			fmt.Println("heading:", a.GetText())
		case *customchannels.ReceivedQuickRepliesAttachment:
			fmt.Println("answers:", a.QuickReplies[0].Value, "free text:", a.AllowUserInput)
		case *customchannels.WhatsAppTemplateMetadataAttachment:
			fmt.Println("template:", a.Parameters["firstName"])
		case *customchannels.SocialMetadataAttachment:
			fmt.Println("post:", a.SocialMetadata.MediaType, a.SocialMetadata.GetMediaTitle())
		case *customchannels.UnknownAttachment:
			fmt.Println("newer than this program:", a.Type, string(a.Raw))
		}
	}
	// Output:
	// file: IMAGE broken-handle.jpg https://files.example.com/88123
	// place: 52.5 13.4 Sample Shop
	// contact: robin@example.com
	// something that cannot be shown
	// heading: Your order
	// answers: yes free text: true
	// template: Robin
	// post: POLL Blue or red?
	// newer than this program: HOLOGRAM {"depth":3,"type":"HOLOGRAM"}
}

// Where forgetting a type must not compile, match instead of switching: there is a function for each.
func ExampleMatchAttachment() {
	message, err := received()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, attachment := range message.Attachments {
		fmt.Println(customchannels.MatchAttachment(attachment,
			func(a *customchannels.ReceivedFileAttachment) string { return "file " + a.FileID },
			func(a *customchannels.LocationAttachment) string { return "place " + a.GetName() },
			func(a *customchannels.ContactAttachment) string { return "contact" },
			func(a *customchannels.UnsupportedContentAttachment) string { return "unsupported" },
			func(a *customchannels.MessageHeaderAttachment) string { return "heading " + a.GetText() },
			func(a *customchannels.ReceivedQuickRepliesAttachment) string { return "answers" },
			func(a *customchannels.WhatsAppTemplateMetadataAttachment) string { return "template" },
			func(a *customchannels.SocialMetadataAttachment) string { return "post" },
			func(a *customchannels.UnknownAttachment) string { return "unknown " + a.Type },
		))
	}
	// Output:
	// file 88123
	// place Sample Shop
	// contact
	// unsupported
	// heading Your order
	// answers
	// template
	// post
	// unknown HOLOGRAM
}
