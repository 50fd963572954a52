package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
)

const document = `
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: ok}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
`

// annotate reads a configuration and holds it against the document.
func annotate(t *testing.T, text string) (Annotations, error) {
	t.Helper()
	return annotateDocument(t, document, text)
}

func annotateDocument(t *testing.T, document, text string) (Annotations, error) {
	t.Helper()
	folder := t.TempDir()
	spec, file := filepath.Join(folder, "spec.yaml"), filepath.Join(folder, "sdk.yaml")
	for path, content := range map[string]string{spec: document, file: text} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	doc, err := load.File(t.Context(), spec, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	config, err := File(file)
	if err != nil {
		return nil, err
	}
	return config.Annotations(doc)
}

func TestAnnotations(t *testing.T) {
	annotations, err := annotate(t, `
names: {schemas: {Pet: Animal}, operations: {"GET /pets/{id}": FetchPet}}
retry: {getPet: never}
sensitive: [Pet.name]
error: Pet
`)
	if err != nil {
		t.Fatal(err)
	}
	operation := annotations["#/paths/~1pets~1{id}/get"]
	if operation["x-sdk-name"] != "FetchPet" || operation["x-sdk-retry"] != "never" {
		t.Errorf("the operation has %v", operation)
	}
	schema := annotations["#/components/schemas/Pet"]
	if schema["x-sdk-name"] != "Animal" || schema["x-sdk-error"] != true {
		t.Errorf("the schema has %v", schema)
	}
	if annotations["#/components/schemas/Pet/properties/name"]["x-sdk-sensitive"] != true {
		t.Error("the property is not sensitive")
	}
}

func TestPagination(t *testing.T) {
	annotations, err := annotate(t, `
pagination: {"GET /**": none, getPet: {offset: skip, items: pets}}
`)
	if err != nil {
		t.Fatal(err)
	}
	said, _ := annotations["#/paths/~1pets~1{id}/get"]["x-sdk-pagination"].(map[string]any)
	if said["offset"] != "skip" {
		t.Errorf("got %v", annotations)
	}
}

func TestMistakes(t *testing.T) {
	tests := map[string]string{
		"nams: {}":                              `sdk.yaml:1: unknown key "nams"; did you mean "names"?`,
		"types: {Pet: Decimal}":                 `sdk.yaml:1: types: "Decimal" is no import path, a dot and the name of a type`,
		"types: {Pet: ../decimal.Decimal}":      `sdk.yaml:1: types: "../decimal"`,
		"types: {Pet: 'a\"b.Decimal'}":          `sdk.yaml:1: types: `,
		"types: {datum: example.com/x.T}":       `sdk.yaml:1: types: the document has no schema or property "datum"`,
		"names: {fields: {Pet.nam: Called}}":    `did you mean "Pet.name"?`,
		"\nnames: {fields: {Pet.name: called}}": `sdk.yaml:2: names: "called" is no exported Go name; write it like Number`,
		"names: {schema: {}}":                   `sdk.yaml:1: unknown key "schema"; did you mean "schemas"?`,
		"\nnames: {schemas: {Pets: A}}":         `sdk.yaml:2: names: the document has no schema or property "Pets"; did you mean "Pet"?`,
		"\n\nretry: {getPets: never}":           `sdk.yaml:3: retry: the document has no operation "getPets"; did you mean "getPet"?`,
		"retry: {'GET /pet/{id}': never}":       `the document has no operation "GET /pet/{id}"; did you mean "GET /pets/{id}"?`,
		"sensitive: [Pet.nam]":                  `did you mean "Pet.name"?`,
		"\npagination: {'POST /**': none}":      `sdk.yaml:2: pagination: the document has no operation "POST /**"`,
		"include: {operations: [getPets]}":      `sdk.yaml:1: include: the document has no operation "getPets"; did you mean "getPet"?`,
		"exclude: {operations: ['* /pet']}":     `sdk.yaml:1: exclude: the document has no operation "* /pet"; * stands for anything but a slash`,
		"include: {tags: [nobodys]}":            `sdk.yaml:1: include: the document has no tag "nobodys"`,
		"pagination: {getPet: {nxt: a}}":        `sdk.yaml:1: unknown key "nxt"; did you mean "next"?`,
		"names: [":                              "invalid YAML",
		"names: [a, b]":                         "sdk.yaml",
		"error: {a: b}":                         "sdk.yaml",
		"idempotency: Pet.name\nretry: [1, 2]":  "sdk.yaml",
	}
	for text, want := range tests {
		if _, err := annotate(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestIncludes(t *testing.T) {
	config, err := parse("sdk.yaml", []byte(`
include: {tags: [pets], operations: ["GET /stores/*"]}
exclude: {operations: ["* /pets/**/secret", adminOnly]}
`))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		id, method, path, tag string
		want                  bool
	}{
		{"getPet", "GET", "/pets/{id}", "pets", true},
		{"", "GET", "/stores/{id}", "", true},
		{"", "GET", "/stores/{id}/pets", "", false},
		{"", "POST", "/stores/{id}", "", false},
		{"", "GET", "/pets/{id}/x/secret", "pets", false},
		{"adminOnly", "GET", "/pets", "pets", false},
	}
	for _, test := range tests {
		if got := config.Includes(test.id, test.method, test.path, []string{test.tag}); got != test.want {
			t.Errorf("%+v: got %v", test, got)
		}
	}
	var none *Config
	if !none.Includes("a", "GET", "/", nil) {
		t.Error("no configuration leaves something out")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("names: {schemas: {A: B}}"))
	f.Add([]byte("a: &a [*a]"))
	f.Fuzz(func(_ *testing.T, data []byte) { _, _ = parse("sdk.yaml", data) })
}
