package sdktest

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// parts are a schema and those of its allOf, and of theirs, each once: what several refer to would be met times without end.
func parts(schema *openapi3.Schema) []*openapi3.Schema {
	seen := map[*openapi3.Schema]bool{}
	var all []*openapi3.Schema
	var walk func(*openapi3.Schema)
	walk = func(schema *openapi3.Schema) {
		if schema == nil || seen[schema] {
			return
		}
		seen[schema] = true
		all = append(all, schema)
		for _, part := range schema.AllOf {
			walk(part.Value)
		}
	}
	walk(schema)
	return all
}

// propertiesOf are the properties of an object's schema, those of its allOf included.
func propertiesOf(schema *openapi3.Schema) openapi3.Schemas {
	if schema == nil || len(schema.AllOf) == 0 {
		if schema == nil {
			return nil
		}
		return schema.Properties
	}
	all := openapi3.Schemas{}
	for _, part := range parts(schema) {
		maps.Copy(all, part.Properties)
	}
	return all
}

// requiredOf are the properties that an object's schema requires.
func requiredOf(schema *openapi3.Schema) []string {
	var required []string
	for _, part := range parts(schema) {
		required = append(required, part.Required...)
	}
	return required
}

// kindOf is a schema's type; an allOf's is that of its first part that has one.
func kindOf(schema *openapi3.Schema) string {
	for _, part := range parts(schema) {
		if types := part.Type.Slice(); len(types) > 0 {
			return types[0]
		}
	}
	if len(propertiesOf(schema)) > 0 {
		return openapi3.TypeObject
	}
	return ""
}

func isDateTime(schema *openapi3.Schema) bool {
	return schema.Type.Is(openapi3.TypeString) && schema.Format == "date-time"
}

// variantOf is the schema of a union's variant that a value is of; a schema that is no union is its own. It is nil for
// a value of a variant that the union does not have.
func variantOf(schema *openapi3.Schema, value any) *openapi3.Schema {
	if schema == nil {
		return nil
	}
	variants := slices.Concat(schema.OneOf, schema.AnyOf)
	if len(variants) == 0 {
		return schema
	}
	if object, ok := value.(map[string]any); ok && schema.Discriminator != nil {
		tag, _ := object[schema.Discriminator.PropertyName].(string)
		return tagged(schema.Discriminator, tag, variants)
	}
	for _, variant := range variants {
		if variant.Value.VisitJSON(plain(value)) == nil {
			return variantOf(variant.Value, value)
		}
	}
	return nil
}

// tagged is the variant that a discriminator's value stands for: by the mapping, else by the schema's name.
func tagged(discriminator *openapi3.Discriminator, tag string, variants openapi3.SchemaRefs) *openapi3.Schema {
	ref := discriminator.Mapping[tag].Ref
	for _, variant := range variants {
		if variant.Ref == ref && ref != "" || ref == "" && variant.Ref != "" && strings.HasSuffix(variant.Ref, "/"+tag) {
			return variant.Value
		}
	}
	return nil
}

// refOf is the component that a schema refers to, directly or by an allOf that adds nothing but words.
func refOf(schema *openapi3.SchemaRef) string {
	if schema.Ref == "" && schema.Value != nil && len(schema.Value.AllOf) == 1 && len(schema.Value.Properties) == 0 {
		return schema.Value.AllOf[0].Ref
	}
	return schema.Ref
}

// exampleOf is the first example of a body.
func exampleOf(content *openapi3.MediaType) any {
	if content == nil {
		return nil
	}
	if content.Example != nil {
		return content.Example
	}
	for _, name := range slices.Sorted(maps.Keys(content.Examples)) {
		if example := content.Examples[name]; example != nil && example.Value != nil && example.Value.Value != nil {
			return example.Value.Value
		}
	}
	if content.Schema != nil {
		return content.Schema.Value.Example
	}
	return nil
}

// decode reads JSON and leaves numbers as they were written.
func decode(data []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	err := decoder.Decode(&value)
	return value, err
}

// plain is a value as kin-openapi takes it: with numbers of Go's own types, and no Go types of the test's.
func plain(value any) any {
	data, err := json.Marshal(value)
	if err != nil {
		return value
	}
	var same any
	if json.Unmarshal(data, &same) != nil {
		return value
	}
	return same
}

// copyOf is a value that shares nothing with the original.
func copyOf(value any) any {
	switch value := value.(type) {
	case map[string]any:
		same := make(map[string]any, len(value))
		for key, element := range value {
			same[key] = copyOf(element)
		}
		return same
	case []any:
		same := make([]any, len(value))
		for i, element := range value {
			same[i] = copyOf(element)
		}
		return same
	}
	return value
}

func jsonResponse(status int, body any) *Response {
	response := &Response{Status: status, Header: http.Header{}}
	response.Header.Set("Content-Type", jsonType)
	response.Body, _ = json.Marshal(body) // it is made of maps, slices and scalars
	return response
}
