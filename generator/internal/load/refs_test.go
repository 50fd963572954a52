package load

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
)

// loaded loads a document of testdata, which has the warnings and the repairs that the rules name, in this order.
func loaded(t *testing.T, spec string, opts Options, rules ...repair.ID) *Document {
	t.Helper()
	doc, err := File(t.Context(), spec, opts)
	if err != nil {
		t.Fatal(err)
	}
	var got []repair.ID
	for _, warning := range doc.Warnings {
		got = append(got, warning.Rule)
	}
	for _, done := range doc.Repairs {
		got = append(got, done.Rule)
	}
	if fmt.Sprint(got) != fmt.Sprint(rules) {
		t.Errorf("got the rules %v, want %v", got, rules)
	}
	return doc
}

// schemaOf is the schema of the one JSON answer of GET on a path.
func schemaOf(t *testing.T, doc *Document, path string) *openapi3.Schema {
	t.Helper()
	return doc.T.Paths.Value(path).Get.Responses.Value("200").Value.Content.Get("application/json").Schema.Value
}

func TestAnchors(t *testing.T) {
	doc := loaded(t, "testdata/anchor-ref/spec.yaml", Options{})
	part := schemaOf(t, doc, "/a").Properties["p"].Value
	if part.Properties["n"] == nil {
		t.Error("the anchor is not followed")
	}
	if part != doc.T.Components.Schemas["P"].Value {
		t.Error("the anchor leads to a copy")
	}
}

func TestAnchorsInOtherFiles(t *testing.T) {
	dir := folder(t, "spec.yaml", strings.Replace(head, "3.0.3", "3.1.0", 1)+`components:
  schemas:
    A: {properties: {b: {$ref: 'types.json#node'}}}
    C: {$ref: '#no'}
`, "types.json", `{"$defs": {"Node": {"$anchor": "node", "properties": {"next": {"$ref": "#node"}, "leaf": {"$ref": "#/$defs/Leaf"}}}, "Leaf": {"type": "string"}}}`)
	expect(t, problemsOf(t, dir, "spec.yaml", Options{}), `spec.yaml:7: dangling $ref "#no": there is no "no" in the document; add what it refers to, or correct it`)
	doc := loaded(t, "spec.yaml", Options{Lenient: true}, repair.Dangling)
	node := doc.T.Components.Schemas["A"].Value.Properties["b"].Value
	if node.Properties["next"].Value.Properties["leaf"] == nil || !node.Properties["leaf"].Value.Type.Is("string") {
		t.Errorf("got %v", node.Properties)
	}
}

func TestWholeFiles(t *testing.T) {
	doc := loaded(t, "testdata/ref-whole-file/spec.yaml", Options{})
	whole := doc.T.Components.Schemas["Whole"].Value
	if whole.Properties["self"].Value.Properties["size"] == nil || whole.Properties["sub"].Value.Properties["z"] == nil {
		t.Errorf("got %v", whole.Properties)
	}
	if p := doc.T.Paths.Value("/b/{id}").Get.Parameters[0].Value; p.Name != "deep" {
		t.Errorf("the parameter is %q", p.Name)
	}
	thing := schemaOf(t, doc, "/a")
	if thing.Properties["whole"].Value.Properties["self"] == nil || thing.Properties["error"].Value.Properties["remote"] == nil {
		t.Errorf("got %v", thing.Properties)
	}
	loaded(t, "testdata/name-file-refs/spec.yaml", Options{})
}

func TestOperationsByRef(t *testing.T) {
	_, err := File(t.Context(), "testdata/operation-ref/spec.yaml", Options{})
	if err == nil || !strings.Contains(err.Error(), `spec.yaml:5: $ref "ops/get_thing.yaml" stands in place of "get"`) {
		t.Error(err)
	}
	doc := loaded(t, "testdata/operation-ref/spec.yaml", Options{Lenient: true}, repair.Misplaced)
	get := doc.T.Paths.Value("/things/{id}").Get
	if get.OperationID != "getThing" || len(get.Parameters) != 2 || schemaOf(t, doc, "/things/{id}").Properties["name"] == nil {
		t.Errorf("got %+v", get)
	}
	for pointer, want := range map[string]string{
		"":             "testdata/operation-ref/spec.yaml:5",
		"/operationId": "testdata/operation-ref/ops/get_thing.yaml:1",
		"/responses/200/content/application~1json": "testdata/operation-ref/ops/get_thing.yaml:5",
	} {
		if got := doc.Position("#/paths/~1things~1{id}/get" + pointer).String(); got != want {
			t.Errorf("%q stands in %s, not in %s", pointer, got, want)
		}
	}
}

