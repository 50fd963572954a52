package load

import (
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// texts32 are keys of OpenAPI 3.2 that make no difference to an SDK, or that are understood before kin-openapi sees them.
func texts32() []string {
	return []string{"name", "summary", "kind", "parent", "mediaTypes", "deviceAuthorization", "oauth2MetadataUrl", "deprecated",
		"deviceAuthorizationUrl", "nodeType", "dataValue", "serializedValue", "$self", "pathItems"}
}

// is32 reports whether a document is one of OpenAPI 3.2.
func is32(t *source.Tree) bool {
	version := t.Child(0, "openapi")
	if version == source.None || t.Kind(version) != source.String {
		return false
	}
	text := t.Text(version)
	return text == "3.2" || strings.HasPrefix(text, "3.2.")
}

// refuse32 names each thing of OpenAPI 3.2 that the generator does not know yet: nobody else would say so, or would call it
// a mistake.
func (r reader) refuse32() {
	if !is32(r.files.Trees[r.files.Root]) {
		return
	}
	for file, t := range r.files.Trees {
		if t != nil && !t.Empty() {
			w := walker32{reader: r, file: file, tree: t}
			w.object(0, false)
		}
	}
}

type walker32 struct {
	reader reader
	file   string
	tree   *source.Tree
}

// object walks the values below one, whose keys are names or the specification's.
func (w *walker32) object(parent int32, names bool) {
	for at := range w.tree.Children(parent) {
		key, kind := w.tree.Key(at), w.tree.Kind(at)
		switch {
		case !names && source.IsLiteral(key, kind):
		case !names && unsupported32(key):
			w.refuse(at, at, key)
		case kind == source.String && !names:
			w.text(parent, at, key)
		default:
			w.object(at, !names && kind == source.Mapping && source.HoldsNames(key))
		}
	}
}

func unsupported32(key string) bool {
	switch key {
	case "itemEncoding", "prefixEncoding":
		return true
	}
	return false
}

// text looks at the places where OpenAPI 3.2 gives a key a value that kin-openapi refuses. It reads another one there; the
// [Document.Said] gives what was said.
func (w *walker32) text(parent, at int32, key string) {
	switch text := w.tree.Text(at); {
	case key == "in" && text == "querystring":
		w.reader.files.Edit(w.file, at, `"query"`)
		if required := w.tree.Child(parent, "required"); required != source.None {
			w.reader.files.Edit(w.file, required, "false") // there is no parameter of that name
		}
	case key == "style" && text == "cookie", key == "defaultMapping":
		w.reader.files.Edit(w.file, at, "")
	}
}

// refuse reports what is not supported, and leaves a value out.
func (w *walker32) refuse(at, out int32, what string) {
	w.reader.files.Edit(w.file, out, "")
	w.reader.problems.Add(problem.Problem{
		Pos: w.tree.Position(at), Pointer: w.reader.files.Pointer(source.Place{File: w.file, Tree: w.tree, At: at}),
		Message: fmt.Sprintf("OpenAPI 3.2's %s is not supported yet", what),
		Hint:    "write it the way of OpenAPI 3.1, or use --lenient to do without",
		Rule:    repair.Later,
	})
}

// describe gives responses that have none a description: OpenAPI 3.2 has a summary instead, or nothing.
func describe(doc *openapi3.T) {
	walkObjects(doc, func(_ string, object any, _ direction) {
		if response, ok := object.(*openapi3.Response); ok && response.Description == nil {
			summary, _ := response.Extensions["summary"].(string)
			response.Description = &summary
		}
	})
}
