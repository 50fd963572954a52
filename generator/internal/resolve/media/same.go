package media

import (
	"encoding/json"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Shape is what a media type has in common with other spellings of it.
type Shape struct {
	encoding ir.Encoding
	framing  ir.Framing
	framed   bool
	media    *openapi3.MediaType
	// schema is what its schema refers to, or else the schema's JSON; "" is none.
	schema string
}

// ShapeOf returns the shape of a media type.
func ShapeOf(mediaType string, media *openapi3.MediaType) Shape {
	s := Shape{encoding: Encoding(mediaType), media: media}
	s.framing, s.framed = stream.Framing(mediaType)
	switch schema := media.Schema; {
	case schema == nil:
	case schema.Ref != "":
		s.schema = "$ref " + schema.Ref
	default:
		text, _ := json.Marshal(schema) // what cannot be written is like nothing
		s.schema = string(text)
	}
	return s
}

// Same reports whether a media type has the schema of another and is, as far as the caller can tell, another spelling
// of it: another name of JSON, or a syntax that the SDK would leave to the caller.
func (s Shape) Same(known Shape) bool {
	switch {
	case s.framed != known.framed || s.framing != known.framing:
		return false
	case s.encoding == ir.AsJSON && known.encoding != ir.AsJSON, IsForm(s.encoding), s.encoding == ir.AsText && known.encoding == ir.AsStream:
		return false
	case s.media.Schema == nil || s.media.Schema.Value == nil:
		return false
	case s.encoding == ir.AsStream && (s.media.Schema.Value.Type.Is(openapi3.TypeString) || s.media.Schema.Value.Type == nil && s.media.Schema.Ref == ""):
		return false
	}
	return s.schema != "" && s.schema == known.schema
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
