// Package documenttest makes documents for the tests of resolve's passes.
package documenttest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
)

// Document is a document of which rest is everything besides its version, its title and, where rest has none, its paths.
func Document(t testing.TB, rest string, lenient bool) *document.Document {
	t.Helper()
	file := filepath.Join(t.TempDir(), "spec.yaml")
	if err := os.WriteFile(file, []byte("openapi: 3.1.0\ninfo: {title: A, version: '1'}\n"+rest), 0o600); err != nil {
		t.Fatal(err)
	}
	loaded, err := load.File(t.Context(), file, load.Options{Lenient: lenient})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := document.New(loaded, nil, lenient)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
