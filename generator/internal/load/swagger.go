package load

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// convert makes an OpenAPI 3 document of a Swagger 2.0 one, and reports whether it was one. What is in it stands where it
// stood before.
func (r reader) convert(ctx context.Context) (converted bool) {
	f := r.files
	t := f.Trees[f.Root]
	if t == nil || t.Empty() || t.Child(0, "swagger") == source.None {
		return false
	}
	before := r.problems.Len()
	f.ReadAll(ctx, r.problems)
	b := r.prepare(t)
	data, err := r.converting(b)
	for range maxRounds {
		reported := r.problems.Len()
		if err == nil {
			break
		}
		if r.mistyped(f.Root, t, reflect.TypeFor[openapi2.T]()); !r.problems.Repaired(reported) {
			break
		}
		data, err = r.converting(b)
	}
	if err != nil {
		f.Replace(nil)
		r.unconvertible(t, err, before)
		return false
	}
	made := source.Made(f.Given, data, r.problems)
	placer{made, f, b.imported}.place(source.Place{File: f.Root, Tree: t})
	f.Replace(made)
	return true
}

// unconvertible says why a document cannot be converted, unless that is said already.
func (r reader) unconvertible(t *source.Tree, err error, before int) {
	if r.problems.Len() > before && !r.problems.Repaired(before) {
		return
	}
	at := t.Child(0, "swagger")
	r.problems.Add(problem.Problem{Pos: t.Position(at), Pointer: t.Pointer(at),
		Message: "the Swagger 2.0 document cannot be converted to OpenAPI 3: " + problem.OneLine(err.Error()), Hint: "convert it first"})
}

// prepare makes the edits without which kin-openapi does not convert a document: it does not look into all schemas for
// $refs, takes extensions among the paths for paths, and knows no files of Swagger 2.0 but one.
func (r reader) prepare(t *source.Tree) *bundle {
	for at := range t.Children(t.Child(0, "paths")) {
		if strings.HasPrefix(t.Key(at), "x-") {
			r.files.Edit(r.files.Root, at, "")
		}
	}
	b := &bundle{files: r.files, imported: map[string]source.Place{}, names: map[source.Place]string{}, spliced: map[source.Place]bool{}}
	b.follow(source.Place{File: r.files.Root, Tree: t})
	return b
}

// converting calls kin-openapi, which may panic on documents from anywhere.
func (r reader) converting(b *bundle) (converted []byte, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("kin-openapi fails on it: %v", panicked)
		}
	}()
	document, err := b.data()
	if err != nil {
		return nil, err
	}
	var old openapi2.T
	if err := json.Unmarshal(document, &old); err != nil {
		return nil, err
	}
	keepFormats(&old)
	keepMedia(&old)
	preferHTTPS(old.Schemes)
	doc, err := openapi2conv.ToV3WithLoader(&old, openapi3.NewLoader(), r.files.Address(r.files.Root))
	if err != nil {
		return nil, err
	}
	requireForms(doc)
	return doc.MarshalJSON()
}
