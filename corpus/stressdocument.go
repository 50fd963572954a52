package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// mapping is a mapping of a document.
type mapping map[string]any

// stressed is a kind of document that has much of one thing: times of it.
type stressed struct {
	name  string
	times int
	// fill adds so many of the thing to a document's paths, schemas, and properties of the answer.
	fill func(n int, paths, schemas, properties mapping)
}

func stresses() []stressed {
	return slices.Concat(stressedSchemas(), stressedUnions(), stressedOperations(), stressedTexts())
}

func stressedSchemas() []stressed {
	return []stressed{
		{"enum values", 20_000, func(n int, _, _, properties mapping) {
			properties["e"] = mapping{"type": "string", "enum": each(n, func(i int) string { return fmt.Sprint("value-", i) })}
		}},
		{"enum values with one name", 5_000, func(n int, _, _, properties mapping) {
			properties["e"] = mapping{"type": "string", "enum": each(n, sameName)}
		}},
		{"properties", 20_000, func(n int, _, _, properties mapping) {
			for i := range n {
				properties[fmt.Sprint("property", i)] = text()
			}
		}},
		{"patterns of names", 300, func(n int, _, schemas, _ mapping) {
			properties, patterns := mapping{}, mapping{}
			for i := range n {
				properties[fmt.Sprint("p", i)], patterns[fmt.Sprint("^x", i)] = text(), text()
			}
			schemas["N"] = mapping{"type": "object", "properties": properties, "patternProperties": patterns}
		}},
	}
}

func stressedUnions() []stressed {
	return []stressed{
		{"variants of a union", 400, func(n int, _, schemas, properties mapping) {
			properties["u"] = mapping{"oneOf": each(n, func(i int) mapping { return variant(schemas, i) })}
		}},
		{"unions", 800, func(n int, _, schemas, properties mapping) {
			for i := range n {
				properties[fmt.Sprint("u", i)] = mapping{"oneOf": []mapping{variant(schemas, i), text()}}
			}
		}},
		{"levels of allOf", 400, func(n int, _, schemas, properties mapping) {
			schemas["T0"] = mapping{"type": "object"}
			for i := range n {
				own := mapping{"type": "object", "properties": mapping{fmt.Sprint("p", i%10): text()}}
				schemas[fmt.Sprint("T", i+1)] = mapping{"allOf": []mapping{reference(fmt.Sprint("T", i)), own}}
			}
		}},
		{"parts of allOf", 2_000, func(n int, _, schemas, _ mapping) {
			schemas["W"] = mapping{"allOf": each(n, func(i int) mapping { return variant(schemas, i) })}
		}},
	}
}

func stressedOperations() []stressed {
	return []stressed{
		{"parameters", 10_000, func(n int, paths, _, _ mapping) {
			paths["/b"] = mapping{"get": operation(each(n, func(i int) mapping {
				return mapping{"name": fmt.Sprint("p", i), "in": "query", "schema": text()}
			}))}
		}},
		{"paths", 1_500, func(n int, paths, _, _ mapping) {
			for i := range n {
				id := mapping{"name": "id", "in": "path", "required": true, "schema": text()}
				paths[fmt.Sprintf("/p%d/{id}", i)] = mapping{"get": operation([]mapping{id})}
			}
		}},
		{"media types", 500, func(n int, paths, _, _ mapping) {
			content := mapping{}
			for i := range n {
				content[fmt.Sprintf("application/x%d+json", i)] = mapping{"schema": mapping{
					"type": "object", "properties": mapping{fmt.Sprint("m", i): text()}}}
			}
			paths["/c"] = mapping{"get": mapping{"responses": mapping{"200": mapping{"description": "", "content": content}}}}
		}},
	}
}

func stressedTexts() []stressed {
	return []stressed{
		{"bytes of a title", 2_000_000, func(n int, _, schemas, _ mapping) {
			schemas["T"] = mapping{"type": "object", "title": strings.Repeat("Some words of text. ", n/20)}
		}},
		{"bytes of a word", 2_000_000, func(n int, _, schemas, _ mapping) {
			schemas["T"] = mapping{"type": "object", "title": strings.Repeat("a", n), "description": strings.Repeat("a", n)}
		}},
		{"bytes of a pattern", 500_000, func(n int, _, _, properties mapping) {
			properties["p"] = mapping{"type": "string", "pattern": strings.Repeat("[a-z]x", n/6)}
		}},
	}
}

func text() mapping                 { return mapping{"type": "string"} }
func reference(name string) mapping { return mapping{"$ref": "#/components/schemas/" + name} }
func operation(parameters []mapping) mapping {
	answer := mapping{"schema": reference("A")}
	return mapping{"parameters": parameters, "responses": mapping{"200": mapping{"description": "", "content": mapping{"application/json": answer}}}}
}

// variant adds an object that a constant tells from others.
func variant(schemas mapping, i int) mapping {
	name := fmt.Sprint("V", i)
	schemas[name] = mapping{"type": "object", "required": []string{"type"}, "properties": mapping{
		"type": mapping{"type": "string", "enum": []string{fmt.Sprint("v", i)}}, fmt.Sprint("p", i): text()}}
	return reference(name)
}

// sameName is a value of which Go's name is that of all others.
func sameName(i int) string { return strings.Repeat("-", i%50) + "value" + strings.Repeat(" ", i/50) }

func each[T any](n int, one func(i int) T) []T {
	all := make([]T, n)
	for i := range all {
		all[i] = one(i)
	}
	return all
}

// document is a document that has a thing n times.
func (s stressed) document(n int) ([]byte, error) {
	properties := mapping{"id": text()}
	paths, schemas := mapping{"/a": mapping{"get": operation(nil)}}, mapping{"A": mapping{"type": "object", "properties": properties}}
	s.fill(n, paths, schemas, properties)
	return json.Marshal(mapping{"openapi": "3.0.3", "info": mapping{"title": "T", "version": "1"}, "paths": paths,
		"components": mapping{"schemas": schemas}})
}
