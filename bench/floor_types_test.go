package bench

import (
	"time"

	"github.com/go-faster/jx"
)

// The floor's types are those of encodingJSONPeer, but for the attachments: each variant is a type of its own behind an
// interface, as in the SDK.

type floorMessage struct {
	plainMessage
	attachments []floorAttachment
}

type floorMessageRequest struct {
	plainMessageRequest
	attachments []floorAttachment
}

type floorAttachment interface{ encode(e *jx.Encoder) }

type floorFile struct {
	fileID, fileUsageType string
	name, url             *string
}

type floorLocation struct {
	latitude, longitude float64
	name, address, url  *string
}

type floorContact struct{ profile plainContactProfile }

type floorUnsupported struct{}

type floorHeader struct {
	text   *string
	fileID *int64
}

type floorQuickReplies struct {
	replies                          []plainQuickReply
	allowMultiSelect, allowUserInput *bool
}

type floorTemplate struct {
	contentID, mappedTemplateID, rootMicID *int64
	crmObjectIDs                           map[string]int64
	parameters                             map[string]string
}

type floorSocial struct{ metadata plainSocialMetadata }

// floorTime reads a date-time without a detour over a string.
func floorTime(text []byte) (t time.Time, err error) {
	err = t.UnmarshalText(text)
	return t, err
}
