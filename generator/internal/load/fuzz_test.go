package load

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// FuzzFile loads arbitrary bytes: that gives a document, or problems that name it, and neither panics nor hangs.
func FuzzFile(f *testing.F) {
	for _, pattern := range []string{"../../testdata/*/spec.*", "../../../spec/*/*.yaml", "testdata/*"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			if data, err := os.ReadFile(name); err == nil {
				f.Add(data)
			}
		}
	}
	for _, seed := range seeds() {
		f.Add([]byte(seed))
	}
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(folder, "spec.yaml")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := File(t.Context(), name, Options{MaxSize: 1 << 18})
		if err == nil {
			walkDocument(t, doc)
			return
		}
		var problems problem.Problems
		if doc != nil || !errors.As(err, &problems) || len(problems) == 0 {
			t.Fatalf("document %v, error %v", doc, err)
		}
		for _, p := range problems {
			if p.Pos.File == "" || p.Message == "" || strings.ContainsAny(p.Error(), "\n\r") {
				t.Errorf("no message for people: %q", p.Error())
			}
		}
	})
}

// walkDocument asks for the position and the keys of every value.
func walkDocument(t *testing.T, doc *Document) {
	t.Helper()
	tree := doc.files.Trees[doc.files.Root]
	for at := range min(int32(tree.Len()), 1000) {
		pointer := tree.Pointer(at)
		if got, want := doc.Position(pointer), tree.Position(at); got != want {
			t.Fatalf("%s is at %v, not %v", pointer, want, got)
		}
		doc.Keys(pointer)
	}
}

func seeds() []string {
	head := "openapi: 3.1.0\ninfo: {title: x, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
	return []string{
		"", "{", "[", "{}", "- a", "&a [*a]", "a: &a {<<: *a}", "? {a: b}\n: c", "\xff", "\ufeff{}", "{\"a\":1e999}",
		head + "    A: {allOf: [{$ref: '#/components/schemas/A'}], example: {a: 1}}\n",
		head + "    A: {properties: {a: {$ref: '#/components/schemas/A'}}, default: {a: {a: {}}}}\n",
		head + "    A: {not: {$ref: '#/components/schemas/A'}, example: 1}\n",
		head + "    A: {$ref: '#/components/schemas/B', anyOf: [{$ref: '#/components/schemas/A'}]}\n    B: {type: [string, 'null'], examples: [null, 1]}\n",
		head + "    A: {$ref: '#/components/schemas/A/properties/x', properties: {x: {$ref: '#/components/schemas/A'}}}\n",
		head + "    A: {$ref: '#'}\n    B: {$ref: 'spec.yaml'}\n    C: {$ref: 'spec.yaml#/components/schemas/B'}\n",
		head + "    A: {oneOf: [null], type: [], items: {$ref: '#/components/schemas/A/items'}}\n",
		strings.ReplaceAll(head, "3.1.0", "3.0.3") + "    A: {items: {$ref: '#/components/schemas/A'}, example: [[[1]]]}\n",
	}
}
