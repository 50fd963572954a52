package bench

import (
	"time"

	"github.com/go-faster/jx"
)

func str(e *jx.Encoder, key, value string) {
	e.FieldStart(key)
	e.Str(value)
}

func optional(e *jx.Encoder, key string, value *string) {
	if value != nil {
		str(e, key, *value)
	}
}

func optionalInt(e *jx.Encoder, key string, value *int64) {
	if value != nil {
		e.FieldStart(key)
		e.Int64(*value)
	}
}

func optionalBool(e *jx.Encoder, key string, value *bool) {
	if value != nil {
		e.FieldStart(key)
		e.Bool(*value)
	}
}

func timestamp(e *jx.Encoder, key string, value time.Time) {
	var text [len(time.RFC3339Nano)]byte
	e.FieldStart(key)
	e.ByteStr(value.AppendFormat(text[:0], time.RFC3339Nano))
}

// array writes values by encode, one after the other.
func array[T any](e *jx.Encoder, key string, values []T, encode func(*T, *jx.Encoder)) {
	e.FieldStart(key)
	e.ArrStart()
	for i := range values {
		encode(&values[i], e)
	}
	e.ArrEnd()
}

func encodeAttachment(v *floorAttachment, e *jx.Encoder) {
	e.ObjStart()
	(*v).encode(e)
	e.ObjEnd()
}

func (m *floorMessageRequest) encode(e *jx.Encoder) {
	e.ObjStart()
	str(e, "channelAccountId", m.ChannelAccountID)
	str(e, "messageDirection", m.MessageDirection)
	str(e, "text", m.Text)
	optional(e, "richText", m.RichText)
	timestamp(e, "timestamp", m.Timestamp)
	array(e, "senders", m.Senders, (*plainParticipant).encode)
	array(e, "recipients", m.Recipients, (*plainParticipant).encode)
	array(e, "attachments", m.attachments, encodeAttachment)
	optional(e, "integrationThreadId", m.IntegrationThreadID)
	optional(e, "integrationIdempotencyId", m.IntegrationIdempotencyID)
	optional(e, "inReplyToId", m.InReplyToID)
	optionalInt(e, "associateWithContactId", m.AssociateWithContactID)
	e.ObjEnd()
}

func (m *floorMessage) encode(e *jx.Encoder) {
	e.ObjStart()
	str(e, "type", m.Type)
	str(e, "id", m.ID)
	str(e, "conversationsThreadId", m.ConversationsThreadID)
	str(e, "channelId", m.ChannelID)
	str(e, "channelAccountId", m.ChannelAccountID)
	str(e, "direction", m.Direction)
	optional(e, "subject", m.Subject)
	str(e, "text", m.Text)
	optional(e, "richText", m.RichText)
	str(e, "truncationStatus", m.TruncationStatus)
	array(e, "senders", m.Senders, (*plainParticipant).encode)
	array(e, "recipients", m.Recipients, (*plainParticipant).encode)
	array(e, "attachments", m.attachments, encodeAttachment)
	optional(e, "inReplyToId", m.InReplyToID)
	if m.Status != nil {
		e.FieldStart("status")
		e.Obj(func(e *jx.Encoder) { str(e, "statusType", m.Status.StatusType) })
	}
	e.FieldStart("client")
	e.Obj(func(e *jx.Encoder) {
		str(e, "clientType", m.Client.ClientType)
		if m.Client.IntegrationAppID != nil {
			e.FieldStart("integrationAppId")
			e.Int32(*m.Client.IntegrationAppID)
		}
	})
	str(e, "createdBy", m.CreatedBy)
	timestamp(e, "createdAt", m.CreatedAt)
	if m.UpdatedAt != nil {
		timestamp(e, "updatedAt", *m.UpdatedAt)
	}
	e.FieldStart("archived")
	e.Bool(m.Archived)
	e.ObjEnd()
}

func (p *plainParticipant) encode(e *jx.Encoder) {
	e.ObjStart()
	if p.DeliveryIdentifier != nil {
		e.FieldStart("deliveryIdentifier")
		e.ObjStart()
		str(e, "type", p.DeliveryIdentifier.Type)
		str(e, "value", p.DeliveryIdentifier.Value)
		e.ObjEnd()
	}
	optional(e, "name", p.Name)
	optional(e, "actorId", p.ActorID)
	optional(e, "senderField", p.SenderField)
	optional(e, "recipientField", p.RecipientField)
	e.ObjEnd()
}

func (v *floorFile) encode(e *jx.Encoder) {
	str(e, "type", "FILE")
	str(e, "fileId", v.fileID)
	str(e, "fileUsageType", v.fileUsageType)
	optional(e, "name", v.name)
	optional(e, "url", v.url)
}

