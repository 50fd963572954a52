package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"
)

// encodingJSONPeer is encoding/json on structs as one writes them by hand. It cannot decode into an interface, so that
// there is one struct for all variants of the attachments, with the fields of them all: it decodes in one pass, tells no
// variant from another by its type, and drops what it does not know.
type encodingJSONPeer struct{}

type plainMessage struct {
	Type                  string             `json:"type"`
	ID                    string             `json:"id"`
	ConversationsThreadID string             `json:"conversationsThreadId"`
	ChannelID             string             `json:"channelId"`
	ChannelAccountID      string             `json:"channelAccountId"`
	Direction             string             `json:"direction"`
	Subject               *string            `json:"subject,omitempty"`
	Text                  string             `json:"text"`
	RichText              *string            `json:"richText,omitempty"`
	TruncationStatus      string             `json:"truncationStatus"`
	Senders               []plainParticipant `json:"senders"`
	Recipients            []plainParticipant `json:"recipients"`
	Attachments           []plainAttachment  `json:"attachments"`
	InReplyToID           *string            `json:"inReplyToId,omitempty"`
	Status                *plainStatus       `json:"status,omitempty"`
	Client                plainClient        `json:"client"`
	CreatedBy             string             `json:"createdBy"`
	CreatedAt             time.Time          `json:"createdAt"`
	UpdatedAt             *time.Time         `json:"updatedAt,omitempty"`
	Archived              bool               `json:"archived"`
}

type plainMessageRequest struct {
	ChannelAccountID         string             `json:"channelAccountId"`
	MessageDirection         string             `json:"messageDirection"`
	Text                     string             `json:"text"`
	RichText                 *string            `json:"richText,omitempty"`
	Timestamp                time.Time          `json:"timestamp"`
	Senders                  []plainParticipant `json:"senders"`
	Recipients               []plainParticipant `json:"recipients"`
	Attachments              []plainAttachment  `json:"attachments"`
	IntegrationThreadID      *string            `json:"integrationThreadId,omitempty"`
	IntegrationIdempotencyID *string            `json:"integrationIdempotencyId,omitempty"`
	InReplyToID              *string            `json:"inReplyToId,omitempty"`
	AssociateWithContactID   *int64             `json:"associateWithContactId,omitempty"`
}

type plainParticipant struct {
	DeliveryIdentifier *plainDeliveryIdentifier `json:"deliveryIdentifier,omitempty"`
	Name               *string                  `json:"name,omitempty"`
	ActorID            *string                  `json:"actorId,omitempty"`
	SenderField        *string                  `json:"senderField,omitempty"`
	RecipientField     *string                  `json:"recipientField,omitempty"`
}

type plainDeliveryIdentifier struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

type plainStatus struct {
	StatusType string `json:"statusType"`
}

type plainClient struct {
	ClientType       string `json:"clientType"`
	IntegrationAppID *int32 `json:"integrationAppId,omitempty"`
}

type plainAttachment struct {
	Type             string               `json:"type"`
	FileID           json.RawMessage      `json:"fileId,omitempty"` // a string in a FILE, a number in a MESSAGE_HEADER
	FileUsageType    string               `json:"fileUsageType,omitempty"`
	Name             string               `json:"name,omitempty"`
	URL              string               `json:"url,omitempty"`
	Latitude         *float64             `json:"latitude,omitempty"`
	Longitude        *float64             `json:"longitude,omitempty"`
	Address          string               `json:"address,omitempty"`
	ContactProfile   *plainContactProfile `json:"contactProfile,omitempty"`
	Text             string               `json:"text,omitempty"`
	QuickReplies     []plainQuickReply    `json:"quickReplies,omitempty"`
	AllowMultiSelect *bool                `json:"allowMultiSelect,omitempty"`
	AllowUserInput   *bool                `json:"allowUserInput,omitempty"`
	ContentID        *int64               `json:"contentId,omitempty"`
	MappedTemplateID *int64               `json:"mappedTemplateId,omitempty"`
	RootMicID        *int64               `json:"rootMicId,omitempty"`
	CRMObjectIDs     map[string]int64     `json:"crmObjectIds,omitempty"`
	Parameters       map[string]string    `json:"parameters,omitempty"`
	SocialMetadata   *plainSocialMetadata `json:"socialMetadata,omitempty"`
}

