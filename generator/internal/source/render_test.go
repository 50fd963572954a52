package source

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// opened reads files, given as name and content by turns, of which the first is the document.
func opened(t *testing.T, files ...string) (*Files, problem.Problems) {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		name := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	f, data, err := Open(t.Context(), files[0], Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	var problems problem.List
	f.Trees[f.Root] = Parse(f.Given, data, f.MaxSize, &problems)
	f.ReadAll(t.Context(), &problems)
	return f, problems.Problems()
}

// TestData has $refs written the way that those can follow who know no anchors and no ways through other $refs.
func TestData(t *testing.T) {
	tests := []struct {
		name, want string
		files      []string
	}{
		{"nothing to write anew", `{"a":{"$ref":"#/b"},"b":{}}`, []string{"a.json", `{"a": {"$ref": "#/b"}, "b": {}}`}},
		{"anchor", `{"a":{"$ref":"#/b"},"b":{"$anchor":"x"}}`, []string{"a.json", `{"a": {"$ref": "#x"}, "b": {"$anchor": "x"}}`}},
		{"data is no anchor", `{"a":{},"b":{"example":{"$anchor":"x"}}}`, []string{"a.json", `{"a": {"$ref": "#x"}, "b": {"example": {"$anchor": "x"}}}`}},
		{"an address that is an $id", `{"a":{"$ref":"#/b"},"b":{"$id":"https://e.example/s/b"}}`,
			[]string{"a.json", `{"a": {"$ref": "https://e.example/s/b"}, "b": {"$id": "https://e.example/s/b"}}`}},
		{"within what has an $id", `{"b":{"$id":"https://e.example/s/b","x":{"$ref":"#/b/$defs/D"},"y":{"$ref":"#/b"},"z":{"$ref":"#/b/$defs/D"},"$defs":{"D":{"$anchor":"d"}}}}`,
			[]string{"a.json", `{"b": {"$id": "https://e.example/s/b", "x": {"$ref": "#/$defs/D"}, "y": {"$ref": "b"}, "z": {"$ref": "../s/b#d"}, "$defs": {"D": {"$anchor": "d"}}}}`}},
		{"an $id in another", `{"b":{"$id":"https://e.example/s/b","x":{"$ref":"#/b/$defs/D"},"$defs":{"D":{"$id":"d"}}}}`,
			[]string{"a.json", `{"b": {"$id": "https://e.example/s/b", "x": {"$ref": "d"}, "$defs": {"D": {"$id": "d"}}}}`}},
		{"the document's own components beside an $id", `{"b":{"$id":"https://e.example/b","x":{"$ref":"#/c"}},"c":{}}`,
			[]string{"a.json", `{"b": {"$id": "https://e.example/b", "x": {"$ref": "#/c"}}, "c": {}}`}},
		{"a urn", `{"a":{"$ref":"#/b"},"b":{"$id":"urn:x:b"}}`, []string{"a.json", `{"a": {"$ref": "urn:x:b"}, "b": {"$id": "urn:x:b"}}`}},
		{"a property is no $id", `{"a":{"$ref":"#/properties"},"properties":{"$id":{"type":"string"}}}`,
			[]string{"a.json", `{"a": {"$ref": "#/properties"}, "properties": {"$id": {"type": "string"}}}`}},
		{"through another", `{"a":{"$ref":"b.json#/c"},"b":{"$ref":"b.json"}}`,
			[]string{"a.json", `{"a": {"$ref": "#/b/c"}, "b": {"$ref": "b.json"}}`, "b.json", `{"c": {}}`}},
		{"nowhere", `{"a":{}}`, []string{"a.json", `{"a": {"$ref": "#/b"}}`}},
		{"empty", `{"a":{"$ref":"a.json"}}`, []string{"a.json", `{"a": {"$ref": ""}}`}},
		{"operation", `{"get":{"x":{"$ref":"deep/c.json#/d"},"y":{"$ref":"deep/b.json#/x"}}}`,
			[]string{"a.json", `{"get": {"$ref": "deep/b.json"}}`, "deep/b.json", `{"x": {"$ref": "c.json#/d"}, "y": {"$ref": "#/x"}}`, "deep/c.json", `{"d": {}}`}},
		{"operation in an operation", `{"get":{"content":{"x":{"$ref":"#/b"}}},"b":{}}`,
			[]string{"a.json", `{"get": {"$ref": "b.json"}, "b": {}}`, "b.json", `{"content": {"$ref": "c.json"}}`, "c.json", `{"x": {"$ref": "a.json#/b"}}`}},
		{"names that need escapes", `{"get":{"x":{"$ref":"b%20c.json#/a~1%25"}}}`,
			[]string{"a.json", `{"get": {"$ref": "b%20c.json#/get"}}`, "b c.json", `{"get": {"x": {"$ref": "#/a~1%25"}}, "a/%": {}}`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, _ := opened(t, test.files...)
			if got := string(f.Data(f.Root)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestMisplaced(t *testing.T) {
	for document, want := range map[string]string{
		`{"paths": {"/a": {"$ref": "#/x"}}, "x": {}}`:                                        "",
		`{"paths": {"/a": {"get": {"$ref": "#/x"}}}, "x": {}}`:                               "get",
		`{"paths": {"get": {"$ref": "#/x"}}, "x": {}}`:                                       "",
		`{"properties": {"$ref": {"type": "string"}}}`:                                       "",
		`{"properties": {"$ref": "#/x"}, "x": {}}`:                                           "properties",
		`{"properties": {"get": {"$ref": "#/x"}}, "x": {}}`:                                  "",
		`{"content": {"a/b": {"$ref": "#/x"}}, "x": {}}`:                                     "content",
		`{"content": {"a/b": {"schema": {"$ref": "#/x"}}}, "x": {}}`:                         "",
		`{"servers": [{"$ref": "#/x"}], "x": {}}`:                                            "servers",
		`{"parameters": [{"$ref": "#/x"}], "x": {}}`:                                         "",
		`{"parameters": {"$ref": "#/x"}, "x": []}`:                                           "parameters",
		`{"example": {"get": {"$ref": "#/x"}}}`:                                              "",
		`{"callbacks": {"a": {"{$request.body#/url}": {"post": {"$ref": "#/x"}}}}, "x": {}}`: "post",
	} {
		f, _ := opened(t, "a.json", document)
		got := ""
		for _, ref := range f.Refs {
			got += ref.Misplaced
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", document, got, want)
		}
	}
}

func TestPointers(t *testing.T) {
	for _, tokens := range [][]string{nil, {"a"}, {"a/b", "~", "~1", ""}, {"", "x"}} {
		pointer := Join("a.json#", tokens...)
		file, got := Split(pointer)
		if file != "a.json" || len(got) != len(tokens) {
			t.Errorf("%q: got %q, %q", pointer, file, got)
			continue
		}
		for i := range tokens {
			if got[i] != tokens[i] {
				t.Errorf("%q: got %q", pointer, got)
			}
		}
	}
}
