package example

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/pattern"
)

// formats are texts of the formats that have a form.
func formats() map[string]string {
	return map[string]string{
		"date-time": "2026-01-02T15:04:05Z", "date": "2026-01-02", "time": "15:04:05Z", "duration": "P1D",
		"uuid": "123e4567-e89b-42d3-a456-426614174000", "guid": "123e4567-e89b-42d3-a456-426614174000",
		"email": "ada@example.com", "idn-email": "ada@example.com", "hostname": "example.com", "idn-hostname": "example.com",
		"uri": "https://example.com", "url": "https://example.com", "iri": "https://example.com", "uri-reference": "https://example.com",
		"ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "byte": "aGVsbG8=", "decimal": "12.50", "bigint": "12",
		"int64": "1", "int32": "1", "regex": "a", "json-pointer": "/a",
	}
}

// text is a string as the schema wants it.
func text(schema *openapi3.Schema, name string) string {
	if known, is := formats()[schema.Format]; is {
		return known
	}
	candidates := []string{name, "1", "12", "123", "a", "A", "abc", "ABC", "a1", "2026-01-02", "+15551230000", "https://example.com"}
	expression, err := pattern.Go(schema.Pattern)
	for _, candidate := range candidates {
		sized := fitted(schema, candidate)
		if schema.Pattern == "" || err == nil && regexp.MustCompile(expression).MatchString(sized) {
			return sized
		}
	}
	return fitted(schema, name)
}

// fitted makes a text as long as the schema wants it, within reason.
func fitted(schema *openapi3.Schema, text string) string {
	const reason = 1 << 8
	if text == "" {
		text = "text"
	}
	if missing := int(min(schema.MinLength, reason)) - len(text); missing > 0 {
		text += strings.Repeat(text[len(text)-1:], missing)
	}
	if schema.MaxLength != nil && *schema.MaxLength < uint64(len(text)) {
		text = strings.ToValidUTF8(text[:*schema.MaxLength], "")
	}
	return text
}

// number is a small one that the schema allows.
func number(schema *openapi3.Schema) any {
	value := 1.0
	if schema.Min != nil {
		value = math.Max(value, *schema.Min)
		if schema.ExclusiveMin.IsTrue() && value == *schema.Min {
			value++
		}
	}
	if schema.Max != nil && value > *schema.Max {
		value = *schema.Max
	}
	if step := schema.MultipleOf; step != nil && *step != 0 {
		value = math.Ceil(value / *step) * *step
	}
	return json.Number(strconv.FormatFloat(value, 'f', -1, 64))
}

// normal is a value as encoding/json reads it, with numbers as they are written; nil is none.
func normal(value any) any {
	data, err := json.Marshal(value)
	if err != nil {
		return nil
	}
	read, err := decode(data)
	if err != nil {
		return nil
	}
	return read
}

func decode(data []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	err := decoder.Decode(&value)
	return value, err
}

// kindOf is the type of a schema's values; "" is any, or what its members say.
func kindOf(schema *openapi3.Schema) string {
	if schema.Type != nil {
		for _, kind := range schema.Type.Slice() {
			if kind != openapi3.TypeNull {
				return kind
			}
		}
	}
	if len(propertiesOf(schema)) > 0 {
		return openapi3.TypeObject
	}
	return ""
}

// parts are a schema and those of its allOf, and of theirs, each once.
func parts(schema *openapi3.Schema) []*openapi3.Schema {
	all := []*openapi3.Schema{schema}
	seen := map[*openapi3.Schema]bool{schema: true}
	for i := 0; i < len(all); i++ {
		for _, part := range all[i].AllOf {
			if part.Value != nil && !seen[part.Value] {
				seen[part.Value] = true
				all = append(all, part.Value)
			}
		}
	}
	return all
}

// propertiesOf are an object's, those of allOf included. Its own come before those.
func propertiesOf(schema *openapi3.Schema) openapi3.Schemas {
	all := openapi3.Schemas{}
	for _, part := range slices.Backward(parts(schema)) {
		maps.Copy(all, part.Properties)
	}
	return all
}

// requiredOf are the properties that an object has to have.
func requiredOf(schema *openapi3.Schema) []string {
	var required []string
	for _, part := range parts(schema) {
		required = append(required, part.Required...)
	}
	slices.Sort(required)
	return slices.Compact(required)
}
