package answer

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/parameter"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/style"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// headersOf resolves the headers of one answer.
func (r *Reader) headersOf(response *openapi3.Response, pointer string, status int, name string) []header.Header {
	var found []header.Header
	for _, key := range r.doc.Keys(load.Join(pointer, "headers")) {
		ref := response.Headers[key]
		if ref == nil || ref.Value == nil || header.Ignored(key) {
			continue
		}
		at := place.Place{Pointer: load.Join(pointer, "headers", key), Name: name + naming.Exported(key), Word: key}
		if ref.Ref != "" {
			at.Pointer = r.places.Target(ref).Pointer
		}
		if !parameter.LegibleHeader(key) {
			r.doc.Fail(at.Pointer, fmt.Sprintf("no header can have the name %q", key), "use letters, digits and hyphens")
			continue
		}
		found = append(found, r.Header(key, &ref.Value.Parameter, at, status))
	}
	return found
}

// Header resolves a header: that of an answer with a status, or a parameter of what the API sends.
func (r *Reader) Header(key string, value *openapi3.Parameter, at place.Place, status int) header.Header {
	schema, content, tokens := parameter.Schema(value)
	h := header.Header{Status: status, Name: key, Required: value.Required, JSON: media.IsJSON(content),
		Type: &ir.Type{Kind: ir.String}, Doc: ir.Doc{Text: r.doc.Linked(value.Description, at.Pointer), Position: r.doc.Short(at.Pointer), Pointer: at.Pointer}}
	if value.Deprecated {
		h.Doc.Deprecated = document.MarkedDeprecated
	}
	if content == "" || h.JSON {
		schemaAt := at.In("", append(tokens, "schema")...)
		schemaAt.Name = at.Name
		h.Type = style.TextOf(r.types.Use(schema, schemaAt).T)
	}
	if format := value.Extensions[load.CollectionFormat]; format != nil && format != "csv" && h.Type.Kind == ir.Array {
		h.Type = &ir.Type{Kind: ir.String}
		r.doc.Lose(loss.Weakened, at.Pointer, "collectionFormat", fmt.Sprintf("header %s is text", key), fmt.Sprintf("only commas part elements of headers, and not %v", format))
	}
	if h.JSON && h.Type.Kind == ir.Raw {
		r.doc.Lose(loss.Weakened, at.Pointer, "content", fmt.Sprintf("header %s is raw JSON", key), "no Go type holds what the schema allows, or it is no $ref to a component")
	}
	if _, _, _, weaker := header.Kind(h); weaker {
		r.doc.Lose(loss.Weakened, at.Pointer, "", fmt.Sprintf("header %s is text", key), "only scalars and arrays of scalars have types in headers")
	}
	return h
}
