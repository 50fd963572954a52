package schema

import (
	"maps"
	"reflect"
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
	// tower are further ones that are in it, of a tower that was read before.
	tower []Part
	// without are the lists of variants that do not apply. LeftOut reports that some list was left out.
	without map[string]bool
	leftOut bool
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
	if r.read[pointer] || r.inTower(pointer) || r.begin(schema, pointer) {
		return
	}
	if r.empty() {
		defer r.keep(schema, pointer)
	}
	own := r.own(schema, pointer, len(r.within) > 0)
	r.read[pointer], r.within[pointer] = true, true
	defer delete(r.within, pointer)
	for _, part := range own.parts {
		r.schema(part.Ref.Value, part.Pointer)
	}
	r.made.Sources = append(r.made.Sources, Part{Ref: &openapi3.SchemaRef{Value: schema}, Pointer: pointer})
	r.null.add(schema)
	r.types(schema, pointer)
	r.values(schema, pointer)
	r.limits(schema, pointer)
	r.elements(schema, pointer, own)
	for _, name := range schema.Required {
		r.made.Required[name] = true
	}
	for _, p := range own.properties {
		r.property(p)
	}
	r.unions(own.unions)
}

func (r *reader) inTower(pointer string) bool {
	return slices.ContainsFunc(r.tower, func(part Part) bool { return part.Pointer == pointer })
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

func (r *reader) property(own ownProperty) {
	s := r.made
	i, known := s.index[own.name]
	if !known {
		i = len(s.Properties)
		s.index[own.name] = i
		s.Properties = append(s.Properties, Property{Name: own.name})
	}
	p := &s.Properties[i]
	if p.Pointer = own.pointer; len(p.Parts) < mostCompared || !repeated(p.Parts, own.part) {
		p.Parts = append(p.Parts, own.part)
	}
}

// repeated reports whether one of many parts says what another one says: the same property stands on each level of a tower.
func repeated(parts []Part, part Part) bool {
	return slices.ContainsFunc(parts[len(parts)-mostCompared:], func(p Part) bool {
		return p.Pointer == part.Pointer || p.Ref.Ref == part.Ref.Ref && flat(part.Ref.Value) && reflect.DeepEqual(p.Ref.Value, part.Ref.Value)
	})
}

// flat reports whether a schema holds no other one.
func flat(s *openapi3.Schema) bool {
	return s != nil && len(s.AllOf)+len(s.OneOf)+len(s.AnyOf)+len(s.Properties) == 0 && s.Items == nil &&
		s.AdditionalProperties.Schema == nil && !rare(s)
}

// order is the document's order of properties, alphabetical for what the document does not list there.
func order(doc Document, at string, properties openapi3.Schemas) []string {
	if len(properties) == 0 {
		return nil
	}
	names := make([]string, 0, len(properties))
	for _, key := range doc.Keys(at) {
		if _, ok := properties[key]; ok {
			names = append(names, key)
		}
	}
	if len(names) == len(properties) {
		return names
	}
	return slices.Sorted(maps.Keys(properties))
}

// unions adds lists of variants. A base that lists its kinds is no union for them: what they are a part of.
func (r *reader) unions(lists []Union) {
	for _, u := range lists {
		mine := slices.ContainsFunc(u.Variants, func(part Part) bool {
			return part.Ref.Ref != "" && part.Pointer != u.Pointer && r.within[part.Pointer]
		})
		if mine || r.without[u.List()] {
			r.leftOut = true
			continue
		}
		r.made.Unions = append(r.made.Unions, u)
	}
}
