package models

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// document writes the OpenAPI document that oapi-codegen is given. It has no operations: the parameters of one are a struct
// like any other.
func document(api *ir.API) *openapi3.T {
	schemas := openapi3.Schemas{}
	for _, object := range slices.Concat(api.Objects, api.Params) {
		schemas[object.Name] = &openapi3.SchemaRef{Value: objectSchema(object)}
	}
	return &openapi3.T{
		OpenAPI:    "3.0.3",
		Info:       &openapi3.Info{Title: "models", Version: "1"},
		Paths:      openapi3.NewPaths(),
		Components: &openapi3.Components{Schemas: schemas},
	}
}

func objectSchema(object *ir.Object) *openapi3.Schema {
	schema := openapi3.NewObjectSchema()
	schema.Properties = openapi3.Schemas{}
	for i, field := range object.Fields { // under their Go names: what they are called on the wire may be anything
		schema.Properties[field.Name] = &openapi3.SchemaRef{Value: fieldSchema(i, field)}
		if field.Required {
			schema.Required = append(schema.Required, field.Name)
		}
	}
	if object.Open {
		extra := &openapi3.Schema{Extensions: map[string]any{"x-go-type": extraType(object)}}
		schema.AdditionalProperties = openapi3.AdditionalProperties{Schema: &openapi3.SchemaRef{Value: extra}}
	}
	return schema
}

func extraType(object *ir.Object) string {
	if object.Extra == nil {
		return "json.RawMessage"
	}
	return gotype.Element(object.Extra).String()
}

// fieldSchema dictates a field: its name, its type, its place.
func fieldSchema(order int, field *ir.Field) *openapi3.Schema {
	return &openapi3.Schema{
		Extensions: map[string]any{
			"x-go-name":                       field.Name,
			"x-go-type":                       fieldType(field),
			"x-go-type-skip-optional-pointer": !field.Pointer || field.Required,
			"x-order":                         float64(order),
		},
	}
}

// fieldType is a field's type without the pointer that oapi-codegen adds to optional ones.
func fieldType(field *ir.Field) string {
	if field.Pointer && field.Required {
		return gotype.Of(field.Type).Pointer().String()
	}
	return gotype.Of(field.Type).String()
}
