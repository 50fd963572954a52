// Package body resolves the bodies of requests and answers: their types, their parts and the items of streams.
package body

import (
	"cmp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/digest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Reader reads the bodies of requests and answers. It keeps nothing about one operation for the next.
type Reader struct {
	doc     *document.Document
	places  *place.Names
	types   *types.Builder
	digests *digest.Digests
	// shared are the names of bodies that several operations have, by what they say.
	shared map[digest.Digest]string
}

// NewReader returns a reader. Types of bodies are built by builder, and named after what they hold where several of the
// operations have them.
func NewReader(doc *document.Document, places *place.Names, names *place.Declared, builder *types.Builder, digests *digest.Digests,
	operations []*operation.Source) *Reader {
	return &Reader{doc: doc, places: places, types: builder, digests: digests, shared: nameShared(places, names, digests, operations)}
}

// Sent resolves what an operation sends, as the first of its media types; nil is nothing.
func (r *Reader) Sent(o *operation.Source, at place.Place) *ir.Body {
	ref := o.Operation.RequestBody
	if ref == nil || ref.Value == nil {
		return nil
	}
	mediaType, said := media.Choose(r.doc, ref.Value.Content, r.Pointer(o))
	if said == nil || !ref.Value.Required && media.IsBlankForm(mediaType, said) {
		return nil
	}
	return r.As(ref.Value, mediaType, said, place.Place{Pointer: r.Pointer(o), Name: r.Name(ref, at.Name, "Request")})
}

// Pointer is where what an operation sends stands.
func (r *Reader) Pointer(o *operation.Source) string {
	if ref := o.Operation.RequestBody; ref.Ref != "" {
		return r.places.Target(ref).Pointer
	}
	return load.Join(o.Pointer, "requestBody")
}

// As resolves a body that is sent as one of its media types.
func (r *Reader) As(ref *openapi3.RequestBody, mediaType string, said *openapi3.MediaType, at place.Place) *ir.Body {
	pointer := at.Pointer
	body := &ir.Body{MediaType: mediaType, ContentType: media.Sent(mediaType), Required: ref.Required, Doc: ref.Description}
	body.Type, body.Encoding = r.Content(mediaType, said, place.Place{Pointer: pointer, Name: at.Name})
	switch {
	case media.IsForm(body.Encoding) && !r.types.Types().HasProperties(body.Type):
		body.Type, body.Encoding = &ir.Type{Kind: ir.Stream}, ir.AsStream
	case media.IsForm(body.Encoding):
		body.Parts = r.parts(body, said, load.Join(pointer, "content", mediaType))
	}
	body.AnyMedia = body.Encoding == ir.AsStream && (strings.Contains(mediaType, "*") || strings.HasPrefix(mediaType, "multipart/"))
	body.Items = r.sentItems(mediaType, said, at)
	body.Arg = "content"
	switch {
	case body.Items != nil:
		body.Arg = "items"
	case body.Type.Kind == ir.Named:
		body.Arg = naming.BodyArgument(body.Type.Decl.TypeName())
	}
	return body
}

// Content is the type of a body: what its schema says where that can be encoded, a stream where not.
func (r *Reader) Content(mediaType string, said *openapi3.MediaType, at place.Place) (*ir.Type, ir.Encoding) {
	encoding := media.Encoding(mediaType)
	switch {
	case encoding == ir.AsText:
		return &ir.Type{Kind: ir.String}, encoding
	case encoding == ir.AsStream, said.Schema == nil:
		return &ir.Type{Kind: ir.Stream}, ir.AsStream
	}
	name := at.Name
	if said.Schema.Ref == "" && said.Schema.Value != nil && len(said.Schema.Value.Properties) > 0 {
		name = cmp.Or(r.shared[r.digests.Of(said.Schema.Value)], name)
	}
	used := r.types.Use(said.Schema, place.Place{Pointer: load.Join(at.Pointer, "content", mediaType, "schema"), Name: name})
	if used.T.Kind == ir.File {
		return &ir.Type{Kind: ir.Stream}, ir.AsStream
	}
	used.Nullable = used.Nullable && encoding == ir.AsJSON
	return r.types.Element(used), encoding
}
