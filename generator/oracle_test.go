package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// TestOracle generates documents and holds their types against a JSON Schema validator: the test in testdata/oracle says
// how. It tries two documents; `make oracle` tries all cases and more random ones.
func TestOracle(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles")
	}
	module := newModule(t)
	specs, random := oracleSpecs(t)
	for i := range random {
		specs = append(specs, randomDocument(t, uint64(i)))
	}
	typed, schemas := 0, 0
	for i, spec := range specs {
		made, of := oracleCase(t, spec, filepath.Join(module, fmt.Sprintf("case%d", i)))
		typed, schemas = typed+made, schemas+of
	}
	t.Logf("%d of %d component schemas have a type of their own", typed, schemas)
	command := exec.CommandContext(t.Context(), "go", "test", "-run", "TestOracle", "-v", "./...")
	command.Dir = module
	out, err := command.CombinedOutput()
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "oracle: ") {
			t.Log(strings.TrimSpace(line))
		}
	}
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// oracleSpecs are the documents to try: those of the patterns in ORACLE, and how many random ones, ORACLE_RANDOM. Without
// them, a few.
func oracleSpecs(t *testing.T) (specs []string, random int) {
	t.Helper()
	patterns := strings.Fields(os.Getenv("ORACLE"))
	if len(patterns) == 0 {
		return []string{"testdata/allof-override/spec.yaml"}, 1
	}
	for _, pattern := range patterns {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		specs = append(specs, found...)
	}
	random, _ = strconv.Atoi(os.Getenv("ORACLE_RANDOM"))
	return specs, random
}

// oracleCase generates a document with the test, and counts its component schemas and those that have a type. One that is
// refused leaves nothing to test.
func oracleCase(t *testing.T, spec, out string) (typed, schemas int) {
	t.Helper()
	var said bytes.Buffer
	if run(t.Context(), []string{"generate", "--spec", spec, "--out", out, "--package", "sdk", "--lenient"}, &said, &said) != exitOK {
		t.Logf("%s is refused", spec)
		return 0, 0
	}
	doc, err := load.File(t.Context(), spec, load.Options{Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := resolve.API(t.Context(), doc, resolve.Options{Package: "sdk", Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	var test strings.Builder
	test.WriteString("package sdk\n\nvar subjects = []subject{\n")
	for _, decl := range oracleDecls(api) {
		pointer := decl.doc.Pointer
		if !strings.HasPrefix(pointer, "#/components/schemas/") || strings.Count(pointer, "/") != 3 {
			continue
		}
		typed++
		if !tagOutside(doc, decl) {
			fmt.Fprintf(&test, "\t{%q, func() any { return new(%s) }},\n", pointer, decl.name)
		}
	}
	test.WriteString("}\n")
	write(t, filepath.Join(out, "subjects_test.go"), []byte(test.String()))
	write(t, filepath.Join(out, "document.json"), doc.JSON(doc.Files()[0]))
	copyFile(t, "testdata/oracle/oracle_test.go.txt", filepath.Join(out, "oracle_test.go"))
	return typed, len(doc.Keys("#/components/schemas"))
}

type oracleDecl struct {
	name      string
	doc       ir.Doc
	constants []ir.Constant
}

// tagOutside reports whether a discriminator gives a type a property that its schema does not have: it is always written.
func tagOutside(doc *load.Document, decl oracleDecl) bool {
	return slices.ContainsFunc(decl.constants, func(constant ir.Constant) bool {
		return !slices.Contains(doc.Keys(load.Join(decl.doc.Pointer, "properties")), constant.JSON)
	})
}

// oracleDecls are the declared types that stand for one schema. A base's own type stands for the same schema as the union.
func oracleDecls(api *ir.API) []oracleDecl {
	var decls []oracleDecl
	unions := map[string]bool{}
	for _, union := range api.Unions {
		unions[union.Doc.Pointer] = true
		decls = append(decls, oracleDecl{name: union.Name, doc: union.Doc})
	}
	for _, object := range api.Objects {
		if !unions[object.Doc.Pointer] {
			decls = append(decls, oracleDecl{name: object.Name, doc: object.Doc, constants: object.Constants})
		}
	}
	return decls
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// randomDocument writes a document of random schemas that refer to each other.
func randomDocument(t *testing.T, seed uint64) string {
	t.Helper()
	g := &schemas{random: rand.New(rand.NewPCG(seed, 7)), count: 14}
	components, operation := map[string]any{}, map[string]any{}
	for i := range g.count {
		components[fmt.Sprintf("S%d", i)] = g.object(2)
		operation[fmt.Sprintf("s%d", i)] = g.ref(i)
	}
	body := map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": map[string]any{
		"type": "object", "properties": operation}}}}
	text, err := json.Marshal(map[string]any{
		"openapi": "3.0.3", "info": map[string]any{"title": "Random", "version": "1"},
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
	return schema
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
		return map[string]any{"type": "array", "items": g.schema(depth - 1), "maxItems": 1 + g.random.IntN(4)}
	case 2:
		return map[string]any{"type": "object", "additionalProperties": g.schema(depth - 1)}
	case 3:
		return g.ref(g.random.IntN(g.count))
	case 4:
		return map[string]any{"nullable": true, "allOf": []any{g.ref(g.random.IntN(g.count))}}
	case 5:
		return map[string]any{"oneOf": []any{g.tagged("a"), g.tagged("b"), g.scalar()}}
	default:
		return g.scalar()
	}
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
		{"type": "number", "maximum": 100, "exclusiveMaximum": true},
		{"type": "boolean"},
		{"type": "string", "format": "date-time"},
		{"type": "string", "enum": []any{"x", "y", "z"}},
		{"type": "integer", "enum": []any{1, 2}},
		{"type": "string", "format": "byte"},
	}[g.random.IntN(8)]
	if g.random.IntN(5) == 0 && made["enum"] == nil {
		made["nullable"] = true
	}
	return made
}
