package load

import "github.com/getkin/kin-openapi/openapi3"

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

// withoutSubschemas is a schema by itself. kin-openapi would stop at the first problem in anything that it is made of.
func withoutSubschemas(s *openapi3.Schema) *openapi3.Schema {
	alone := *s
	if alone.Items != nil {
		alone.Items = openapi3.NewSchemaRef("", &openapi3.Schema{}) // type: array needs one
	}
	alone.AdditionalProperties.Schema = emptied(alone.AdditionalProperties.Schema)
	alone.UnevaluatedItems.Schema = emptied(alone.UnevaluatedItems.Schema)
	alone.UnevaluatedProperties.Schema = emptied(alone.UnevaluatedProperties.Schema)
	for _, ref := range []**openapi3.SchemaRef{
		&alone.Not, &alone.If, &alone.Then, &alone.Else, &alone.Contains, &alone.PropertyNames, &alone.ContentSchema,
	} {
		*ref = emptied(*ref)
	}
	for _, refs := range []*openapi3.SchemaRefs{&alone.OneOf, &alone.AnyOf, &alone.AllOf, &alone.PrefixItems} {
		*refs = emptiedList(*refs)
	}
	for _, refs := range []*openapi3.Schemas{
		&alone.Properties, &alone.PatternProperties, &alone.DependentSchemas, &alone.Defs,
	} {
		*refs = emptiedMap(*refs)
	}
	return &alone
}

// emptied keeps that there is a schema: version 3.0 does not allow some at all.
func emptied(ref *openapi3.SchemaRef) *openapi3.SchemaRef {
	if ref == nil || ref.Value == nil {
		return ref
	}
	return openapi3.NewSchemaRef("", &openapi3.Schema{})
}

func emptiedList(refs openapi3.SchemaRefs) openapi3.SchemaRefs {
	var empty openapi3.SchemaRefs
	for _, ref := range refs {
		empty = append(empty, emptied(ref))
	}
	return empty
}

func emptiedMap(refs openapi3.Schemas) openapi3.Schemas {
	if len(refs) == 0 {
		return nil
	}
	empty := openapi3.Schemas{}
	for name, ref := range refs {
		empty[name] = emptied(ref)
	}
	return empty
}
