package load

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const overlaidDocument = `openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      responses: {'204': {description: ok}}
  /admin:
    get:
      operationId: admin
      responses: {'204': {description: ok}}
`

// overlay loads the document with an overlay of the given actions.
func withOverlay(t *testing.T, actions string) (*Document, error) {
	t.Helper()
	folder := t.TempDir()
	spec, overlay := filepath.Join(folder, "spec.yaml"), filepath.Join(folder, "overlay.yaml")
	text := "overlay: 1.0.0\ninfo: {title: Ours, version: '1'}\nactions:\n" + actions
	for path, content := range map[string]string{spec: overlaidDocument, overlay: text} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return File(t.Context(), spec, Options{Overlays: []string{overlay}})
}

func TestOverlay(t *testing.T) {
	doc, err := withOverlay(t, `
- target: $.paths['/pets'].get
  update: {summary: List the pets, x-sdk-name: AllPets}
- target: $.paths['/admin']
  remove: true
`)
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.T.Paths.Value("/pets").Get.Summary; got != "List the pets" {
		t.Errorf("the summary is %q", got)
	}
	if doc.T.Paths.Value("/admin") != nil {
		t.Error("/admin is still there")
	}
	for pointer, want := range map[string]string{"x-sdk-name": "overlay.yaml:6", "summary": "overlay.yaml:6", "operationId": "spec.yaml:6"} {
		at := doc.Position("#/paths/~1pets/get/" + pointer)
		if filepath.Base(at.String()) != want {
			t.Errorf("%s stands in %s, not in %s", pointer, at, want)
		}
		if back := doc.Position(doc.Pointer(at)); back != at {
			t.Errorf("%s leads back to %s", at, back)
		}
	}
}

// TestOverlaidScalars has scalars of other types put in place of some: a value comes with its type.
func TestOverlaidScalars(t *testing.T) {
	doc, err := withOverlay(t, `
- target: $.info
  update: {x-a: 7, x-b: text, x-c: true}
- target: $.info
  update: {x-a: "7", x-b: 8, x-c: null, x-d: {x-e: 1.5}}
- target: $.info['x-d']
  update: {x-e: no number, x-f: 'a"b'}
`)
	if err != nil {
		t.Fatal(err)
	}
	const want = `"x-a":"7","x-b":8,"x-c":null,"x-d":{"x-e":"no number","x-f":"a\"b"}`
	if got := string(doc.JSON("")); !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOverlayMistakes(t *testing.T) {
	tests := map[string]string{
		"- {target: $.info, update: {x-a: &a [*a]}}": `overlay.yaml:4: alias "*a" contains itself`,
		"- {target: $.info, update: {x-a: [" + strings.Repeat("{a: 1}, ", 200) + "]}}\n" +
			strings.Repeat("- {target: $..*, update: {x-b: {c: {d: [1, 2, 3]}}}}\n", 20): "the overlay adds too much",
		"- {target: $..*..*..*, remove: true}":           "overlay.yaml:4: the overlay's target is too wide",
		"- {target: \"$.paths['/dogs']\", remove: true}": "overlay.yaml:4: the overlay does not apply",
		"- {target: \"$.paths[\", remove: true}":         "overlay.yaml:4: the overlay does not apply",
		"- {remove: true}":                               "overlay.yaml: not an overlay",
		"{}":                                             "overlay.yaml:5: invalid YAML",
		"- {}":                                           "overlay.yaml: not an overlay",
	}
	for actions, want := range tests {
		if _, err := withOverlay(t, actions); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", actions, err, want)
		}
	}
	_, err := File(t.Context(), "testdata/none.yaml", Options{Overlays: []string{"none"}})
	if err == nil {
		t.Error("a missing document passes")
	}
}

// TestOverlayThatMeansTooMuch has nine lines that mean a billion values.
func TestOverlayThatMeansTooMuch(t *testing.T) {
	spec := filepath.Join(t.TempDir(), "spec.yaml")
	if err := os.WriteFile(spec, []byte(overlaidDocument), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := File(t.Context(), spec, Options{Overlays: []string{"testdata/hostile/overlay-bomb.yaml"}})
	if err == nil || !strings.Contains(err.Error(), "overlay-bomb.yaml:6: the document's aliases stand for too much") {
		t.Error(err)
	}
}

// Paths are RFC 9535's, and what is added to a list is an entry of it.
func TestOverlayPaths(t *testing.T) {
	doc, err := withOverlay(t, `
- target: $.paths['/pets'].get
  update: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: old, in: query, deprecated: true, schema: {type: integer}}]}
- target: $.paths.*.get.parameters[?@.deprecated]
  remove: true
- target: $.paths['/pets'].get.parameters
  update: {name: more, in: query, schema: {type: boolean}}
- target: $.paths.*.*.parameters[?(@.name == 'limit')].schema
  update: {minimum: 1}
- target: $.paths[?@.get.operationId == 'admin']
  remove: true
- target: $.paths..parameters[?match(@.name, 'mo.*')]
  update: {description: More.}
`)
	if err != nil {
		t.Fatal(err)
	}
	const want = `"parameters":[{"name":"limit","in":"query","schema":{"type":"integer","minimum":1}},{"name":"more","in":"query","schema":{"type":"boolean"},"description":"More."}]`
	if got := string(doc.JSON("")); !strings.Contains(got, want) || doc.T.Paths.Len() != 1 {
		t.Errorf("got %s, want %s", got, want)
	}
}