type plainContactProfile struct {
	Name      *plainContactName     `json:"name,omitempty"`
	Org       *plainContactOrg      `json:"org,omitempty"`
	Phones    []plainContactPhone   `json:"phones"`
	Emails    []plainContactEmail   `json:"emails"`
	Addresses []plainContactAddress `json:"addresses"`
	URLs      []plainContactURL     `json:"urls"`
}

type plainContactName struct {
	Prefix     *string `json:"prefix,omitempty"`
	FirstName  *string `json:"firstName,omitempty"`
	MiddleName *string `json:"middleName,omitempty"`
	LastName   *string `json:"lastName,omitempty"`
	Suffix     *string `json:"suffix,omitempty"`
}

type plainContactOrg struct {
	Company    *string `json:"company,omitempty"`
	Department *string `json:"department,omitempty"`
	Title      *string `json:"title,omitempty"`
}

type plainContactPhone struct {
	Phone string  `json:"phone"`
	Type  *string `json:"type,omitempty"`
}

type plainContactEmail struct {
	Email string  `json:"email"`
	Type  *string `json:"type,omitempty"`
}

type plainContactAddress struct {
	Street      *string `json:"street,omitempty"`
	Zip         *string `json:"zip,omitempty"`
	City        *string `json:"city,omitempty"`
	State       *string `json:"state,omitempty"`
	Country     *string `json:"country,omitempty"`
	CountryCode *string `json:"countryCode,omitempty"`
	Type        *string `json:"type,omitempty"`
}

type plainContactURL struct {
	URL  string  `json:"url"`
	Type *string `json:"type,omitempty"`
}

type plainQuickReply struct {
	Value     string  `json:"value"`
	ValueType string  `json:"valueType"`
	Label     *string `json:"label,omitempty"`
}

type plainSocialMetadata struct {
	MediaType      string  `json:"mediaType"`
	ID             *string `json:"id,omitempty"`
	MediaTitle     *string `json:"mediaTitle,omitempty"`
	Description    *string `json:"description,omitempty"`
	MediaURL       *string `json:"mediaUrl,omitempty"`
	MediaURLString *string `json:"mediaUrlString,omitempty"`
	ThumbnailURL   *string `json:"thumbnailUrl,omitempty"`
}

func (encodingJSONPeer) name() string   { return "encodingjson" }
func (encodingJSONPeer) folder() string { return "messages" }
func (encodingJSONPeer) status() int    { return 201 }

func unmarshal[T any](v *T, data []byte) error { return json.Unmarshal(data, v) }

func marshal[T any](v *T) ([]byte, error) { return json.Marshal(v) }

func (p encodingJSONPeer) decode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return decoding(data, unmarshal[plainMessageRequest])
	}
	return decoding(data, unmarshal[plainMessage])
}

func (p encodingJSONPeer) encode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return encoding(decoded(tb, data, unmarshal[plainMessageRequest]), marshal)
	}
	return encoding(decoded(tb, data, unmarshal[plainMessage]), marshal)
}

// call is what one writes without a library: no errors of its own, no retries.
func (p encodingJSONPeer) call(tb testing.TB, c connection) work {
	request := decoded(tb, read(tb, p, request7), unmarshal[plainMessageRequest])
	url := c.url + "/conversations/custom-channels/2026-03/" + channelID + "/messages"
	ctx := context.Background()
	return func() error { return post(ctx, c.client, url, request, new(plainMessage)) }
}

func post(ctx context.Context, client *http.Client, url string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusCreated {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return json.Unmarshal(data, out)
}

func (encodingJSONPeer) content(payload string, data []byte) ([]byte, error) {
	if payload == request7 {
		return thenEncoding(data, unmarshal[plainMessageRequest], marshal)
	}
	return thenEncoding(data, unmarshal[plainMessage], marshal)
}
