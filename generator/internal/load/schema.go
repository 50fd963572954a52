package load

import (
	"github.com/getkin/kin-openapi/openapi3"
)

// schemaAt is a schema and the JSON pointer of where it is defined or, if that is in another file, first referred to.
type schemaAt struct {
	pointer string
	*openapi3.Schema
}

func schemasOf(doc *openapi3.T) []schemaAt {
	var all []schemaAt
	_ = doc.WalkSchemas(func(pointer string, ref *openapi3.SchemaRef) error {
		all = append(all, schemaAt{"#" + pointer, ref.Value})
		return nil
	})
	return all
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
