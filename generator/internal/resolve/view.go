package resolve

import (
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
)

// view is a schema with its allOf merged into it.
type view struct {
	schema     *openapi3.Schema
	types      []string
	format     string
	nullable   bool
	enum       []any
	properties []property
	// index is where in properties each one is.
	index    map[string]int
	required map[string]bool
	variants []variantRef
	// limits are the validation keywords, of all parts; items and additional what elements and further properties are, and
	// where that stands.
	limits            openapi3.Schema
	items, additional *openapi3.SchemaRef
	itemsAt           place
	additionalAt      place
	closed            bool
	exclusiveMin      bool
	exclusiveMax      bool
	// merged are the pointers of the parts that are in it already: a part that several parts have is read once.
	merged map[string]bool
	// within are the pointers of the parts that are being read: each is a part of the one before.
	within map[string]bool
	// alias is the only schema that this one stands for, with a description or null added at most.
	alias *openapi3.SchemaRef
}

// property is a property and where it is declared.
type property struct {
	name string
	ref  *openapi3.SchemaRef
	at   place
}

// variantRef is a member of oneOf or anyOf and where it stands.
type variantRef struct {
	ref *openapi3.SchemaRef
	at  place
}

func (v *view) is(name string) bool {
	return len(v.types) == 1 && v.types[0] == name
}

// look merges a schema's allOf and reads its words.
func (r *resolver) look(schema *openapi3.Schema, at place) *view {
	v := &view{schema: schema, required: map[string]bool{}, index: map[string]int{}, merged: map[string]bool{}, within: map[string]bool{}}
	r.merge(v, schema, at)
	if i := slices.Index(v.types, "null"); i >= 0 {
		v.types = slices.Delete(slices.Clone(v.types), i, i+1)
		v.nullable = true
	}
	r.unwrap(v)
	if !r.looking[at.pointer] { // a schema that is its own variant has no more properties for it
		r.looking[at.pointer] = true
		r.absorb(v)
		delete(r.looking, at.pointer)
	}
	return v
}

// absorb makes one object of a union that has properties of its own, or whose variants only say which properties are
// required: an object with all the properties that any variant has, which loses nothing and guesses nothing.
func (r *resolver) absorb(v *view) {
	if len(v.variants) == 0 || v.schema.Discriminator != nil {
		return
	}
	constraints := !slices.ContainsFunc(v.variants, func(variant variantRef) bool { return !constraint(variant.ref.Value) })
	if len(v.properties) == 0 && !constraints {
		return
	}
	objects := !slices.ContainsFunc(v.variants, func(variant variantRef) bool { return !objectLike(variant.ref.Value) })
	if !constraints && !objects {
		return
	}
	own := maps.Clone(v.required)
	for _, variant := range v.variants {
		at := variant.at
		if variant.ref.Ref != "" {
			at = place{pointer: r.target(variant.ref).pointer, name: variant.at.name}
		}
		inner := r.look(variant.ref.Value, at)
		for _, p := range inner.properties {
			if _, known := v.index[p.name]; !known {
				v.addProperty(p)
			}
		}
	}
	v.required, v.variants = own, nil
}

// constraint tells whether a schema only says which properties are required or what they must not be.
func constraint(schema *openapi3.Schema) bool {
	return schema.Type == nil && bare(&openapi3.Schema{Properties: schema.Properties, OneOf: schema.OneOf, AnyOf: schema.AnyOf,
		Enum: schema.Enum, Items: schema.Items, AdditionalProperties: schema.AdditionalProperties}) && len(schema.AllOf) == 0 &&
		schema.Const == nil && schema.Format == ""
}

func objectLike(schema *openapi3.Schema) bool {
	return schema.Type.Is("object") || schema.Type == nil && (len(schema.Properties) > 0 || len(schema.AllOf) > 0) || constraint(schema)
}

// maxMerge bounds how many schemas may stand for another before one is found that says something.
const maxMerge = 64

