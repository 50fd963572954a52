package schema

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// elements adds what elements and further properties are, where all of them are the same.
func (r *reader) elements(schema *openapi3.Schema, pointer string, own *own) {
	s := r.made
	if own.item.Ref != nil {
		s.Items = append(s.Items, own.item)
	}
	if never(schema.Items) {
		count := uint64(len(schema.PrefixItems))
		r.most(&s.Limits.MaxItems, &count, "maxItems", pointer)
	}
	if own.further.Ref != nil {
		s.Additional = append(s.Additional, own.further)
	}
	s.Closed = s.Closed || closed(schema) && len(schema.PatternProperties) == 0
}

// never reports whether a schema is false.
func never(ref *openapi3.SchemaRef) bool {
	return ref != nil && ref.Value != nil && ref.Value.Always != nil && !*ref.Value.Always
}

// item is what all elements are. First elements of other kinds, or with anything after them, have no schema in common.
func (r *reader) item(schema *openapi3.Schema, pointer string) Part {
	var parts []Part
	for i, ref := range schema.PrefixItems {
		parts = append(parts, PartAt(r.doc, ref, source.Join(pointer, "prefixItems", fmt.Sprint(i))))
	}
	switch most := schema.MaxItems; {
	case never(schema.Items) || len(parts) > 0 && most != nil && *most <= uint64(len(parts)):
	case schema.Items != nil:
		parts = append(parts, PartAt(r.doc, schema.Items, source.Join(pointer, "items")))
	default:
		return Part{}
	}
	return common(parts)
}

// further is what all further properties are, those whose names match a pattern among them.
func (r *reader) further(schema *openapi3.Schema, pointer string) Part {
	parts := r.patterns(schema, pointer, func(string) bool { return true })
	if extra := schema.AdditionalProperties.Schema; extra != nil {
		parts = append(parts, PartAt(r.doc, extra, source.Join(pointer, "additionalProperties")))
	} else if !closed(schema) {
		return Part{}
	}
	return common(parts)
}

// patterns are the schemas of the properties whose names match a pattern, of some patterns.
func (r *reader) patterns(schema *openapi3.Schema, pointer string, chosen func(pattern string) bool) (parts []Part) {
	if len(schema.PatternProperties) == 0 {
		return nil
	}
	for _, pattern := range slices.Sorted(maps.Keys(schema.PatternProperties)) {
		if chosen(pattern) {
			parts = append(parts, PartAt(r.doc, schema.PatternProperties[pattern], source.Join(pointer, "patternProperties", pattern)))
		}
	}
	return parts
}

// common is the first of some parts where all say the same, and none where they do not.
func common(parts []Part) Part {
	switch len(parts) {
	case 0:
		return Part{}
	case 1:
		return parts[0]
	}
	first, err := json.Marshal(parts[0].Ref)
	for _, part := range parts[1:] {
		text, failed := json.Marshal(part.Ref)
		if err != nil || failed != nil || string(text) != string(first) {
			return Part{}
		}
	}
	return parts[0]
}

// SayMore reports whether first elements say more than what is said of all elements.
func SayMore(doc Document, schema *openapi3.Schema, pointer string) bool {
	return len(schema.PrefixItems) > 0 && (&reader{doc: doc}).item(schema, pointer).Ref == nil
}

// NamesSayMore reports whether the names of properties say more than what is said of all further properties.
func NamesSayMore(doc Document, schema *openapi3.Schema, pointer string) bool {
	return len(schema.PatternProperties) > 0 && (&reader{doc: doc}).further(schema, pointer).Ref == nil
}
