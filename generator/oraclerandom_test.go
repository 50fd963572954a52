package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
)

// randomDocument writes a document of random schemas that refer to each other.
func randomDocument(t *testing.T, seed uint64) string {
	t.Helper()
	version := "3.0.3"
	g := &schemas{random: rand.New(rand.NewPCG(seed, 7)), count: 14}
	if g.keywords = seed%2 == 1; g.keywords {
		version = "3.1.0"
	}
	components, operation := map[string]any{}, map[string]any{}
	for i := range g.count {
		components[fmt.Sprintf("S%d", i)] = g.object(2)
		operation[fmt.Sprintf("s%d", i)] = g.ref(i)
	}
	body := map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": map[string]any{
		"type": "object", "properties": operation}}}}
	text, err := json.Marshal(map[string]any{
		"openapi": version, "info": map[string]any{"title": "Random", "version": "1"},
		"paths": map[string]any{"/a": map[string]any{"post": map[string]any{"operationId": "send", "requestBody": body,
			"responses": map[string]any{"200": map[string]any{"description": "Back.", "content": body["content"]}}}}},
		"components": map[string]any{"schemas": components},
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), fmt.Sprintf("random%d.json", seed))
	write(t, file, text)
	return file
}

// schemas makes random schemas.
type schemas struct {
	random *rand.Rand
	count  int
	// keywords reports that schemas have keywords that OpenAPI has since 3.1.
	keywords bool
}

func (g *schemas) ref(i int) map[string]any {
	return map[string]any{"$ref": fmt.Sprintf("#/components/schemas/S%d", i)}
}

// object makes a schema of an object, at times of an allOf of several.
func (g *schemas) object(depth int) map[string]any {
	properties, required := map[string]any{}, []any{}
	for i := range 1 + g.random.IntN(4) {
		name := fmt.Sprintf("p%d", g.random.IntN(6))
		properties[name] = g.schema(depth - 1)
		if g.random.IntN(3) == 0 && i == len(required) {
			required = append(required, name)
		}
	}
	schema := map[string]any{"type": "object", "properties": properties}
	if len(required) > 0 {
		schema["required"] = unique(required)
	}
	if g.random.IntN(6) == 0 {
		schema["additionalProperties"] = g.scalar()
	}
	if g.keywords && depth > 1 {
		g.demand(schema)
	}
	return schema
}

// demand adds a keyword that speaks of several properties.
func (g *schemas) demand(schema map[string]any) {
	a, b := fmt.Sprintf("p%d", g.random.IntN(6)), fmt.Sprintf("p%d", g.random.IntN(6))
	has := func(name string) map[string]any { return map[string]any{"required": []any{name}} }
	switch g.random.IntN(9) {
	case 0:
		schema["dependentRequired"] = map[string]any{a: []any{b}}
	case 1:
		schema["not"] = has(a)
	case 2:
		schema["anyOf"] = []any{has(a), has(b)}
	case 3:
		schema["if"], schema["then"], schema["else"] = has(a), has(b), map[string]any{"maxProperties": 2}
	case 4:
		schema["minProperties"] = 1 + g.random.IntN(2)
	case 5:
		schema["dependentSchemas"] = map[string]any{a: map[string]any{"properties": map[string]any{b: map[string]any{"not": map[string]any{"type": "null"}}}}}
	case 6:
		schema["propertyNames"] = map[string]any{"maxLength": 3}
	case 7:
		schema["patternProperties"] = map[string]any{"^m": map[string]any{"type": "string", "maxLength": 2}}
	}
}

func unique(values []any) []any {
	var left []any
	seen := map[any]bool{}
	for _, value := range values {
		if !seen[value] {
			seen[value] = true
			left = append(left, value)
		}
	}
	return left
}

func (g *schemas) schema(depth int) map[string]any {
	if depth <= 0 {
		return g.scalar()
	}
	switch g.random.IntN(8) {
	case 0:
		return g.object(depth)
	case 1:
		return g.array(depth)
	case 2:
		return map[string]any{"type": "object", "additionalProperties": g.schema(depth - 1)}
	case 3:
		return g.ref(g.random.IntN(g.count))
	case 4:
		if g.keywords {
			return map[string]any{"anyOf": []any{g.ref(g.random.IntN(g.count)), map[string]any{"type": "null"}}}
		}
		return map[string]any{"nullable": true, "allOf": []any{g.ref(g.random.IntN(g.count))}}
	case 5:
		return map[string]any{"oneOf": []any{g.tagged("a"), g.tagged("b"), g.scalar()}}
	default:
		return g.scalar()
	}
}

func (g *schemas) array(depth int) map[string]any {
	array := map[string]any{"type": "array", "items": g.schema(depth - 1), "maxItems": 1 + g.random.IntN(4)}
	if !g.keywords {
		return array
	}
	switch g.random.IntN(4) {
	case 0:
		array["contains"], array["maxContains"] = g.scalar(), 2
	case 1:
		array["prefixItems"] = []any{g.scalar(), g.scalar()}
	case 2:
		array["prefixItems"], array["items"] = []any{g.scalar()}, false
	}
	return array
}

// tagged makes an object with a constant.
func (g *schemas) tagged(tag string) map[string]any {
	schema := g.object(1)
	schema["properties"].(map[string]any)["kind"] = map[string]any{"type": "string", "enum": []any{tag}}
	schema["required"] = []any{"kind"}
	delete(schema, "additionalProperties")
	return schema
}

// scalar makes a schema of a value without parts.
func (g *schemas) scalar() map[string]any {
	made := []map[string]any{
		{"type": "string", "minLength": 1, "maxLength": 3 + g.random.IntN(4)},
		{"type": "integer", "minimum": g.random.IntN(5), "maximum": 50},
		{"type": "number", "maximum": 100},
		{"type": "boolean"},
		{"type": "string", "format": "date-time"},
		{"type": "string", "enum": []any{"x", "y", "z"}},
		{"type": "integer", "enum": []any{1, 2}},
		{"type": "string", "format": "byte"},
	}[g.random.IntN(8)]
	if g.random.IntN(5) == 0 && made["enum"] == nil {
		if g.keywords {
			made["type"] = []any{made["type"], "null"}
			return made
		}
		made["nullable"] = true
	}
	return made
}
