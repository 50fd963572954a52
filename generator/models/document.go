package models

import (
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// document writes the OpenAPI document that oapi-codegen is given.
func document(api *ir.API) *openapi3.T {
	schemas := openapi3.Schemas{}
	for _, object := range api.Objects {
		schemas[object.Name] = &openapi3.SchemaRef{Value: objectSchema(object)}
	}
	paths := openapi3.NewPaths()
	for i, operation := range api.Operations {
		addOperation(paths, i, operation)
	}
	return &openapi3.T{
		OpenAPI:    "3.0.3",
		Info:       &openapi3.Info{Title: "models", Version: "1"},
		Paths:      paths,
		Components: &openapi3.Components{Schemas: schemas},
	}
}

func objectSchema(object *ir.Object) *openapi3.Schema {
	schema := openapi3.NewObjectSchema()
	schema.Properties = openapi3.Schemas{}
	for i, field := range object.Fields {
		schema.Properties[field.JSON] = &openapi3.SchemaRef{Value: fieldSchema(i, field)}
		if field.Required {
			schema.Required = append(schema.Required, field.JSON)
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
	return ir.GoType(object.Extra)
}

// fieldSchema dictates a field: its name, its type, its place.
func fieldSchema(order int, field *ir.Field) *openapi3.Schema {
	return &openapi3.Schema{
		Extensions: map[string]any{
			"x-go-name":                       field.Name,
			"x-go-type":                       goType(field),
			"x-go-type-skip-optional-pointer": !field.Pointer || field.Required,
			"x-order":                         float64(order),
		},
	}
}

// goType is a field's type without the pointer that oapi-codegen adds to optional ones.
func goType(field *ir.Field) string {
	if field.Pointer && field.Required {
		return "*" + ir.GoType(field.Type)
	}
	return ir.GoType(field.Type)
}

// addOperation adds an operation under its path.
func addOperation(paths *openapi3.Paths, index int, operation *ir.Operation) {
	path := strings.ReplaceAll(operation.Path, "%", "%%") // it becomes a format string
	item := paths.Value(path)
	if item == nil {
		item = &openapi3.PathItem{}
		paths.Set(path, item)
	}
	item.SetOperation(operation.Method, &openapi3.Operation{
		OperationID: operationID(index),
		Parameters:  parameters(operation),
		RequestBody: requestBody(operation),
		Responses:   openapi3.NewResponses(),
	})
}

// operationID is a name that oapi-codegen's normalisation leaves alone.
func operationID(index int) string { return fmt.Sprintf("Op%d", index) }

func requestBody(operation *ir.Operation) *openapi3.RequestBodyRef {
	if operation.Body == nil {
		return nil
	}
	// The media type is given at the call; this one makes oapi-codegen declare no type of its own.
	body := openapi3.NewRequestBody().WithContent(openapi3.Content{"application/octet-stream": &openapi3.MediaType{}})
	return &openapi3.RequestBodyRef{Value: body}
}

func parameters(operation *ir.Operation) openapi3.Parameters {
	var found openapi3.Parameters
	for _, param := range append(append([]*ir.Param{}, operation.PathParams...), operation.QueryParams...) {
		found = append(found, &openapi3.ParameterRef{Value: parameter(param)})
	}
	return found
}

func parameter(param *ir.Param) *openapi3.Parameter {
	name := param.Field.Name
	if param.In == openapi3.ParameterInPath { // becomes an argument
		name = strings.ToUpper(param.Field.Arg[:1]) + param.Field.Arg[1:]
	}
	p := &openapi3.Parameter{
		Name:       param.Field.JSON,
		In:         param.In,
		Required:   param.Field.Required,
		Extensions: map[string]any{"x-go-name": name},
	}
	schema := &openapi3.SchemaRef{Value: parameterSchema(param)}
	if param.Content != "" {
		p.Content = openapi3.Content{param.Content: &openapi3.MediaType{Schema: schema}}
		return p
	}
	p.Style, p.Explode, p.Schema = param.Style, &param.Explode, schema
	return p
}

// parameterSchema keeps the document's type and format beside Go's: they decide how the value is written.
func parameterSchema(param *ir.Param) *openapi3.Schema {
	schema := fieldSchema(0, param.Field)
	delete(schema.Extensions, "x-order")
	switch kind := param.Field.Type.Kind; {
	case kind == ir.Time:
		schema.Type, schema.Format = &openapi3.Types{openapi3.TypeString}, "date-time"
	case kind == ir.Bytes:
		schema.Type, schema.Format = &openapi3.Types{openapi3.TypeArray}, "byte"
	case ir.NilIsZero(param.Field.Type): // an array is what oapi-codegen leaves out where it is nil
		schema.Type = &openapi3.Types{openapi3.TypeArray}
	}
	if schema.Type.Is(openapi3.TypeArray) {
		schema.Items = &openapi3.SchemaRef{Value: &openapi3.Schema{}}
	}
	return schema
}
