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
	if got := doc.Position("#/paths/~1pets/get/x-sdk-name").Line; got != 6 {
		t.Errorf("what was added stands on line %d, not on that of what it was added to", got)
	}
}

func TestOverlayMistakes(t *testing.T) {
	tests := map[string]string{
		"- {target: \"$.paths['/dogs']\", remove: true}": "overlay.yaml: the overlay does not apply",
		"- {target: \"$.paths[\", remove: true}":         "overlay.yaml: ",
		"- {remove: true}":                               "overlay.yaml: not an overlay",
		"{}":                                             "overlay.yaml: not an overlay",
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
