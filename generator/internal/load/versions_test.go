package load

import (
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
)

// TestOpenAPI32 has what kin-openapi knows nothing of, and what the document said all the same.
func TestOpenAPI32(t *testing.T) {
	doc := loaded(t, "testdata/oas32/spec.yaml", Options{})
	if item := doc.T.Paths.Value("/books"); item.Query.OperationID != "queryBooks" || item.AdditionalOperations["COPY"].OperationID != "copyBooks" {
		t.Error("an operation is missing")
	}
	for pointer, want := range map[string]string{
		"#/paths/~1books/get/parameters/0/in":                   `"querystring"`,
		"#/paths/~1events/get/parameters/0/style":               `"cookie"`,
		"#/components/schemas/Pet/discriminator/defaultMapping": `"Other"`,
		"#/components/schemas/Pet/discriminator/mapping":        `{"cat":"#/components/schemas/Cat"}`,
		"#/components/schemas/Pet/nothing":                      "",
	} {
		if got := doc.Said(pointer); got != want {
			t.Errorf("%s: got %s", pointer, got)
		}
	}
}

// TestSelf follows references to the document by its own address.
func TestSelf(t *testing.T) {
	const document = `openapi: 3.2.0
$self: https://api.example.com/v1/openapi.yaml
info: {title: A, version: '1'}
paths:
  /a: {get: {responses: {'200': {content: {application/json: {schema: {$ref: 'https://api.example.com/v1/openapi.yaml#/components/schemas/A'}}}}}}}
  /b: {get: {responses: {'200': {content: {application/json: {schema: {$ref: 'openapi.yaml#/components/schemas/A'}}}}}}}
components: {schemas: {A: {type: object, properties: {a: {type: string}}}}}
`
	t.Chdir(folder(t, "spec.yaml", document))
	doc := loaded(t, "spec.yaml", Options{})
	for _, path := range []string{"/a", "/b"} {
		if len(schemaOf(t, doc, path).Properties) != 1 {
			t.Errorf("%s: the property is missing", path)
		}
	}
}

// TestOpenAPI32Refused names what is not supported yet.
func TestOpenAPI32Refused(t *testing.T) {
	const document = `openapi: 3.2.0
info: {title: A, version: '1'}
paths:
  /a:
    post:
      requestBody: {content: {multipart/mixed: {itemSchema: {type: object}, itemEncoding: {contentType: application/json}}}}
      responses: {'204': {description: Done.}}
`
	t.Chdir(folder(t, "spec.yaml", document))
	_, err := File(t.Context(), "spec.yaml", Options{})
	if err == nil || !strings.HasPrefix(err.Error(), "spec.yaml:6: OpenAPI 3.2's itemEncoding is not supported yet") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	loaded(t, "spec.yaml", Options{Lenient: true}, repair.Later)
}

// TestOpenAPI32Texts has what OpenAPI 3.2 adds and makes no difference, and media types by $ref.
func TestOpenAPI32Texts(t *testing.T) {
	const document = `openapi: 3.2.0
info: {title: A, version: '1', summary: S.}
servers: [{url: 'https://a.example', name: prod}]
tags: [{name: a, summary: A, kind: nav}]
paths:
  /a: {get: {responses: {'200': {summary: Found, content: {application/json: {$ref: '#/components/mediaTypes/A'}}}, '404': {}}}}
components:
  mediaTypes: {A: {schema: {type: object, properties: {itemSchema: {type: string}, in: {const: querystring}}}}}
`
	t.Chdir(folder(t, "spec.yaml", document))
	doc := loaded(t, "spec.yaml", Options{})
	if len(schemaOf(t, doc, "/a").Properties) != 2 {
		t.Error("a property is missing")
	}
	if got := *doc.T.Paths.Value("/a").Get.Responses.Value("200").Value.Description; got != "Found" {
		t.Errorf("the description is %q", got)
	}
}

func TestSwaggerItems(t *testing.T) {
	const spec = "testdata/swagger2-items-array/spec.yaml"
	_, err := File(t.Context(), spec, Options{})
	if err == nil || err.Error() != spec+`:14: "items" is a list: it must be a mapping` {
		t.Error(err)
	}
	doc := loaded(t, spec, Options{Lenient: true}, repair.Tuple, "")
	if schemaOf(t, doc, "/a").Properties["latest"].Value.Items == nil {
		t.Error("the list is gone")
	}
}

// TestSwaggerPlaces asks where things stand after they were converted.
func TestSwaggerPlaces(t *testing.T) {
	const document = `swagger: '2.0'
info: {title: Pets, version: '1'}
host: pets.example
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, type: string}]
    post:
      parameters:
        - {name: limit, in: query, type: integer,
           default: many}
        - name: pet
          in: body
          schema:
            $ref: '#/definitions/Pet'
        - {name: X-Trace, in: header, type: strin}
      responses:
        200:
          description: ok
          schema:
            type: array
            items: {type: strng}
definitions:
  Pet:
    type: object
    properties:
      name: {type: string,
        pattern: '(x'}
securityDefinitions:
  key: {type: apiKey, name: k, in: nowhere}
`
	dir := folder(t, "spec.yaml", document)
	var lines []string
	for _, p := range problemsOf(t, dir, "spec.yaml", Options{StrictExamples: true}) {
		line, _, _ := strings.Cut(p, ": ")
		lines = append(lines, line)
	}
	if want := []string{"spec.yaml:10", "spec.yaml:15", "spec.yaml:21", "spec.yaml:27", "spec.yaml:29"}; !slices.Equal(lines, want) {
		t.Errorf("got %v, want %v", lines, want)
	}
}

func TestDoubts(t *testing.T) {
	const document = `openapi: 3.1.0
info: {title: A, version: '1'}
paths: {}
components:
  schemas:
    A: {type: object, required: [nmae, other], properties: {name: {type: string}, size: {type: integer}}}
    B: {type: string, nullable: true}
    C: {type: object, required: [kind], properties: {kind: {const: cat}}}
    D: {type: object, required: [kind], properties: {kind: {enum: [dog, wolf]}}}
    E:
      oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/D'}]
      discriminator:
        propertyName: kind
        mapping:
          dog: '#/components/schemas/D'
          cart: '#/components/schemas/C'
`
	t.Chdir(folder(t, "spec.yaml", document))
	doc := loaded(t, "spec.yaml", Options{}, repair.Misspelt, repair.Nullable, repair.Mapping)
	expect(t, strings.Split(doc.Warnings.Error(), "\n"),
		`spec.yaml:6: the required property "nmae" is not declared; did you mean "name"?`,
		`spec.yaml:7: OpenAPI 3.1 has no nullable; write "null" into the list of types`,
		`spec.yaml:16: the mapping says "cart", but "kind" of what it leads to is [cat]; correct the one or the other`,
	)
	if !doc.T.Components.Schemas["B"].Value.Nullable {
		t.Error("nullable is gone")
	}
}
