package load

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// reader has kin-openapi read a document, and says what keeps it from that.
type reader struct{ report }

// overlay reads the document and applies overlays.
func (r reader) overlay(data []byte, overlays []string) {
	f := r.files
	if len(overlays) > 0 {
		f.Trees[f.Root] = r.overlaid(data, overlays)
		return
	}
	f.Trees[f.Root] = source.Parse(f.Given, data, f.MaxSize, r.problems)
}

// refer reads the files that the document refers to, and reports whether it is one that this package knows.
func (r reader) refer(ctx context.Context) (known bool) {
	f := r.files
	f.MediaTypeRefs = f.Trees[f.Root] != nil && !f.Trees[f.Root].Empty() && is32(f.Trees[f.Root])
	f.ReadAll(ctx, r.problems)
	root := f.Trees[f.Root]
	if ctx.Err() != nil || root == nil || !r.isOpenAPI(root) {
		return false
	}
	r.refuse32()
	r.constNull()
	r.applySiblings()
	return true
}

// load has kin-openapi read the document, and again as long as rules mend all that it cannot make sense of.
func (r reader) load(ctx context.Context) *openapi3.T {
	for range maxRounds {
		loader := openapi3.NewLoader()
		loader.Context = ctx
		loader.IsExternalRefsAllowed = true
		loader.ReadFromURIFunc = r.serve
		loader.JoinFunc = r.files.Join
		doc, err := loader.LoadFromDataWithPath(r.files.Data(r.files.Root), r.files.Address(r.files.Root))
		if r.files.IsUnending() {
			r.problems.Add(problem.Problem{Pos: problem.Position{File: r.files.Given}, Message: "a $ref that stands where OpenAPI allows none leads to itself, or to too much",
				Hint: "put there what it refers to"})
			return nil
		}
		if err == nil {
			followHeaders(doc)
			return doc
		}
		before := r.problems.Len()
		r.unreadable(err)
		if !r.problems.Repaired(before) {
			break
		}
	}
	return nil
}

// followHeaders follows the $refs of headers that are content, which kin-openapi does not do, and then has them against the
// document. A schema that is no mere $ref to a component is taken out: others may be in it.
func followHeaders(doc *openapi3.T) {
	walkObjects(doc, func(_ string, object any, _ direction) {
		if header, ok := object.(*openapi3.Header); ok {
			for _, media := range header.Content {
				media.Schema = followed(doc, media.Schema)
			}
		}
	})
}

// followed is a $ref to a component with what it leads to; nil for everything else.
func followed(doc *openapi3.T, ref *openapi3.SchemaRef) *openapi3.SchemaRef {
	if ref == nil || doc.Components == nil {
		return nil
	}
	name, local := strings.CutPrefix(ref.Ref, "#/components/schemas/")
	component := doc.Components.Schemas[source.Unescape(name)]
	if !local || component == nil || component.Value == nil {
		return nil
	}
	return &openapi3.SchemaRef{Ref: ref.Ref, Value: component.Value}
}

// serve gives kin-openapi the files that were read and checked already, and no others.
func (r reader) serve(_ *openapi3.Loader, location *url.URL) ([]byte, error) {
	file := source.Known(location)
	if r.files.Trees[file] == nil {
		return nil, fmt.Errorf("%q was not read", location)
	}
	return r.files.Data(file), nil
}

// unreadable says why kin-openapi could not make sense of a document that is well-formed.
func (r reader) unreadable(err error) {
	before := r.problems.Len()
	for file, t := range r.files.Trees {
		if t != nil && (file == r.files.Root || t.Child(0, "openapi") != source.None || t.Child(0, "components") != source.None) {
			r.mistyped(file, t, reflect.TypeFor[openapi3.T]())
		}
	}
	if r.problems.Len() > before {
		return
	}
	r.unresolved(err)
	if r.problems.Len() == before {
		root := r.files.Trees[r.files.Root]
		r.problems.Add(problem.Problem{Pos: root.Position(0), Message: "invalid document: " + kinReason(err)})
	}
}

// kinReason is an error of kin-openapi without the parser's own words around it.
func kinReason(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(next) {
		err = next
	}
	message := problem.OneLine(err.Error())
	if _, after, ok := strings.Cut(message, "decoding JSON: json: "); ok {
		return after
	}
	return strings.TrimPrefix(message, "json: ")
}
