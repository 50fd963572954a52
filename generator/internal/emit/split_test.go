package emit_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
)

// TestNoFileIsLong generates a document of many operations, of which each has a parameter, a body and a result of its
// own.
func TestNoFileIsLong(t *testing.T) {
	const object = `{"application/json": {"schema": {"type": "object", "properties": {"%s": {"type": "string", "nullable": true}}}}}`
	var paths []string
	for i := range 600 {
		name := fmt.Sprintf("thing%d", i)
		paths = append(paths, fmt.Sprintf(`"/%s": {"post": {"operationId": "%[1]s",
			"parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}],
			"requestBody": {"content": %[2]s}, "responses": {"200": {"description": "ok", "content": %[3]s}}}}`,
			name, fmt.Sprintf(object, name+"In"), fmt.Sprintf(object, name+"Out")))
	}
	spec := filepath.Join(t.TempDir(), "spec.json")
	text := `{"openapi": "3.0.3", "info": {"title": "Many", "version": "1"}, "paths": {` + strings.Join(paths, ",") + "}}"
	if err := os.WriteFile(spec, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range filesOf(t, spec) {
		if lines := bytes.Count(file.Content, []byte("\n")); lines >= 10_000 {
			t.Errorf("%s has %d lines", file.Path, lines)
		}
	}
}

// TestNoFileNameIsLong generates types whose names begin with the same hundreds of letters.
func TestNoFileNameIsLong(t *testing.T) {
	var schemas []string
	for i := range 400 {
		schemas = append(schemas, fmt.Sprintf(`"%s%d": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}`,
			strings.Repeat("Name", 100), i))
	}
	spec := filepath.Join(t.TempDir(), "spec.json")
	text := `{"openapi": "3.0.3", "info": {"title": "Long", "version": "1"}, "paths": {}, "components": {"schemas": {` + strings.Join(schemas, ",") + "}}}"
	if err := os.WriteFile(spec, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range filesOf(t, spec) {
		if len(file.Path) > 200 {
			t.Errorf("%s has a name of %d bytes", file.Path[:40], len(file.Path))
		}
	}
}

func filesOf(t *testing.T, spec string) []output.File {
	t.Helper()
	doc, err := load.File(t.Context(), spec, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := resolve.API(t.Context(), doc, resolve.Options{Package: "many", Import: "example.test/many"})
	if err != nil {
		t.Fatal(err)
	}
	files, err := emit.Files(api)
	if err != nil {
		t.Fatal(err)
	}
	return files
}