func TestContentByRef(t *testing.T) {
	_, err := File(t.Context(), "testdata/content-ref-lob/spec.yaml", Options{})
	if err == nil || !strings.Contains(err.Error(), `spec.yaml:10: $ref "#/components/mediaTypes/balance" stands in place of "content"`) {
		t.Error(err)
	}
	doc := loaded(t, "testdata/content-ref-lob/spec.yaml", Options{Lenient: true}, repair.Misplaced, repair.Unknown)
	if schemaOf(t, doc, "/accounts").Properties["amount"] == nil {
		t.Error("the content is empty")
	}
}

// TestMisplacedRefs has a document that a bundler left in pieces, which refer to each other from folder to folder.
func TestMisplacedRefs(t *testing.T) {
	files := []string{
		"spec.yaml", "openapi: 3.0.3\ninfo: {$ref: info.yaml}\npaths: {$ref: paths/all.yaml}\ncomponents: {$ref: components.yaml}\n",
		"info.yaml", "{title: Pieces, version: '1'}",
		"components.yaml", "schemas: {$ref: schemas/all.yaml}\nparameters: {Page: {name: page, in: query, schema: {type: integer}}}\n",
		"schemas/all.yaml", "Pet: {$ref: pet.yaml}\nOwner: {type: object, properties: {$ref: owner-properties.yaml}}\n",
		"schemas/pet.yaml", "{type: object, properties: {owner: {$ref: '../spec.yaml#/components/schemas/Owner'}, next: {$ref: '#'}}}",
		"schemas/owner-properties.yaml", "{name: {type: string}, pets: {type: array, items: {$ref: pet.yaml}}}",
		"paths/all.yaml", "/pets: {get: {$ref: get-pets.yaml}}\n",
		"paths/get-pets.yaml", "operationId: listPets\nparameters: {$ref: parameters.yaml}\nresponses: {'200': {description: Pets., content: {application/json: {$ref: media.yaml}}}}\n",
		"paths/parameters.yaml", "[{$ref: '../components.yaml#/parameters/Page'}]",
		"paths/media.yaml", "{schema: {$ref: '../schemas/pet.yaml'}}",
	}
	t.Chdir(folder(t, files...))
	doc := loaded(t, "spec.yaml", Options{Lenient: true}, repair.Misplaced)
	if doc.Repairs[0].Count != 8 {
		t.Errorf("got %v", doc.Repairs)
	}
	get := doc.T.Paths.Value("/pets").Get
	if len(get.Parameters) != 1 || get.Parameters[0].Value.Name != "page" || doc.T.Info.Title != "Pieces" {
		t.Errorf("got %+v", get)
	}
	pet := schemaOf(t, doc, "/pets")
	owner := pet.Properties["owner"].Value
	if pet.Properties["next"].Value.Properties["owner"] == nil || owner.Properties["pets"].Value.Items.Value.Properties["next"] == nil {
		t.Errorf("got %v", pet.Properties)
	}
	if got := doc.Position("#/paths/~1pets/get/responses/200").String(); got != "paths/get-pets.yaml:3" {
		t.Errorf("the answer stands in %s", got)
	}
}

func TestMisplacedRefsThatDoNotEnd(t *testing.T) {
	for rest, want := range map[string]string{
		"paths: {/a: {get: {$ref: '#/paths/~1a'}}}\n": "it refers to what it is in",
		"paths: {/a: {get: {$ref: '#/x-a'}}}\nx-a: {responses: {$ref: '#/x-b'}}\nx-b: {'200': {description: b, content: {$ref: '#/x-a'}}}\n": "",
	} {
		dir := folder(t, "spec.yaml", "openapi: 3.0.3\ninfo: {title: A, version: '1'}\n"+rest)
		got := problemsOf(t, dir, "spec.yaml", Options{Lenient: true})
		if !strings.Contains(got[0], want) {
			t.Errorf("got %q", got)
		}
	}
}

