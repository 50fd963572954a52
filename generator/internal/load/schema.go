package load

import (
	"maps"
	"slices"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// schemaAt is a schema and the JSON pointer of where it is defined or, if that is in another file, first referred to.
type schemaAt struct {
	pointer string
	*openapi3.Schema
}

// schemasOf finds all schemas, those that are next to the document first: where each refers to the next, the way to the
// last from the first is as long as the document.
func schemasOf(doc *openapi3.T) []schemaAt {
	f := schemaFinder{seen: map[*openapi3.Schema]bool{}}
	if doc.Components != nil {
		f.named("#/components/schemas", doc.Components.Schemas)
	}
	walkSchemaRoots(doc, f.add)
	for i := 0; i < len(f.found); i++ {
		f.within(f.found[i])
	}
	return f.found
}

type schemaFinder struct {
	found []schemaAt
	seen  map[*openapi3.Schema]bool
}

func (f *schemaFinder) add(pointer string, schema *openapi3.Schema) {
	if schema != nil && !f.seen[schema] {
		f.seen[schema] = true
		f.found = append(f.found, schemaAt{pointer, schema})
	}
}

func (f *schemaFinder) one(at schemaAt, key string, ref *openapi3.SchemaRef) {
	if ref != nil && ref.Value != nil && !f.seen[ref.Value] {
		f.add(source.Join(at.pointer, key), ref.Value)
	}
}

func (f *schemaFinder) listed(at schemaAt, key string, refs openapi3.SchemaRefs) {
	for i, ref := range refs {
		f.one(schemaAt{pointer: at.pointer + "/" + key}, strconv.Itoa(i), ref)
	}
}

func (f *schemaFinder) named(pointer string, refs openapi3.Schemas) {
	for _, name := range slices.Sorted(maps.Keys(refs)) {
		f.one(schemaAt{pointer: pointer}, name, refs[name])
	}
}

// within adds what a schema is made of.
func (f *schemaFinder) within(at schemaAt) {
	s := at.Schema
	f.named(at.pointer+"/properties", s.Properties)
	f.named(at.pointer+"/patternProperties", s.PatternProperties)
	f.named(at.pointer+"/dependentSchemas", s.DependentSchemas)
	f.named(at.pointer+"/$defs", s.Defs)
	f.listed(at, "oneOf", s.OneOf)
	f.listed(at, "anyOf", s.AnyOf)
	f.listed(at, "allOf", s.AllOf)
	f.listed(at, "prefixItems", s.PrefixItems)
	f.one(at, "items", s.Items)
	f.one(at, "not", s.Not)
	f.one(at, "if", s.If)
	f.one(at, "then", s.Then)
	f.one(at, "else", s.Else)
	f.one(at, "contains", s.Contains)
	f.one(at, "propertyNames", s.PropertyNames)
	f.one(at, "contentSchema", s.ContentSchema)
	f.one(at, "additionalProperties", s.AdditionalProperties.Schema)
	f.one(at, "unevaluatedItems", s.UnevaluatedItems.Schema)
	f.one(at, "unevaluatedProperties", s.UnevaluatedProperties.Schema)
}

// removeSubschemas puts an empty schema in place of each that a copy of a schema is made of: that there is one can be
// right or wrong, too.
func removeSubschemas(alone *openapi3.Schema, empty *openapi3.SchemaRef) {
	for _, ref := range []**openapi3.SchemaRef{
		&alone.Items, &alone.Not, &alone.If, &alone.Then, &alone.Else, &alone.Contains, &alone.PropertyNames,
		&alone.ContentSchema, &alone.AdditionalProperties.Schema, &alone.UnevaluatedItems.Schema,
		&alone.UnevaluatedProperties.Schema,
	} {
		*ref = emptied(*ref, empty)
	}
	for _, refs := range []*openapi3.SchemaRefs{&alone.OneOf, &alone.AnyOf, &alone.AllOf, &alone.PrefixItems} {
		*refs = emptiedList(*refs, empty)
	}
	for _, refs := range []*openapi3.Schemas{
		&alone.Properties, &alone.PatternProperties, &alone.DependentSchemas, &alone.Defs,
	} {
		*refs = emptiedMap(*refs, empty)
	}
}

// emptied leaves what could not be resolved as it is: that is a problem of the schema that refers to it.
func emptied(ref, empty *openapi3.SchemaRef) *openapi3.SchemaRef {
	if ref == nil || ref.Value == nil {
		return ref
	}
	return empty
}

func emptiedList(refs openapi3.SchemaRefs, empty *openapi3.SchemaRef) openapi3.SchemaRefs {
	var list openapi3.SchemaRefs
	for _, ref := range refs {
		list = append(list, emptied(ref, empty))
	}
	return list
}

func emptiedMap(refs openapi3.Schemas, empty *openapi3.SchemaRef) openapi3.Schemas {
	if len(refs) == 0 {
		return nil
	}
	schemas := make(openapi3.Schemas, len(refs))
	for name, ref := range refs {
		schemas[name] = emptied(ref, empty)
	}
	return schemas
}
