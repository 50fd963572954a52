// Package coverage finds out how much of a document reaches the SDK. It visits every key of the document that OpenAPI knows:
// what the generator reads is expressed, what it does not read is a loss. It writes the losses of all stages as text, as
// JSON, and as a page beside the document.
package coverage

import (
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
)

// Sweep is what came of a document's keys.
type Sweep struct {
	// Expressed is how many keys the generator reads.
	Expressed int
	// Losses are the keys that it does not read.
	Losses []loss.Loss
}

// Includes reports whether an operation is one of those that the user wants. Tags are the document's.
type Includes func(operationID, method, path string, tags []string) bool

// Of visits the keys of a document. The operations that the user leaves out, and what only they lead to, are no losses.
func Of(doc *load.Document, includes Includes, chooses bool) Sweep {
	w := &walker{doc: doc, fates: fates(), seen: map[string]bool{}, opened: stream.OpenedIn(schemas{doc}, doc.T, wordOf)}
	w.object(reflect.ValueOf(doc.T).Elem(), "#", func(key string) bool {
		return key == "paths" || key == "webhooks" || key == "components" && chooses
	})
	w.paths(doc.T, includes)
	for _, name := range slices.Sorted(maps.Keys(doc.T.Webhooks)) {
		w.value(reflect.ValueOf(doc.T.Webhooks[name]), load.Join("#/webhooks", name))
	}
	return w.sweep
}

// walker visits values by their types, which kin-openapi has for every object of OpenAPI.
type walker struct {
	doc   *load.Document
	fates map[string]map[string]fate
	seen  map[string]bool
	// opened are the strings that hold JSON, and whose contentSchema is read.
	opened map[*openapi3.Schema]bool
	sweep  Sweep
}

// schemas is the document of package schema.
type schemas struct{ *load.Document }

func (s schemas) Target(ref *openapi3.SchemaRef) string {
	_, fragment, _ := strings.Cut(ref.Ref, "#")
	return s.FileAt(ref.RefPath()) + "#" + fragment
}

func wordOf(media *openapi3.MediaType, _ string) any { return media.Extensions["x-sdk-stream"] }

func (w *walker) paths(doc *openapi3.T, includes Includes) {
	for _, path := range slices.Sorted(maps.Keys(doc.Paths.Map())) {
		item, at := doc.Paths.Value(path), load.Join("#/paths", path)
		if item.Ref != "" {
			at = w.doc.Target("", item.Ref)
		}
		left := map[string]bool{}
		for method, operation := range item.Operations() {
			left[strings.ToLower(method)] = !includes(operation.OperationID, method, path, operation.Tags)
		}
		w.sweep.Expressed++
		w.object(reflect.ValueOf(item).Elem(), at, func(key string) bool { return left[key] })
	}
}

// value visits what is inside a value of any type.
func (w *walker) value(v reflect.Value, at string) {
	if target, leads := v.Interface().(reference); leads && !v.IsNil() {
		if target.RefString() != "" {
			_, fragment, _ := strings.Cut(target.RefString(), "#")
			at = w.doc.FileAt(target.RefPath()) + "#" + fragment
		}
		if w.seen[at] {
			return
		}
		w.seen[at] = true
	}
	switch v.Kind() {
	case reflect.Pointer:
		w.pointer(v, at)
	case reflect.Struct:
		w.structure(v, at)
	case reflect.Slice:
		for i := range v.Len() {
			w.value(v.Index(i), load.Join(at, fmt.Sprint(i)))
		}
	case reflect.Map:
		w.mapping(v, at)
	}
}

// reference is a value that may stand elsewhere.
type reference interface {
	RefString() string
	RefPath() *url.URL
}

func (w *walker) pointer(v reflect.Value, at string) {
	if v.IsNil() {
		return
	}
	switch typed := v.Interface().(type) {
	case *openapi3.Responses:
		w.mapping(reflect.ValueOf(typed.Map()), at)
	case *openapi3.Callback:
		w.mapping(reflect.ValueOf(typed.Map()), at)
	default:
		w.value(v.Elem(), at)
	}
}

func (w *walker) mapping(v reflect.Value, at string) {
	if v.Type().Key().Kind() != reflect.String {
		return
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		w.value(v.MapIndex(key), load.Join(at, key.String()))
	}
}

// structure visits an object of OpenAPI, what a reference holds, or a schema that may also be true or false.
func (w *walker) structure(v reflect.Value, at string) {
	switch {
	case w.fates[v.Type().Name()] != nil:
		w.object(v, at, func(string) bool { return false })
	case v.FieldByName("Value").IsValid():
		w.value(v.FieldByName("Value"), at)
	case v.FieldByName("Schema").IsValid():
		w.value(v.FieldByName("Schema"), at)
	}
}

// object visits the keys of an object but for those that somebody else visits.
func (w *walker) object(v reflect.Value, at string, others func(key string) bool) {
	kind := v.Type().Name()
	if kind == "Header" { // a parameter without a name and a place
		v = v.FieldByName("Parameter")
	}
	for i := range v.NumField() {
		key := keyOf(v.Type().Field(i))
		if key == "" || v.Field(i).IsZero() || others(key) {
			continue
		}
		f := w.fates[kind][key]
		if read, is := v.Addr().Interface().(*openapi3.Schema); is && key == "contentSchema" && w.opened[read] {
			f = fate{}
		}
		if f.lost() {
			w.sweep.Losses = append(w.sweep.Losses, loss.Loss{Kind: f.kind, Pos: w.doc.Position(load.Join(at, key)),
				Pointer: load.Join(at, key), Key: key, What: f.what, Why: f.why})
			continue
		}
		w.sweep.Expressed++
		if !f.data {
			w.value(v.Field(i), load.Join(at, key))
		}
	}
}

// keyOf is the key that a field of kin-openapi's types stands for; "" is none.
func keyOf(field reflect.StructField) string {
	key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	if key == "-" || !field.IsExported() {
		return ""
	}
	return key
}
