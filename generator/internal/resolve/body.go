package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// body resolves what an operation sends.
func (r *resolver) body(o *operationAt, at place) *ir.Body {
	ref := o.operation.RequestBody
	if ref == nil || ref.Value == nil {
		return nil
	}
	pointer := load.Join(o.pointer, "requestBody")
	if ref.Ref != "" {
		pointer = r.target(ref).pointer
	}
	mediaType, media := pick(ref.Value.Content)
	if media == nil || !ref.Value.Required && blankForm(mediaType, media) {
		return nil
	}
	r.loseMediaTypes(ref.Value.Content, pointer, mediaType)
	body := &ir.Body{MediaType: mediaType, Required: ref.Value.Required, Doc: ref.Value.Description}
	body.Type, body.Encoding = r.content(mediaType, media, place{pointer: pointer, name: at.name + "Request"})
	switch {
	case formLike(body.Encoding) && !r.hasProperties(body.Type):
		body.Type, body.Encoding = &ir.Type{Kind: ir.Stream}, ir.AsStream
	case formLike(body.Encoding):
		body.Parts = r.parts(body, media, load.Join(pointer, "content", mediaType))
	}
	body.AnyMedia = body.Encoding == ir.AsStream && (strings.Contains(mediaType, "*") || strings.HasPrefix(mediaType, "multipart/"))
	body.Arg = "content"
	if body.Type.Kind == ir.Named {
		body.Arg = naming.BodyArgument(body.Type.Decl.TypeName())
	}
	return body
}

// blankForm tells whether a body is a form without fields, which there is no point in sending.
func blankForm(mediaType string, media *openapi3.MediaType) bool {
	if !formLike(encodingOf(mediaType)) || media.Schema == nil || media.Schema.Value == nil {
		return false
	}
	schema := media.Schema.Value
	open := schema.AdditionalProperties.Schema != nil || schema.AdditionalProperties.Has != nil && *schema.AdditionalProperties.Has
	return schema.Type.Is(openapi3.TypeObject) && len(schema.Properties)+len(schema.AllOf)+len(schema.AnyOf)+len(schema.OneOf) == 0 && !open
}

func formLike(encoding ir.Encoding) bool { return encoding == ir.AsForm || encoding == ir.AsMultipart }

// content is the type of a body: what its schema says where that can be encoded, a stream where not.
func (r *resolver) content(mediaType string, media *openapi3.MediaType, at place) (*ir.Type, ir.Encoding) {
	encoding := encodingOf(mediaType)
	switch {
	case encoding == ir.AsText:
		return &ir.Type{Kind: ir.String}, encoding
	case encoding == ir.AsStream, media.Schema == nil:
		return &ir.Type{Kind: ir.Stream}, ir.AsStream
	}
	t := r.use(media.Schema, place{pointer: load.Join(at.pointer, "content", mediaType, "schema"), name: at.name}).t
	if t.Kind == ir.File {
		return &ir.Type{Kind: ir.Stream}, ir.AsStream
	}
	return t, encoding
}

func encodingOf(mediaType string) ir.Encoding {
	switch name := bareMediaType(mediaType); {
	case jsonLike(mediaType):
		return ir.AsJSON
	case name == "application/x-www-form-urlencoded":
		return ir.AsForm
	case strings.HasPrefix(name, "multipart/"):
		return ir.AsMultipart
	case name == "text/plain":
		return ir.AsText
	default:
		return ir.AsStream
	}
}

// pick chooses one of several media types: JSON where there is JSON.
func pick(content openapi3.Content) (string, *openapi3.MediaType) {
	names := make([]string, 0, len(content))
	for name := range content {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(rank(a)-rank(b), strings.Compare(a, b)) })
	if len(names) == 0 {
		return "", nil
	}
	return names[0], content[names[0]]
}

// rank orders media types by how well the client deals with them.
func rank(mediaType string) int {
	switch name := bareMediaType(mediaType); {
	case name == "application/json":
		return 0
	case strings.HasSuffix(name, "+json"):
		return 1
	case name == "*/*" || name == "application/*":
		return 2
	case name == "application/x-www-form-urlencoded":
		return 3
	case name == "multipart/form-data":
		return 4
	case name == "text/plain":
		return 5
	default:
		return 6
	}
}

func jsonLike(mediaType string) bool { return rank(mediaType) < 3 }

func bareMediaType(mediaType string) string {
	name, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	return strings.TrimSpace(name)
}