func (v *floorLocation) encode(e *jx.Encoder) {
	str(e, "type", "LOCATION")
	e.FieldStart("latitude")
	e.Float64(v.latitude)
	e.FieldStart("longitude")
	e.Float64(v.longitude)
	optional(e, "name", v.name)
	optional(e, "address", v.address)
	optional(e, "url", v.url)
}

func (v *floorUnsupported) encode(e *jx.Encoder) { str(e, "type", "UNSUPPORTED_CONTENT") }

func (v *floorHeader) encode(e *jx.Encoder) {
	str(e, "type", "MESSAGE_HEADER")
	optional(e, "text", v.text)
	optionalInt(e, "fileId", v.fileID)
}

func (v *floorQuickReplies) encode(e *jx.Encoder) {
	str(e, "type", "QUICK_REPLIES")
	array(e, "quickReplies", v.replies, func(r *plainQuickReply, e *jx.Encoder) {
		e.ObjStart()
		str(e, "value", r.Value)
		str(e, "valueType", r.ValueType)
		optional(e, "label", r.Label)
		e.ObjEnd()
	})
	optionalBool(e, "allowMultiSelect", v.allowMultiSelect)
	optionalBool(e, "allowUserInput", v.allowUserInput)
}

func (v *floorTemplate) encode(e *jx.Encoder) {
	str(e, "type", "WHATSAPP_TEMPLATE_METADATA")
	optionalInt(e, "contentId", v.contentID)
	optionalInt(e, "mappedTemplateId", v.mappedTemplateID)
	optionalInt(e, "rootMicId", v.rootMicID)
	e.FieldStart("crmObjectIds")
	e.ObjStart()
	for key, id := range v.crmObjectIDs {
		e.FieldStart(key)
		e.Int64(id)
	}
	e.ObjEnd()
	e.FieldStart("parameters")
	e.ObjStart()
	for key, value := range v.parameters {
		str(e, key, value)
	}
	e.ObjEnd()
}

func (v *floorSocial) encode(e *jx.Encoder) {
	m := &v.metadata
	str(e, "type", "SOCIAL_MEDIA_METADATA")
	e.FieldStart("socialMetadata")
	e.ObjStart()
	str(e, "mediaType", m.MediaType)
	optional(e, "id", m.ID)
	optional(e, "mediaTitle", m.MediaTitle)
	optional(e, "description", m.Description)
	optional(e, "mediaUrl", m.MediaURL)
	optional(e, "mediaUrlString", m.MediaURLString)
	optional(e, "thumbnailUrl", m.ThumbnailURL)
	e.ObjEnd()
}

func (v *floorContact) encode(e *jx.Encoder) {
	p := &v.profile
	str(e, "type", "CONTACT")
	e.FieldStart("contactProfile")
	e.ObjStart()
	if n := p.Name; n != nil {
		e.FieldStart("name")
		e.ObjStart()
		optional(e, "prefix", n.Prefix)
		optional(e, "firstName", n.FirstName)
		optional(e, "middleName", n.MiddleName)
		optional(e, "lastName", n.LastName)
		optional(e, "suffix", n.Suffix)
		e.ObjEnd()
	}
	if o := p.Org; o != nil {
		e.FieldStart("org")
		e.ObjStart()
		optional(e, "company", o.Company)
		optional(e, "department", o.Department)
		optional(e, "title", o.Title)
		e.ObjEnd()
	}
	array(e, "phones", p.Phones, func(v *plainContactPhone, e *jx.Encoder) { encodePair(e, "phone", v.Phone, v.Type) })
	array(e, "emails", p.Emails, func(v *plainContactEmail, e *jx.Encoder) { encodePair(e, "email", v.Email, v.Type) })
	array(e, "addresses", p.Addresses, (*plainContactAddress).encode)
	array(e, "urls", p.URLs, func(v *plainContactURL, e *jx.Encoder) { encodePair(e, "url", v.URL, v.Type) })
	e.ObjEnd()
}

func encodePair(e *jx.Encoder, key, value string, kind *string) {
	e.ObjStart()
	str(e, key, value)
	optional(e, "type", kind)
	e.ObjEnd()
}

func (a *plainContactAddress) encode(e *jx.Encoder) {
	e.ObjStart()
	optional(e, "street", a.Street)
	optional(e, "zip", a.Zip)
	optional(e, "city", a.City)
	optional(e, "state", a.State)
	optional(e, "country", a.Country)
	optional(e, "countryCode", a.CountryCode)
	optional(e, "type", a.Type)
	e.ObjEnd()
}
