package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/hubchannels/hubchannels-go/bench/internal/oapi"
)

// oapiCodegenPeer is oapi-codegen's unmodified output. Its unions hold raw JSON after decoding: ValueByDiscriminator is
// what decodes a variant, From... what encodes one, so both are counted.
type oapiCodegenPeer struct{}

func (oapiCodegenPeer) name() string   { return "oapicodegen" }
func (oapiCodegenPeer) folder() string { return "messages" }
func (oapiCodegenPeer) status() int    { return 201 }

func (p oapiCodegenPeer) decode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return func() error {
			var m oapi.MessageRequest
			return errors.Join(json.Unmarshal(data, &m), eachVariant(m.Attachments, ignore))
		}
	}
	return func() error {
		var m oapi.Message
		return errors.Join(json.Unmarshal(data, &m), eachVariant(m.Attachments, ignore))
	}
}

// eachVariant decodes the variants one by one.
func eachVariant[T interface{ ValueByDiscriminator() (any, error) }](unions []T, do func(int, any) error) error {
	for i, u := range unions {
		variant, err := u.ValueByDiscriminator()
		if err != nil {
			return err
		}
		if err := do(i, variant); err != nil {
			return err
		}
	}
	return nil
}

func ignore(int, any) error { return nil }

func collect[T interface{ ValueByDiscriminator() (any, error) }](unions []T) ([]any, error) {
	variants := make([]any, len(unions))
	err := eachVariant(unions, func(i int, variant any) error {
		variants[i] = variant
		return nil
	})
	return variants, err
}

func (p oapiCodegenPeer) encode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		m := decoded(tb, data, unmarshal[oapi.MessageRequest])
		return oapiEncoding(tb, m, m.Attachments, setRequestVariant)
	}
	m := decoded(tb, data, unmarshal[oapi.Message])
	return oapiEncoding(tb, m, m.Attachments, setVariant)
}

// oapiEncoding writes the variants into the message's unions, then the message.
func oapiEncoding[T interface{ ValueByDiscriminator() (any, error) }](
	tb testing.TB, message any, unions []T, set func(*T, any) error,
) work {
	fill := filling(tb, unions, set)
	return func() error {
		if err := fill(); err != nil {
			return err
		}
		_, err := json.Marshal(message)
		return err
	}
}

// filling encodes the variants, which it takes from the unions once, into the unions.
func filling[T interface{ ValueByDiscriminator() (any, error) }](
	tb testing.TB, unions []T, set func(*T, any) error,
) work {
	variants, err := collect(unions)
	if err != nil {
		tb.Fatal(err)
	}
	return func() error {
		for i, variant := range variants {
			if err := set(&unions[i], variant); err != nil {
				return err
			}
		}
		return nil
	}
}

func setVariant(u *oapi.Attachment, variant any) error {
	switch v := variant.(type) {
	case oapi.File:
		return u.FromFile(v)
	case oapi.LocationAttachment:
		return u.FromLocationAttachment(v)
	case oapi.ContactAttachment:
		return u.FromContactAttachment(v)
	case oapi.UnsupportedContentAttachment:
		return u.FromUnsupportedContentAttachment(v)
	case oapi.MessageHeaderAttachment:
		return u.FromMessageHeaderAttachment(v)
	case oapi.QuickReplies:
		return u.FromQuickReplies(v)
	case oapi.WhatsAppTemplateMetadata:
		return u.FromWhatsAppTemplateMetadata(v)
	case oapi.SocialMetadataAttachment:
		return u.FromSocialMetadataAttachment(v)
	default:
		return fmt.Errorf("no variant: %T", variant)
	}
}

func setRequestVariant(u *oapi.AttachmentRequest, variant any) error {
	switch v := variant.(type) {
	case oapi.FileAttachment:
		return u.FromFileAttachment(v)
	case oapi.LocationAttachment:
		return u.FromLocationAttachment(v)
	case oapi.ContactAttachment:
		return u.FromContactAttachment(v)
	case oapi.UnsupportedContentAttachment:
		return u.FromUnsupportedContentAttachment(v)
	case oapi.MessageHeaderAttachment:
		return u.FromMessageHeaderAttachment(v)
	case oapi.QuickRepliesAttachment:
		return u.FromQuickRepliesAttachment(v)
	case oapi.SocialMetadataAttachment:
		return u.FromSocialMetadataAttachment(v)
	default:
		return fmt.Errorf("no variant: %T", variant)
	}
}

// call begins with attachments that the program has as variants, like the other peers' calls.
func (p oapiCodegenPeer) call(tb testing.TB, c connection) work {
	request := decoded(tb, read(tb, p, request7), unmarshal[oapi.MessageRequest])
	fill, publish := filling(tb, request.Attachments, setRequestVariant), p.publish(tb, c, request)
	return func() error {
		if err := fill(); err != nil {
			return err
		}
		return publish()
	}
}

// callPrepared begins with a request whose attachments were encoded before.
func (p oapiCodegenPeer) callPrepared(tb testing.TB, c connection) work {
	return p.publish(tb, c, decoded(tb, read(tb, p, request7), unmarshal[oapi.MessageRequest]))
}

func (oapiCodegenPeer) publish(tb testing.TB, c connection, request *oapi.MessageRequest) work {
	client, err := oapi.NewClientWithResponses(c.url, oapi.WithHTTPClient(c.client), oapi.WithRequestEditorFn(authorize))
	if err != nil {
		tb.Fatal(err)
	}
	ctx := context.Background()
	return func() error {
		resp, err := client.PublishMessageWithResponse(ctx, 1000042, *request)
		if err != nil {
			return err
		}
		if resp.JSON201 == nil {
			return errors.New(resp.Status())
		}
		return eachVariant(resp.JSON201.Attachments, ignore)
	}
}

func authorize(_ context.Context, req *http.Request) error {
	req.Header.Set("Authorization", "Bearer "+token)
	return nil
}

func (oapiCodegenPeer) content(payload string, data []byte) ([]byte, error) {
	if payload == request7 {
		var m oapi.MessageRequest
		return oapiContent(&m, data, &m.Attachments, setRequestVariant)
	}
	var m oapi.Message
	return oapiContent(&m, data, &m.Attachments, setVariant)
}

// oapiContent encodes the decoded variants again, so that nothing of the input is left in their place.
func oapiContent[T interface{ ValueByDiscriminator() (any, error) }](
	message any, data []byte, unions *[]T, set func(*T, any) error,
) ([]byte, error) {
	if err := json.Unmarshal(data, message); err != nil {
		return nil, err
	}
	decoded := *unions
	*unions = make([]T, len(decoded))
	if err := eachVariant(decoded, func(i int, variant any) error { return set(&(*unions)[i], variant) }); err != nil {
		return nil, err
	}
	return json.Marshal(message)
}
