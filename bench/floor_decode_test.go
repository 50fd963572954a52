package bench

import (
	"fmt"
	"time"

	"github.com/go-faster/jx"
)

type field = func(d *jx.Decoder, key []byte) error

// object calls read for each property, whose key is good until read returns.
func object(d *jx.Decoder, read field) error {
	return d.ObjBytes(read)
}

func set[T any](to *T) func(T, error) error {
	return func(v T, err error) error {
		*to = v
		return err
	}
}

func setPointer[T any](to **T) func(T, error) error {
	return func(v T, err error) error {
		*to = &v
		return err
	}
}

func elements[T any](d *jx.Decoder, to *[]T, read func(*T, *jx.Decoder) error) error {
	*to = make([]T, 0, 1)
	return d.Arr(func(d *jx.Decoder) error {
		var v T
		err := read(&v, d)
		*to = append(*to, v)
		return err
	})
}

func moment(d *jx.Decoder) (time.Time, error) {
	text, err := d.StrBytes()
	if err != nil {
		return time.Time{}, err
	}
	return floorTime(text)
}

func (m *floorMessage) decode(data []byte) error {
	return object(jx.DecodeBytes(data), func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "type":
			return set(&m.Type)(d.Str())
		case "id":
			return set(&m.ID)(d.Str())
		case "conversationsThreadId":
			return set(&m.ConversationsThreadID)(d.Str())
		case "channelId":
			return set(&m.ChannelID)(d.Str())
		case "channelAccountId":
			return set(&m.ChannelAccountID)(d.Str())
		case "direction":
			return set(&m.Direction)(d.Str())
		case "subject":
			return setPointer(&m.Subject)(d.Str())
		case "text":
			return set(&m.Text)(d.Str())
		case "richText":
			return setPointer(&m.RichText)(d.Str())
		case "truncationStatus":
			return set(&m.TruncationStatus)(d.Str())
		case "senders":
			return elements(d, &m.Senders, (*plainParticipant).decode)
		case "recipients":
			return elements(d, &m.Recipients, (*plainParticipant).decode)
		case "attachments":
			return elements(d, &m.attachments, decodeAttachment)
		default:
			return m.decodeRest(d, key)
		}
	})
}

func (m *floorMessage) decodeRest(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "inReplyToId":
		return setPointer(&m.InReplyToID)(d.Str())
	case "status":
		m.Status = &plainStatus{}
		return object(d, func(d *jx.Decoder, key []byte) error {
			if string(key) != "statusType" {
				return d.Skip()
			}
			return set(&m.Status.StatusType)(d.Str())
		})
	case "client":
		return object(d, func(d *jx.Decoder, key []byte) error {
			switch string(key) {
			case "clientType":
				return set(&m.Client.ClientType)(d.Str())
			case "integrationAppId":
				return setPointer(&m.Client.IntegrationAppID)(d.Int32())
			}
			return d.Skip()
		})
	case "createdBy":
		return set(&m.CreatedBy)(d.Str())
	case "createdAt":
		return set(&m.CreatedAt)(moment(d))
	case "updatedAt":
		return setPointer(&m.UpdatedAt)(moment(d))
	case "archived":
		return set(&m.Archived)(d.Bool())
	}
	return d.Skip()
}

func (m *floorMessageRequest) decode(data []byte) error {
	return object(jx.DecodeBytes(data), func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "channelAccountId":
			return set(&m.ChannelAccountID)(d.Str())
		case "messageDirection":
			return set(&m.MessageDirection)(d.Str())
		case "text":
			return set(&m.Text)(d.Str())
		case "richText":
			return setPointer(&m.RichText)(d.Str())
		case "timestamp":
			return set(&m.Timestamp)(moment(d))
		case "senders":
			return elements(d, &m.Senders, (*plainParticipant).decode)
		case "recipients":
			return elements(d, &m.Recipients, (*plainParticipant).decode)
		case "attachments":
			return elements(d, &m.attachments, decodeAttachment)
		case "integrationThreadId":
			return setPointer(&m.IntegrationThreadID)(d.Str())
		case "integrationIdempotencyId":
			return setPointer(&m.IntegrationIdempotencyID)(d.Str())
		case "inReplyToId":
			return setPointer(&m.InReplyToID)(d.Str())
		case "associateWithContactId":
			return setPointer(&m.AssociateWithContactID)(d.Int64())
		}
		return d.Skip()
	})
}

func (p *plainParticipant) decode(d *jx.Decoder) error {
	return object(d, func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "deliveryIdentifier":
			p.DeliveryIdentifier = &plainDeliveryIdentifier{}
			return object(d, func(d *jx.Decoder, key []byte) error {
				switch string(key) {
				case "type":
					return set(&p.DeliveryIdentifier.Type)(d.Str())
				case "value":
					return set(&p.DeliveryIdentifier.Value)(d.Str())
				}
				return d.Skip()
			})
		case "name":
			return setPointer(&p.Name)(d.Str())
		case "actorId":
			return setPointer(&p.ActorID)(d.Str())
		case "senderField":
			return setPointer(&p.SenderField)(d.Str())
		case "recipientField":
			return setPointer(&p.RecipientField)(d.Str())
		}
		return d.Skip()
	})
}

// decodeAttachment looks for the type, which comes first in what servers send, and reads the variant.
func decodeAttachment(to *floorAttachment, d *jx.Decoder) error {
	var kind string
	err := d.Capture(func(d *jx.Decoder) error {
		iter, err := d.ObjIter()
		if err != nil {
			return err
		}
		for iter.Next() {
			if string(iter.Key()) == "type" {
				return set(&kind)(d.Str())
			}
			if err := d.Skip(); err != nil {
				return err
			}
		}
		return iter.Err()
	})
	if err != nil {
		return err
	}
	variant, read := newVariant(kind)
	if variant == nil {
		return fmt.Errorf("attachment %q", kind)
	}
	*to = variant
	return object(d, read)
}

func newVariant(kind string) (floorAttachment, field) {
	switch kind {
	case "FILE":
		v := &floorFile{}
		return v, v.field
	case "LOCATION":
		v := &floorLocation{}
		return v, v.field
	case "CONTACT":
		v := &floorContact{}
		return v, v.field
	case "UNSUPPORTED_CONTENT":
		return &floorUnsupported{}, func(d *jx.Decoder, _ []byte) error { return d.Skip() }
	case "MESSAGE_HEADER":
		v := &floorHeader{}
		return v, v.field
	case "QUICK_REPLIES":
		v := &floorQuickReplies{}
		return v, v.field
	case "WHATSAPP_TEMPLATE_METADATA":
		v := &floorTemplate{}
		return v, v.field
	case "SOCIAL_MEDIA_METADATA":
		v := &floorSocial{}
		return v, v.field
	}
	return nil, nil
}
