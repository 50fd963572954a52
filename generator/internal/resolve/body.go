package resolve

import (
	"cmp"
	"maps"
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
	mediaType, media := r.pick(ref.Value.Content, r.bodyPointer(o))
	if media == nil || !ref.Value.Required && blankForm(mediaType, media) {
		return nil
	}
	return r.bodyOf(ref.Value, mediaType, media, place{pointer: r.bodyPointer(o), name: r.bodyName(ref, at.name, "Request")})
}

// bodyPointer is where an operation's body stands.
func (r *resolver) bodyPointer(o *operationAt) string {
	if ref := o.operation.RequestBody; ref.Ref != "" {
		return r.target(ref).pointer
	}
	return load.Join(o.pointer, "requestBody")
}

// bodyOf resolves a body that is sent as one of its media types.
func (r *resolver) bodyOf(ref *openapi3.RequestBody, mediaType string, media *openapi3.MediaType, at place) *ir.Body {
	pointer := at.pointer
	body := &ir.Body{MediaType: mediaType, Required: ref.Required, Doc: ref.Description}
	body.Type, body.Encoding = r.content(mediaType, media, place{pointer: pointer, name: at.name})
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
	name := at.name
	if media.Schema.Ref == "" && media.Schema.Value != nil && len(media.Schema.Value.Properties) > 0 {
		name = cmp.Or(r.sharedNames[r.digest(media.Schema.Value)], name)
	}
	t := r.use(media.Schema, place{pointer: load.Join(at.pointer, "content", mediaType, "schema"), name: name}).t
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

// pick chooses one of several media types: JSON where there is JSON, else the first one.
func (r *resolver) pick(content openapi3.Content, pointer string) (string, *openapi3.MediaType) {
	names := slices.DeleteFunc(slices.Clone(r.doc.Keys(load.Join(pointer, "content"))), func(name string) bool { return content[name] == nil })
	if len(names) == 0 { // what a repair has put there has no place
		names = slices.Sorted(maps.Keys(content))
	}
	slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
	if len(names) == 0 {
		return "", nil
	}
	return names[0], content[names[0]]
}

// pickAnswer is pick, but that bytes come before JSON that is a mere string: documents whose authors wanted to say that there
// are bytes say both.
func (r *resolver) pickAnswer(content openapi3.Content, pointer string) (string, *openapi3.MediaType) {
	chosen, media := r.pick(content, pointer)
	if media == nil || !jsonLike(chosen) || media.Schema == nil || media.Schema.Ref != "" || media.Schema.Value == nil ||
		!media.Schema.Value.Type.Is(openapi3.TypeString) || len(media.Schema.Value.Enum) > 0 {
		return chosen, media
	}
	for _, name := range r.doc.Keys(load.Join(pointer, "content")) {
		if other := content[name]; other != nil && encodingOf(name) == ir.AsStream && binary(name) {
			return name, other
		}
	}
	return chosen, media
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
