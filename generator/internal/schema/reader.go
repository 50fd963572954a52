package schema

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// reader reads parts into one schema.
type reader struct {
	doc  Document
	made *Schema
	// read are the pointers of what is in it already: a part that is reached on several ways is read once. Within are those
	// that are being read, each a part of the one before.
	read, within map[string]bool
	// without are the lists of variants that do not apply.
	without map[string]bool
	// said is where each keyword was said last.
	said map[string]string
	null nullness
}

// schema adds what a schema says: its parts first, then its own words.
func (r *reader) schema(schema *openapi3.Schema, pointer string) {
	if r.within[pointer] {
		r.made.Cycle = pointer
		return
	}
	if r.read[pointer] {
		return
	}
	r.read[pointer], r.within[pointer] = true, true
	defer delete(r.within, pointer)
	for _, part := range partsOf(r.doc, schema, pointer) {
		r.schema(part.Ref.Value, part.Pointer)
	}
	r.made.Sources = append(r.made.Sources, Part{Ref: &openapi3.SchemaRef{Value: schema}, Pointer: pointer})
	r.null.add(schema)
	r.types(schema, pointer)
	r.values(schema, pointer)
	r.limits(schema, pointer)
	r.elements(schema, pointer)
	r.properties(schema, pointer)
	r.unions(schema, pointer)
}

// partsOf are the schemas that allOf lists.
func partsOf(doc Document, schema *openapi3.Schema, pointer string) []Part {
	var parts []Part
	for i, ref := range schema.AllOf {
		switch {
		case ref.Value == nil:
		case ref.Ref != "":
			parts = append(parts, PartAt(doc, ref, ""))
		default:
			parts = append(parts, PartAt(doc, ref, source.Join(pointer, "allOf", strconv.Itoa(i))))
		}
	}
	return parts
}

// PartAt is the schema that stands at a pointer, or that a $ref there leads to.
func PartAt(doc Document, ref *openapi3.SchemaRef, pointer string) Part {
	if ref.Ref != "" {
		pointer = doc.Target(ref)
	}
	return Part{Ref: ref, Pointer: pointer}
}

func (r *reader) properties(schema *openapi3.Schema, pointer string) {
	for _, name := range schema.Required {
		r.made.Required[name] = true
	}
	at := source.Join(pointer, "properties")
	for _, name := range order(r.doc.Keys(at), schema.Properties) {
		r.property(name, PartAt(r.doc, schema.Properties[name], source.Join(at, name)), source.Join(at, name))
	}
}

func (r *reader) property(name string, part Part, pointer string) {
	s := r.made
	i, known := s.index[name]
	if !known {
		i = len(s.Properties)
		s.index[name] = i
		s.Properties = append(s.Properties, Property{Name: name})
	}
	p := &s.Properties[i]
	p.Parts, p.Pointer = append(p.Parts, part), pointer
}

// order is the document's order of properties, alphabetical for what the document does not list there.
func order(keys []string, properties openapi3.Schemas) []string {
	names := make([]string, 0, len(properties))
	for _, key := range keys {
		if _, ok := properties[key]; ok {
			names = append(names, key)
		}
	}
	if len(names) == len(properties) {
		return names
	}
	names = names[:0]
	for name := range properties {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// unions adds the lists of variants. A base that lists its kinds is no union for them: what they are a part of.
func (r *reader) unions(schema *openapi3.Schema, pointer string) {
	for _, list := range []struct {
		keyword string
		refs    openapi3.SchemaRefs
	}{{"oneOf", schema.OneOf}, {"anyOf", schema.AnyOf}} {
		u := Union{Holder: schema, Pointer: pointer, Keyword: list.keyword}
		mine := false
		for i, ref := range list.refs {
			if ref.Value == nil {
				continue
			}
			at := source.Join(pointer, list.keyword, fmt.Sprint(i))
			part := PartAt(r.doc, ref, at)
			mine = mine || ref.Ref != "" && part.Pointer != pointer && r.within[part.Pointer]
			u.Variants, u.At = append(u.Variants, part), append(u.At, at)
		}
		if len(u.Variants) > 0 && !mine && !r.without[u.List()] {
			r.made.Unions = append(r.made.Unions, u)
		}
	}
}
