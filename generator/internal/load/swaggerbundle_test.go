package load

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
)

// swaggerFiles are a Swagger 2.0 document in several files, which refer to each other.
func swaggerFiles() []string {
	return []string{
		"spec.yaml", `swagger: '2.0'
info: {title: Pets, version: '1'}
consumes: [application/json]
produces: [application/json]
paths:
  /pets: {$ref: 'paths/pets.yaml#/~1pets'}
  /owners/{id}:
    get:
      operationId: getOwner
      parameters: [{$ref: 'shared/parameters.yaml#/ID'}, {$ref: '#/parameters/Page'}]
      responses:
        200: {description: ok, schema: {$ref: 'shared/owner.json'}}
        404: {$ref: 'shared/responses.yaml#/Missing'}
parameters:
  Page: {name: page, in: query, type: integer}
definitions:
  Base: {type: object, properties: {base: {type: string}}}
  Pet: {type: object, properties: {own: {type: boolean}}}
`,
		"paths/pets.yaml", `/pets:
  post:
    operationId: addPet
    parameters: [{name: pet, in: body, schema: {$ref: '../shared/pets.yaml#/definitions/Pet'}}, {$ref: '../spec.yaml#/parameters/Page'}]
    responses:
      200: {description: ok, schema: {type: array, items: {$ref: '../shared/pets.yaml#/definitions/Pet'}}}
`,
		"shared/pets.yaml", `definitions:
  Pet: {allOf: [{$ref: '../spec.yaml#/definitions/Base'}], type: object, properties: {next: {$ref: '#/definitions/Pet'}, owner: {$ref: owner.json}}}
  Unused: {type: string}
`,
		"shared/owner.json", `{"type": "object", "properties": {"name": {"type": "string", "default": 7}, "pets": {"type": "array", "items": {"$ref": "pets.yaml#/definitions/Pet"}}}}`,
		"shared/parameters.yaml", "ID: {name: id, in: path, required: true, type: integer, format: int32}\n",
		"shared/responses.yaml", "Missing: {description: Missing., schema: {type: object, properties: {code: {type: string}}}}\n",
	}
}

func TestSwaggerInSeveralFiles(t *testing.T) {
	t.Chdir(folder(t, swaggerFiles()...))
	doc := loaded(t, "spec.yaml", Options{}, repair.Contradiction, "")
	if got := slices.Sorted(maps.Keys(doc.T.Components.Schemas)); fmt.Sprint(got) != "[Base Pet Pet2 owner]" {
		t.Errorf("got the schemas %v", got)
	}
	owner := doc.T.Paths.Value("/owners/{id}").Get
	if id := owner.Parameters[0].Value; id.Name != "id" || id.Schema.Value.Format != "int32" || len(owner.Parameters) != 2 {
		t.Errorf("got %+v", owner.Parameters)
	}
	missing := owner.Responses.Value("404").Value.Content.Get("application/json").Schema.Value
	if missing.Properties["code"] == nil {
		t.Error("the answer is empty")
	}
	add := doc.T.Paths.Value("/pets").Post
	pet := add.RequestBody.Value.Content.Get("application/json").Schema.Value
	if pet.Properties["owner"].Value.Properties["pets"].Value.Items.Value != pet || pet.AllOf[0].Value.Properties["base"] == nil || len(add.Parameters) != 1 {
		t.Errorf("got %v", pet.Properties)
	}
	if got := doc.Warnings[0].Pos.String(); got != "shared/owner.json:1" {
		t.Errorf("the warning is about %s", got)
	}
	for pointer, want := range map[string]string{
		"#/components/schemas/Pet2/properties/next":           "shared/pets.yaml:2",
		"#/paths/~1owners~1{id}/get/parameters/0/schema/type": "shared/parameters.yaml:1",
		"#/paths/~1pets/post/operationId":                     "paths/pets.yaml:3",
		"#/components/parameters/Page/schema":                 "spec.yaml:15",
	} {
		if got := doc.Position(pointer).String(); got != want {
			t.Errorf("%s stands in %s, not in %s", pointer, got, want)
		}
	}
}

// TestSwaggerFilesThatAreMissing names the $ref that leads to no file, and the one that leads to nothing in one.
func TestSwaggerFilesThatAreMissing(t *testing.T) {
	files := swaggerFiles()
	files[1] = strings.Replace(files[1], "shared/owner.json", "none.json", 1)
	files[1] = strings.Replace(files[1], "#/Missing", "#/Nowhere", 1)
	got := problemsOf(t, folder(t, files...), "spec.yaml", Options{})
	if len(got) != 2 || !strings.HasPrefix(got[0], `spec.yaml:12: $ref "none.json": cannot read none.json`) || !strings.HasPrefix(got[1], `spec.yaml:13: dangling $ref`) {
		t.Errorf("got %q", got)
	}
}
