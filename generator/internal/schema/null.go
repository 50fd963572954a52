package schema

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// nullness is what parts say of null.
type nullness struct {
	// allowed reports that a part names null, forbidden that a part leaves it out. Forced reports that a schema of OpenAPI 3.0
	// adds null to what it wraps: "nullable: true" beside an allOf, or without a type, says nothing else.
	allowed, forbidden, forced bool
}

// add adds what a schema says of null.
func (n *nullness) add(schema *openapi3.Schema) {
	types := schema.Type.Slice()
	named := slices.Contains(types, "null") || schema.Nullable
	wraps := schema.Nullable && (len(types) == 0 || len(schema.AllOf) > 0)
	n.forced = n.forced || wraps
	n.allowed = n.allowed || named
	n.forbidden = n.forbidden || len(types) > 0 && !named
	if len(schema.Enum) > 0 {
		has := slices.Contains(schema.Enum, nil)
		n.allowed = n.allowed || has && len(types) == 0
		n.forbidden = n.forbidden || !has && !schema.Nullable
	}
	n.forbidden = n.forbidden || schema.Const != nil
}

func (n *nullness) settle(s *Schema) {
	s.Nullable = n.forced || n.allowed && !n.forbidden
	s.NotNull = n.forbidden && !n.forced
}

// IsNull reports whether null is the only value of a variant. "nullable: true" alone, which allows anything elsewhere, is null
// as a variant.
func IsNull(schema *openapi3.Schema) bool {
	if schema == nil {
		return false
	}
	return OnlyNull(schema) || len(schema.Type.Slice()) == 0 && schema.Nullable && !Says(&openapi3.Schema{
		AllOf: schema.AllOf, OneOf: schema.OneOf, AnyOf: schema.AnyOf, Enum: schema.Enum, Properties: schema.Properties,
		Items: schema.Items, Format: schema.Format, Const: schema.Const, AdditionalProperties: schema.AdditionalProperties,
	})
}

// OnlyNull reports whether a schema says that null is the only value.
func OnlyNull(schema *openapi3.Schema) bool {
	types := schema.Type.Slice()
	return len(types) > 0 && len(withoutNull(types)) == 0 || len(schema.Enum) == 1 && schema.Enum[0] == nil
}