// merge adds to a view what a schema says.
func (r *resolver) merge(v *view, schema *openapi3.Schema, at place) {
	if v.within[at.pointer] {
		r.fail(at.pointer, "allOf contains itself", "remove the cycle")
		return
	}
	if v.merged[at.pointer] || r.stopped() {
		return
	}
	v.merged[at.pointer] = true
	v.within[at.pointer] = true
	defer delete(v.within, at.pointer)
	for i, part := range schema.AllOf {
		if part.Value == nil {
			continue
		}
		partAt := at.in("", "allOf", fmt.Sprint(i))
		if part.Ref != "" {
			partAt = place{pointer: r.target(part).pointer, name: at.name}
		}
		r.merge(v, part.Value, partAt)
	}
	if len(schema.AllOf) == 1 && bare(schema) {
		v.alias = schema.AllOf[0]
	} else {
		v.alias = nil
	}
	v.words(schema)
	v.limit(schema)
	v.addElements(schema, at)
	v.addProperties(r, schema, at)
	if !r.lists(v, schema, at) {
		v.addVariants(schema, at)
	}
}

// lists tells whether a schema's variants are what it is a part of: a base that lists its kinds. They have what it says
// about all of them, and are no unions.
func (r *resolver) lists(v *view, base *openapi3.Schema, at place) bool {
	return slices.ContainsFunc(slices.Concat(base.OneOf, base.AnyOf), func(ref *openapi3.SchemaRef) bool {
		if ref.Ref == "" {
			return false
		}
		pointer := r.target(ref).pointer
		return pointer != at.pointer && v.within[pointer]
	})
}

// bare tells whether a schema says nothing about values besides its allOf.
func bare(schema *openapi3.Schema) bool {
	return len(schema.Properties) == 0 && len(schema.Required) == 0 && len(schema.OneOf) == 0 && len(schema.AnyOf) == 0 &&
		len(schema.Enum) == 0 && schema.Items == nil && schema.AdditionalProperties.Schema == nil
}

func (v *view) words(schema *openapi3.Schema) {
	if types := schema.Type.Slice(); len(types) > 0 {
		v.types = types
	}
	if schema.Format != "" {
		v.format = schema.Format
	}
	v.nullable = v.nullable || schema.Nullable
	if len(schema.Enum) > 0 {
		v.enum = schema.Enum
	}
	if schema.Const != nil {
		v.enum = []any{schema.Const}
	}
	for _, name := range schema.Required {
		v.required[name] = true
	}
}

func (v *view) addProperties(r *resolver, schema *openapi3.Schema, at place) {
	for _, name := range r.order(at.pointer, schema.Properties) {
		p := property{name: name, ref: schema.Properties[name], at: at.in(name, "properties", name)}
		v.addProperty(p)
	}
}

func (v *view) addProperty(p property) {
	if i, known := v.index[p.name]; known {
		v.properties[i] = p
		return
	}
	v.index[p.name] = len(v.properties)
	v.properties = append(v.properties, p)
}

// order is the document's order of properties, alphabetical for what the document does not list there.
func (r *resolver) order(pointer string, properties openapi3.Schemas) []string {
	keys := r.doc.Keys(load.Join(pointer, "properties"))
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

func (v *view) addVariants(schema *openapi3.Schema, at place) {
	for i, ref := range schema.OneOf {
		v.addVariant(ref, at, "oneOf", i)
	}
	for i, ref := range schema.AnyOf {
		v.addVariant(ref, at, "anyOf", i)
	}
}

func (v *view) addVariant(ref *openapi3.SchemaRef, at place, keyword string, i int) {
	if ref.Value != nil {
		at = at.in(fmt.Sprintf("Variant%d", i+1), keyword, fmt.Sprint(i))
		v.variants = append(v.variants, variantRef{ref: ref, at: at})
	}
}

// unwrap takes null out of a oneOf: what remains may be a single schema, which the union then stands for.
func (r *resolver) unwrap(v *view) {
	v.variants = slices.DeleteFunc(v.variants, func(variant variantRef) bool {
		null := isNull(variant.ref.Value)
		v.nullable = v.nullable || null
		return null
	})
	if len(v.variants) == 1 && len(v.properties) == 0 && v.schema.Discriminator == nil {
		v.alias, v.variants = v.variants[0].ref, nil
	}
}

func isNull(schema *openapi3.Schema) bool {
	return slices.Equal(schema.Type.Slice(), []string{"null"}) ||
		len(schema.Enum) == 1 && schema.Enum[0] == nil
}
