package media

import (
	"bytes"
	"encoding/json"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// SameShape reports whether a media type has the schema of another and is, as far as the caller can tell, another spelling
// of it: another name of JSON, or a syntax that the SDK would leave to the caller.
func SameShape(mediaType string, media *openapi3.MediaType, known string, other *openapi3.MediaType) bool {
	encoding := Encoding(mediaType)
	framing, is := stream.Framing(mediaType)
	knownFraming, knownIs := stream.Framing(known)
	switch {
	case is != knownIs || framing != knownFraming:
		return false
	case encoding == ir.AsJSON && Encoding(known) != ir.AsJSON, IsForm(encoding), encoding == ir.AsText && Encoding(known) == ir.AsStream:
		return false
	case media.Schema == nil || other.Schema == nil || media.Schema.Value == nil:
		return false
	case encoding == ir.AsStream && (media.Schema.Value.Type.Is(openapi3.TypeString) || media.Schema.Value.Type == nil && media.Schema.Ref == ""):
		return false
	case media.Schema.Ref != "" || other.Schema.Ref != "":
		return media.Schema.Ref == other.Schema.Ref
	}
	a, _ := json.Marshal(media.Schema) // what cannot be written is like nothing
	b, _ := json.Marshal(other.Schema)
	return len(a) > 0 && bytes.Equal(a, b)
}

// SameContent reports whether two answers have the same schema. One that is written out twice counts as two.
func SameContent(a, b *openapi3.MediaType) bool {
	if a == b {
		return true
	}
	return a != nil && b != nil && a.Schema != nil && b.Schema != nil && a.Schema.Ref != "" && a.Schema.Ref == b.Schema.Ref
}

// SameSyntax reports whether bodies of two media types are read in the same way.
func SameSyntax(a, b string) bool {
	framing, is := stream.Framing(a)
	other, also := stream.Framing(b)
	return is == also && framing == other && (is || Encoding(a) == Encoding(b))
}
