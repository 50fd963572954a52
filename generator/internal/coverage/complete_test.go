package coverage

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
)

// types are the types of kin-openapi that a document is made of.
func types() map[string]reflect.Type {
	found := map[string]reflect.Type{}
	collect(reflect.TypeFor[openapi3.T](), found)
	return found
}

func collect(t reflect.Type, found map[string]reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		switch t {
		case reflect.TypeFor[*openapi3.Paths]():
			t = reflect.TypeFor[*openapi3.PathItem]()
		case reflect.TypeFor[*openapi3.Responses]():
			t = reflect.TypeFor[*openapi3.ResponseRef]()
		case reflect.TypeFor[*openapi3.Callback]():
			t = reflect.TypeFor[*openapi3.PathItem]()
		}
		collect(t.Elem(), found)
	case reflect.Struct:
		if found[t.Name()] != nil || t.PkgPath() != reflect.TypeFor[openapi3.T]().PkgPath() || t.Name() == "Origin" || t.Name() == "Location" {
			return
		}
		found[t.Name()] = t
		for i := range t.NumField() {
			collect(t.Field(i).Type, found)
		}
	}
}

// TestEveryKeyHasAFate holds the table of fates against kin-openapi's types.
func TestEveryKeyHasAFate(t *testing.T) {
	known, fates := types(), fates()
	for name, structure := range known {
		if strings.HasSuffix(name, "Ref") || name == "Header" {
			continue // what a reference or a header says besides is said by what it leads to
		}
		for i := range structure.NumField() {
			key := keyOf(structure.Field(i))
			if _, has := fates[name][key]; key != "" && !has {
				t.Errorf("%s.%s has no fate: read it, record a loss, or give a reason", name, key)
			}
		}
	}
	for name, keys := range fates {
		if known[name] == nil {
			t.Errorf("nothing is called %s", name)
		}
		for key, f := range keys {
			if f.lost() == (f.what == "") || f.lost() && f.why == "" {
				t.Errorf("%s.%s: say what is lost and why", name, key)
			}
		}
	}
}

// seed is a key that is put into a document, at a place, and what has to be there for it to mean something.
type seed struct {
	Type, Key string
	// Version is the document's version, 3.1.0 if empty.
	Version string
	Value   json.RawMessage
	// Beside are further keys of the same object, with and without the key. Drop are keys that it does not have, Dropped those
	// that it does not have with the key.
	Beside        map[string]any
	Drop, Dropped []string
}

// TestEveryKeyHasTheFateThatItSays puts each key into a document and looks at what becomes of it: generated code differs
// for what is read, and for nothing else; what is lost is among the losses.
func TestEveryKeyHasTheFateThatItSays(t *testing.T) {
	data, err := os.ReadFile("testdata/seeds.json")
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Document json.RawMessage
		At       map[string]string
		Seeds    []seed
	}
	if err := json.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	tried, fates := map[string]bool{}, fates()
	for _, s := range table.Seeds {
		tried[s.Type+"."+s.Key] = true
		t.Run(s.Type+"."+s.Key, func(t *testing.T) {
			without := generated(t, table.Document, table.At[s.Type], s, false)
			with := generated(t, table.Document, table.At[s.Type], s, true)
			check(t, s, fates[s.Type][s.Key], without, with)
		})
	}
	for name, keys := range fates {
		for key, f := range keys {
			if f.reason == "" && name != "Header" && !tried[name+"."+key] {
				t.Errorf("no document is tried with %s.%s", name, key)
			}
		}
	}
}

// outcome is what became of a document.
type outcome struct {
	files  string
	losses []loss.Loss
}

func check(t *testing.T, s seed, f fate, without, with outcome) {
	t.Helper()
	differs := without.files != with.files
	recorded := slices.ContainsFunc(with.losses, func(l loss.Loss) bool { return l.Key == s.Key && l.Kind == f.kind })
	switch {
	case f.lost() && !recorded:
		t.Errorf("it is no loss: %v", with.losses)
	case f.lost() && differs:
		t.Error("it is a loss, but the code differs: it is read")
	case !f.lost() && f.reason == "" && !differs:
		t.Error("it is called read, but the code is the same")
	case f.reason != "" && differs:
		t.Error("it is left, but the code differs: it is read")
	}
}

// generated makes the files of the document with a key in it, or with what is beside the key alone. The document is one line:
// so no line of a comment differs for its place.
func generated(t *testing.T, document []byte, at string, s seed, with bool) outcome {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var root map[string]any
	if err := decoder.Decode(&root); err != nil {
		t.Fatal(err)
	}
	if s.Version != "" {
		root["openapi"] = s.Version
		delete(root["components"].(map[string]any), "pathItems") // 3.0 has none
	}
	object := root
	for token := range strings.SplitSeq(strings.TrimPrefix(at, "/"), "/") {
		if token = load.Unescape(token); token == "" {
			continue
		}
		next, ok := object[token].(map[string]any)
		if list, isList := object[token].([]any); isList {
			next, ok = list[0].(map[string]any)
		}
		if !ok {
			t.Fatalf("no object at %s (%s)", at, token)
		}
		object = next
	}
	maps.Copy(object, s.Beside)
	for _, key := range s.Drop {
		delete(object, key)
	}
	if with {
		object[s.Key] = s.Value
		for _, key := range s.Dropped {
			delete(object, key)
		}
	}
	return generate(t, root)
}

func generate(t *testing.T, root map[string]any) outcome {
	t.Helper()
	text, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "spec.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := load.File(t.Context(), file, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := func(string, string, string, []string) bool { return true }
	swept := Of(doc, all, false)
	api, losses, err := resolve.API(t.Context(), doc, resolve.Options{Package: "api"})
	if err != nil {
		t.Fatal(err)
	}
	files, err := emit.Files(api)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, file := range files {
		b.WriteString(file.Path)
		b.Write(file.Content)
	}
	return outcome{b.String(), append(losses, swept.Losses...)}
}
