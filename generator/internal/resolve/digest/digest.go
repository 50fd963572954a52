// Package digest finds what a document writes out twice.
package digest

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
)

// Digest identifies what a schema says: two schemas with the same one are the same schema, written out twice.
type Digest [sha256.Size]byte

// Digests are those of a document's schemas.
type Digests struct {
	doc   *document.Document
	known map[*openapi3.Schema]Digest
}

// New returns the digests of a document, none of which is known yet.
func New(doc *document.Document) *Digests {
	return &Digests{doc: doc, known: map[*openapi3.Schema]Digest{}}
}

// Of is a schema's digest. References count by where they lead, examples not at all, and what describes a schema
// only within it: an enum is the same whatever its place says about it.
func (d *Digests) Of(schema *openapi3.Schema) Digest {
	known, ok := d.known[schema]
	if !ok {
		known = sha256.Sum256([]byte(strings.Join(d.words(schema), "\x00")))
		d.known[schema] = known
	}
	return known
}

// words are what a schema says, in an order that does not depend on how it is written.
func (d *Digests) words(schema *openapi3.Schema) []string {
	var words []string
	words = append(words, "type", strings.Join(schema.Type.Slice(), ","), schema.Format, strconv.FormatBool(schema.Nullable))
	if len(schema.Enum) > 0 || schema.Const != nil {
		words = append(words, "enum", jsonText(schema.Enum, schema.Const))
	}
	if limited(schema) {
		words = append(words, "limits", jsonText(schema.Min, schema.Max, schema.ExclusiveMin, schema.ExclusiveMax, schema.MultipleOf,
			schema.MinLength, schema.MaxLength, schema.Pattern, schema.MinItems, schema.MaxItems, schema.UniqueItems, schema.MinProps,
			schema.MaxProps, schema.ReadOnly, schema.WriteOnly, schema.Deprecated, schema.Default))
	}
	words = append(append(words, "required"), schema.Required...)
	if extended(schema.Extensions) {
		words = append(words, fmt.Sprintf("%p", schema)) // its extensions are about its place
	}
	if schema.Discriminator != nil {
		words = append(words, "discriminator", schema.Discriminator.PropertyName, fmt.Sprint(schema.Discriminator.Mapping))
	}
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		words = append(words, "property", name, d.part(schema.Properties[name], true))
	}
	for i, parts := range []openapi3.SchemaRefs{schema.AllOf, schema.AnyOf, schema.OneOf} {
		for _, part := range parts {
			words = append(words, "of", strconv.Itoa(i), d.part(part, false))
		}
	}
	open := schema.AdditionalProperties.Has == nil || *schema.AdditionalProperties.Has
	return append(words, "items", d.part(schema.Items, false),
		"additional", strconv.FormatBool(open), d.part(schema.AdditionalProperties.Schema, false))
}

// limited reports whether a schema says anything about its values besides their type. Most do not, and to write that down
// takes longest.
func limited(s *openapi3.Schema) bool {
	return s.Min != nil || s.Max != nil || s.ExclusiveMin != (openapi3.ExclusiveBound{}) || s.ExclusiveMax != (openapi3.ExclusiveBound{}) ||
		s.MultipleOf != nil || s.MinLength != 0 || s.MaxLength != nil || s.Pattern != "" || s.MinItems != 0 || s.MaxItems != nil ||
		s.UniqueItems || s.MinProps != 0 || s.MaxProps != nil || s.ReadOnly || s.WriteOnly || s.Deprecated || s.Default != nil
}

// part is a schema within another one.
func (d *Digests) part(ref *openapi3.SchemaRef, described bool) string {
	switch {
	case ref == nil || ref.Value == nil:
		return ""
	case ref.Ref != "":
		return d.doc.Pointer(ref)
	case described:
		inner := d.Of(ref.Value)
		return string(inner[:]) + ref.Value.Description
	default:
		inner := d.Of(ref.Value)
		return string(inner[:])
	}
}

func jsonText(values ...any) string {
	text, err := json.Marshal(values)
	if err != nil {
		return fmt.Sprint(values...)
	}
	return string(text)
}

// extended reports whether a schema has extensions that mean something to the generator.
func extended(extensions map[string]any) bool {
	for key := range extensions {
		if strings.HasPrefix(key, "x-sdk-") {
			return true
		}
	}
	return false
}
