package customchannels_test

import (
	"context"
	"encoding/json"
	"fmt"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
)

// publish sends a message with attachments and prints them as HubSpot received them.
func publish(attachments ...customchannels.AttachmentRequest) {
	server := customchannelstest.Start()
	defer server.Close()
	client, err := customchannels.NewClient(server.Option())
	if err != nil {
		fmt.Println(err)
		return
	}
	message := customchannels.NewMessageRequest("7300118", customchannels.MessageDirectionIncoming, "It broke here.").
		WithSenders(customchannels.NewParticipant(customchannels.OpaqueID("chat-user-8842"))).
		WithRecipients(customchannels.NewParticipant(customchannels.OpaqueID("chat-shop-1"))).
		WithAttachments(attachments...)
	if _, err := client.PublishMessage(context.Background(), "1000042", message); err != nil {
		fmt.Println(err)
		return
	}
	for _, attachment := range server.PublishMessageRequests()[0].Body.Attachments {
		text, _ := json.MarshalIndent(attachment, "", "  ")
		fmt.Println(string(text))
	}
}

func ExampleNewFileAttachment() {
	publish(customchannels.NewFileAttachment("88123").WithFileUsageType(customchannels.FileUsageTypeImage))
	// Output:
	// {
	//   "type": "FILE",
	//   "fileId": "88123",
	//   "fileUsageType": "IMAGE"
	// }
}

func ExampleNewLocationAttachment() {
	publish(customchannels.NewLocationAttachment(52.5, 13.4).
		WithName("Sample Shop").
		WithAddress("1 Example Street, Sampleton").
		WithURL("https://www.example.com/map"))
	// Output:
	// {
	//   "type": "LOCATION",
	//   "latitude": 52.5,
	//   "longitude": 13.4,
	//   "name": "Sample Shop",
	//   "address": "1 Example Street, Sampleton",
	//   "url": "https://www.example.com/map"
	// }
}

func ExampleNewContactAttachment() {
	profile := customchannels.NewContactProfile().
		WithName(customchannels.NewContactName().WithFirstName("Robin").WithLastName("Sample")).
		WithOrg(customchannels.NewContactOrg().WithCompany("Sample Shop").WithTitle("Buyer")).
		WithPhones(customchannels.NewContactPhone("+15550100042").WithType(customchannels.PhoneTypeCell)).
		WithEmails(customchannels.NewContactEmail("robin@example.com").WithType(customchannels.ContactPointTypeWork))
	publish(customchannels.NewContactAttachment(profile))
	// Output:
	// {
	//   "type": "CONTACT",
	//   "contactProfile": {
	//     "name": {
	//       "firstName": "Robin",
	//       "lastName": "Sample"
	//     },
	//     "org": {
	//       "company": "Sample Shop",
	//       "title": "Buyer"
	//     },
	//     "phones": [
	//       {
	//         "phone": "+15550100042",
	//         "type": "CELL"
	//       }
	//     ],
	//     "emails": [
	//       {
	//         "email": "robin@example.com",
	//         "type": "WORK"
	//       }
	//     ],
	//     "addresses": [],
	//     "urls": []
	//   }
	// }
}

func ExampleNewUnsupportedContentAttachment() {
	publish(customchannels.NewUnsupportedContentAttachment())
	// Output:
	// {
	//   "type": "UNSUPPORTED_CONTENT"
	// }
}

func ExampleNewMessageHeaderAttachment() {
	publish(customchannels.NewMessageHeaderAttachment().WithText("Your order").WithFileID(88124))
	// Output:
	// {
	//   "type": "MESSAGE_HEADER",
	//   "text": "Your order",
	//   "fileId": 88124
	// }
}

func ExampleNewQuickRepliesAttachment() {
	publish(customchannels.NewQuickRepliesAttachment(
		customchannels.TextReply("yes").WithLabel("Yes, please"),
		customchannels.URLReply("https://www.example.com/contact").WithLabel("I would rather write"),
	))
	// Output:
	// {
	//   "type": "QUICK_REPLIES",
	//   "quickReplies": [
	//     {
	//       "value": "yes",
	//       "valueType": "TEXT",
	//       "label": "Yes, please"
	//     },
	//     {
	//       "value": "https://www.example.com/contact",
	//       "valueType": "URL",
	//       "label": "I would rather write"
	//     }
	//   ]
	// }
}

func ExampleNewSocialMetadataAttachment() {
	post := customchannels.NewSocialMetadata(customchannels.SocialMediaTypePhoto).
		WithID("post-5531").
		WithMediaTitle("The new blue one").
		WithMediaURL("https://social.example.com/posts/5531")
	publish(customchannels.NewSocialMetadataAttachment(post))
	// Output:
	// {
	//   "type": "SOCIAL_MEDIA_METADATA",
	//   "socialMetadata": {
	//     "mediaType": "PHOTO",
	//     "id": "post-5531",
	//     "mediaTitle": "The new blue one",
	//     "mediaUrl": "https://social.example.com/posts/5531"
	//   }
	// }
}
