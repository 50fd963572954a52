package load

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
)

// lenientDocument has one mistake of each kind that leniency repairs.
const lenientDocument = `openapi: 3.0.3
info: {title: Mistakes, version: '1'}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: store, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}, example: {name: 7}}}
  /pets/{name}:
    get:
      operationId: getPet
      parameters: [{name: name, in: path, required: true, schema: {type: string, pattern: '^(x'}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Cat'}}}}}
components:
  schemas:
    Pet:
      type: object
      required: [name, name]
      properties:
        name: {type: string, default: 3}
        parent: {$ref: '#/components/schemas/Pet', description: beside}
`

func TestLenient(t *testing.T) {
	spec := filepath.Join(t.TempDir(), "spec.yaml")
	if err := os.WriteFile(spec, []byte(lenientDocument), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := File(t.Context(), spec, Options{}); err == nil {
		t.Fatal("the mistakes pass without leniency")
	}
	doc, err := File(t.Context(), spec, Options{Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, repair := range doc.Repairs {
		got[repair.Kind] = repair.Count
	}
	want := map[string]int{
		"dangling $refs are free-form":                                            1,
		"operationIds that are used twice give way to names from method and path": 1,
		"path parameters that their path lacks are dropped":                       1,
		"paths that match the same requests are kept apart":                       1,
		"patterns that are no regular expressions are left out":                   1,
		"properties listed twice in required are required once":                   1,
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if len(doc.Warnings) != 2 || doc.Warnings[0].Rule != repair.Contradiction || doc.Warnings[1].Pos.Line != 25 {
		t.Errorf("got the warnings %v", doc.Warnings)
	}
	if parameters := doc.T.Paths.Value("/pets/{id}").Get.Parameters; len(parameters) != 1 {
		t.Errorf("the stray parameter is still there: %d parameters", len(parameters))
	}
}

func TestLenientStillRefuses(t *testing.T) {
	tests := []struct{ document, want string }{
		{`swagger: '2.0'
info: {title: A, version: '1'}
paths:
  /a:
    get:
      parameters: [{name: a, in: query, required: maybe, type: string}]
      responses: {'200': {description: A., schema: {$ref: '#/definitions/B'}}}
`, `spec.yaml:6: "required" is text: it must be true or false`},
		{"openapi: 3.0.3\npaths: {}\n", `spec.yaml:1: "info" is missing`},
		{"openapi: 3.0.3\ninfo: {title: [A], version: '1'}\npaths: []\n", `spec.yaml:3: "paths" is a list`},
		{"openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {$ref: none.yaml}}}\n", `spec.yaml:3: $ref "none.yaml": cannot read none.yaml`},
		{"openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {$ref: '#/paths/~1b'}}}\n", `spec.yaml:3: dangling $ref "#/paths/~1b"`},
		{"openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {$ref: '#/paths'}}}\n", `spec.yaml:3: $ref "#/paths" stands in place of "get", where OpenAPI allows none; correct it`},
	}
	for _, test := range tests {
		got := problemsOf(t, folder(t, "spec.yaml", test.document), "spec.yaml", Options{Lenient: true})
		if len(got) != 1 || !strings.HasPrefix(got[0], test.want) {
			t.Errorf("got %q, want %s", got, test.want)
		}
	}
}

// incompleteDocument leaves out what leniency does without.
const incompleteDocument = `openapi: 3.0.3
info: {title: Pets, version: '1'}
components:
  schemas:
    Pets: {type: array}
  responses:
    Gone: {content: {}}
`

func TestLenientWithIncompleteDocuments(t *testing.T) {
	spec := filepath.Join(t.TempDir(), "pets.yaml")
	if err := os.WriteFile(spec, []byte(incompleteDocument), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := File(t.Context(), spec, Options{}); err == nil {
		t.Fatal("it passes without leniency")
	}
	doc, err := File(t.Context(), spec, Options{Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	if response := doc.T.Components.Responses["Gone"].Value; response.Description == nil || *response.Description != "" {
		t.Error("the response has a description that the document does not give")
	}
	if doc.T.Components.Schemas["Pets"].Value.Items == nil {
		t.Error("the array holds nothing")
	}
	if got := fmt.Sprint(doc.Repairs); len(doc.Repairs) != 3 {
		t.Error(got)
	}
}

// A header whose value is JSON says by a $ref what it is.
const headerDocument = `openapi: 3.0.3
info: {title: Headers, version: '1'}
paths:
  /a:
    get:
      responses:
        '200': {description: ok, headers: {X-JSON: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}
components: {schemas: {A: {type: string}}}
`

func TestHeadersThatAreContent(t *testing.T) {
	t.Chdir(folder(t, "spec.yaml", headerDocument))
	if _, err := File(t.Context(), "spec.yaml", Options{}); err != nil {
		t.Error(err)
	}
}

func TestRepairedDocumentsCanBeReadAgain(t *testing.T) {
	spec := filepath.Join(t.TempDir(), "spec.yaml")
	if err := os.WriteFile(spec, []byte(lenientDocument), 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := File(t.Context(), spec, Options{Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openapi3.NewLoader().LoadFromData(doc.JSON("")); err != nil {
		t.Error(err)
	}
}

func TestSwaggerThatRefersToNothing(t *testing.T) {
	const document = `swagger: '2.0'
info: {title: Pets, version: '1'}
paths:
  /pets: {get: {responses: {200: {description: ok, schema: {$ref: '#/definitions/Pets'}}}}}
definitions:
  Pet: {type: object, properties: {owner: {$ref: owner.json}}}
`
	dir := folder(t, "spec.yaml", document)
	if err := os.WriteFile(filepath.Join(dir, "owner.json"), []byte(`{"type": "string"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	expect(t, problemsOf(t, dir, "spec.yaml", Options{}), `spec.yaml:4: dangling $ref "#/definitions/Pets": there is no "Pets" `+
		`in "#/definitions"; did you mean "#/definitions/Pet"?`)
	if _, err := File(t.Context(), "spec.yaml", Options{Lenient: true}); err != nil {
		t.Error(err)
	}
}
