package sdktest

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

const formType = "application/x-www-form-urlencoded"

// formObject is a form as the object that its schema says it is: name=x&tags=a&tags=b&address[city]=y&loans[0][book]=z.
func formObject(schema *openapi3.Schema, form string) map[string]any {
	values, _ := url.ParseQuery(form) // a broken pair is not there
	root := branch{}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		root.grow(brackets(key), values[key])
	}
	return root.object(schema)
}

// branch has what a form has below a key: branches, and at their ends the values of a key as a []string.
type branch map[string]any

// grow adds a key's values. What contradicts an earlier key is not there.
func (b branch) grow(path, values []string) {
	last := len(path) - 1
	for _, name := range path[:last] {
		if b[name] == nil {
			b[name] = branch{}
		}
		inner, ok := b[name].(branch)
		if !ok {
			return
		}
		b = inner
	}
	if _, taken := b[path[last]].(branch); !taken {
		b[path[last]] = values
	}
}

// brackets takes a key apart: address[city] is address and city.
func brackets(key string) []string {
	name, rest, found := strings.Cut(key, "[")
	if !found || !strings.HasSuffix(rest, "]") {
		return []string{key}
	}
	return append([]string{name}, strings.Split(strings.TrimSuffix(rest, "]"), "][")...)
}

func (b branch) object(schema *openapi3.Schema) map[string]any {
	known := propertiesOf(schema)
	object := make(map[string]any, len(b))
	for name, value := range b {
		property := valueOf(known[name])
		if property == nil && schema != nil {
			property = valueOf(schema.AdditionalProperties.Schema)
		}
		object[name] = formValue(property, value)
	}
	return object
}

// array has the branches in the order of their indexes; tags[]=a&tags[]=b has all values below one.
func (b branch) array(schema *openapi3.Schema) []any {
	items, list := valueOf(schema.Items), []any{}
	indexes := slices.SortedFunc(maps.Keys(b), func(x, y string) int {
		i, _ := strconv.Atoi(x)
		j, _ := strconv.Atoi(y)
		return i - j
	})
	for _, index := range indexes {
		if values, ok := b[index].([]string); ok && index == "" {
			list = append(list, formArray(items, values)...)
			continue
		}
		list = append(list, formValue(items, b[index]))
	}
	return list
}

func formArray(items *openapi3.Schema, values []string) []any {
	list := make([]any, len(values))
	for i, value := range values {
		list[i] = coerce(items, value)
	}
	return list
}

// formValue is a branch or its end as the schema's type.
func formValue(schema *openapi3.Schema, value any) any {
	inner, isBranch := value.(branch)
	schema = formVariant(schema, isBranch)
	isArray := schema != nil && kindOf(schema) == openapi3.TypeArray
	switch values, _ := value.([]string); {
	case isBranch && isArray:
		return inner.array(schema)
	case isBranch:
		return inner.object(schema)
	case isArray:
		return formArray(valueOf(schema.Items), values)
	default:
		return coerce(schema, values[len(values)-1])
	}
}

// formVariant is the first variant of a union that may have more below it, or that may not.
func formVariant(schema *openapi3.Schema, isBranch bool) *openapi3.Schema {
	if schema == nil {
		return nil
	}
	for _, variant := range slices.Concat(schema.OneOf, schema.AnyOf) {
		kind := kindOf(variant.Value)
		if isBranch == (kind == openapi3.TypeObject || kind == openapi3.TypeArray) {
			return variant.Value
		}
	}
	return schema
}

// coerce is a text as the schema's type.
func coerce(schema *openapi3.Schema, text string) any {
	if schema == nil {
		return text
	}
	switch kindOf(schema) {
	case openapi3.TypeInteger, openapi3.TypeNumber:
		if _, err := strconv.ParseFloat(text, 64); err == nil && json.Valid([]byte(text)) {
			return json.Number(text)
		}
	case openapi3.TypeObject, openapi3.TypeArray:
		var value any
		if err := json.Unmarshal([]byte(text), &value); err == nil {
			return value
		}
	case openapi3.TypeBoolean:
		if value, err := strconv.ParseBool(text); err == nil {
			return value
		}
	}
	return text
}
