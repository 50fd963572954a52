package types

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/digest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
)

// written is the entry of an inline schema that was written out elsewhere, word for word; nil if this is the first. So an
// object or enum that a document repeats is one type, under the name of its first place, and a value from one place can
// be sent at another.
func (b *Builder) written(schema *openapi3.Schema, at place.Place, entry *declared) *declared {
	if document.IsComponent(at.Pointer) || !declares(schema, at.Pointer) || b.doc.Annotated(at.Pointer) {
		return nil
	}
	key := writing{digest: b.digests.Of(schema)}
	if len(schema.Enum) > 0 {
		key.word = at.Word
	}
	first := b.first[key]
	if first == nil {
		b.first[key] = entry
		return nil
	}
	if first.usage.T == nil {
		return nil // it contains itself
	}
	return first
}

// writing is what a schema that is written out says. The same known values mean another thing in a property of another
// name.
type writing struct {
	digest digest.Digest
	word   string
}

// declares reports whether a schema has a type of its own that is worth sharing: an object or an enum. A constant is not,
// unless it is a union's variant: elsewhere it may turn out to be no type at all.
func declares(schema *openapi3.Schema, pointer string) bool {
	values := len(schema.Enum)
	if slices.Contains(schema.Enum, nil) {
		values--
	}
	return len(schema.Properties) > 0 || values > 1 || values == 1 && variantAt(pointer)
}

func variantAt(pointer string) bool {
	tokens := strings.Split(pointer, "/")
	return len(tokens) > 1 && slices.Contains([]string{"oneOf", "anyOf"}, tokens[len(tokens)-2])
}
