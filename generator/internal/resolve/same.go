package resolve

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// digest identifies what a schema says: two schemas with the same one are the same schema, written out twice.
type digest [sha256.Size]byte

// written is the entry of an inline schema that was written out elsewhere, word for word; nil if this is the first. So an
// object or enum that a document repeats is one type, under the name of its first place, and a value from one place can
// be sent at another.
func (r *resolver) written(schema *openapi3.Schema, at place, entry *declared) *declared {
	if component(at.pointer) || !declares(schema, at.pointer) || r.annotated(at.pointer) {
		return nil
	}
	key := writing{digest: r.digest(schema)}
	if len(schema.Enum) > 0 {
		key.word = at.word
	}
	first := r.first[key]
	if first == nil {
		r.first[key] = entry
		return nil
	}
	if first.usage.t == nil {
		return nil // it contains itself
	}
	return first
}

// writing is what a schema that is written out says. The same known values mean another thing in a property of another
// name.
type writing struct {
	digest digest
	word   string
}

// declares tells whether a schema has a type of its own that is worth sharing: an object or an enum. A constant is not,
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

// annotated tells whether the configuration speaks of a schema or of something in it.
func (r *resolver) annotated(pointer string) bool {
	for at := range r.annotations {
		if at == pointer || strings.HasPrefix(at, pointer+"/") {
			return true
		}
	}
	return false
}

// digest is a schema's digest. References count by where they lead, examples not at all, and what describes a schema
// only within it: an enum is the same whatever its place says about it.
func (r *resolver) digest(schema *openapi3.Schema) digest {
	known, ok := r.digests[schema]
	if !ok {
		known = sha256.Sum256([]byte(strings.Join(r.words(schema), "\x00")))
		r.digests[schema] = known
	}
	return known
}

// words are what a schema says, in an order that does not depend on how it is written.
func (r *resolver) words(schema *openapi3.Schema) []string {
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
		words = append(words, "property", name, r.part(schema.Properties[name], true))
	}
	for i, parts := range []openapi3.SchemaRefs{schema.AllOf, schema.AnyOf, schema.OneOf} {
		for _, part := range parts {
			words = append(words, "of", strconv.Itoa(i), r.part(part, false))
		}
	}
	open := schema.AdditionalProperties.Has == nil || *schema.AdditionalProperties.Has
	return append(words, "items", r.part(schema.Items, false),
		"additional", strconv.FormatBool(open), r.part(schema.AdditionalProperties.Schema, false))
}

// limited tells whether a schema says anything about its values besides their type. Most do not, and to write that down
// takes longest.
func limited(s *openapi3.Schema) bool {
	return s.Min != nil || s.Max != nil || s.ExclusiveMin != (openapi3.ExclusiveBound{}) || s.ExclusiveMax != (openapi3.ExclusiveBound{}) ||
		s.MultipleOf != nil || s.MinLength != 0 || s.MaxLength != nil || s.Pattern != "" || s.MinItems != 0 || s.MaxItems != nil ||
		s.UniqueItems || s.MinProps != 0 || s.MaxProps != nil || s.ReadOnly || s.WriteOnly || s.Deprecated || s.Default != nil
}

// part is a schema within another one.
func (r *resolver) part(ref *openapi3.SchemaRef, described bool) string {
	switch {
	case ref == nil || ref.Value == nil:
		return ""
	case ref.Ref != "":
		return r.pointer(ref)
	case described:
		inner := r.digest(ref.Value)
		return string(inner[:]) + ref.Value.Description
	default:
		inner := r.digest(ref.Value)
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

// extended tells whether a schema has extensions that mean something to the generator.
func extended(extensions map[string]any) bool {
	for key := range extensions {
		if strings.HasPrefix(key, "x-sdk-") {
			return true
		}
	}
	return false
}