func TestOddPaths(t *testing.T) {
	const spec = "testdata/path-placeholder-angle/spec.yaml"
	_, err := File(t.Context(), spec, Options{})
	if err == nil || !strings.Contains(err.Error(), `spec.yaml:8: the path "/<upload_url>" holds '<'`) || !strings.Contains(err.Error(), `spec.yaml:12: `) {
		t.Error(err)
	}
	doc := loaded(t, spec, Options{Lenient: true}, repair.OddPath)
	if paths := doc.T.Paths.Keys(); len(paths) != 1 || paths[0] != "/v1/models" {
		t.Errorf("got %v", paths)
	}
	loaded(t, "testdata/path-param-unicode/spec.yaml", Options{})
}

func TestLowercaseStatus(t *testing.T) {
	doc := loaded(t, "testdata/status-4xx-lowercase/spec.yaml", Options{}, repair.Lowercase)
	failure := doc.T.Paths.Value("/a").Get.Responses.Value("4XX")
	if failure == nil || failure.Value.Content.Get("application/json").Schema.Value.Properties["code"] == nil {
		t.Errorf("got %v", doc.T.Paths.Value("/a").Get.Responses.Keys())
	}
}

// TestRepairsEmptyNothing has one mistake of a kind in each document, which leniency mends. Only what the mistake is about
// may be missing in the result.
func TestRepairsEmptyNothing(t *testing.T) {
	const whole = `{"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "paths": {"/a/{id}": {"get": {"operationId": "getA",
	"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}, {"name": "q", "in": "query", "schema": {"type": "string"}}],
	"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"x": {"type": "string", "pattern": "a"}}}}}},
	"responses": {"200": {"description": "ok", "headers": {"X-A": {"schema": {"type": "string"}}}, "content": {"application/json": {"schema": {"type": "string"}}}}}}}}}`
	for name, mistake := range map[string][2]string{
		"unknown key of an operation":    {`"operationId": "getA",`, `"operationId": "getA", "odd": 1,`},
		"unknown key of a response":      {`"description": "ok",`, `"description": "ok", "odd": 1,`},
		"unknown key of a body":          {`"requestBody": {`, `"requestBody": {"odd": 1, `},
		"unknown key of a media type":    {`"application/json": {"schema": {"type": "object"`, `"application/json": {"odd": 1, "schema": {"type": "object"`},
		"response without a description": {`"description": "ok",`, ``},
		"style that does not suit":       {`"name": "q",`, `"name": "q", "style": "matrix",`},
		"not required":                   {`"required": true,`, ``},
		"pattern":                        {`"pattern": "a"`, `"pattern": "(a"`},
		"type":                           {`"type": "object", `, `"type": "objekt", `},
		"status":                         {`"responses": {`, `"responses": {"odd": {"description": "x"}, `},
	} {
		document := strings.Replace(whole, mistake[0], mistake[1], 1)
		spec := filepath.Join(t.TempDir(), "spec.json")
		if err := os.WriteFile(spec, []byte(document), 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := File(t.Context(), spec, Options{Lenient: true})
		if err != nil || len(doc.Repairs) != 1 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, _ := json.Marshal(doc.T)
		for _, part := range []string{`"operationId":"getA"`, `"name":"id"`, `"name":"q"`, `"x":{`, `"X-A":{`, `"application/json":{"schema":{"type":"string"}}`} {
			if !strings.Contains(string(got), part) {
				t.Errorf("%s: there is no %s in %s", name, part, got)
			}
		}
	}
}

// A header of a part may be a $ref, which kin-openapi does not follow there.
func TestHeadersOfParts(t *testing.T) {
	spec := filepath.Join(t.TempDir(), "spec.yaml")
	const text = `openapi: 3.1.0
info: {title: Parts, version: '1'}
paths:
  /a:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {a: {type: string}}}
            encoding: {a: {headers: {X-A: {$ref: '#/components/headers/A'}}}}
      responses: {'204': {description: Nothing.}}
components: {headers: {A: {schema: {const: one}}}}
`
	if err := os.WriteFile(spec, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	doc := loaded(t, spec, Options{})
	header := doc.T.Paths.Value("/a").Post.RequestBody.Value.Content["multipart/form-data"].Encoding["a"].Headers["X-A"]
	if header.Value == nil || header.Value.Schema.Value.Const != "one" {
		t.Errorf("got %+v", header)
	}
}
