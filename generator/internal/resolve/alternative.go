package resolve

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// alternatives gives every operation a further method for each media type that it takes or answers besides the first: its
// name, With or As, and what the media type is called. A media type that says the same in other words gets none.
func (r *resolver) alternatives() {
	for _, o := range r.sources {
		r.bodyAlternatives(o)
		r.resultAlternatives(o)
	}
}

func (r *resolver) bodyAlternatives(o *operationAt) {
	ref, primary := o.operation.RequestBody, o.resolved.Body
	if primary == nil {
		return
	}
	pointer := r.bodyPointer(o)
	r.others(ref.Value.Content, pointer, primary.MediaType, func(mediaType string, media *openapi3.MediaType) {
		other := r.alternative(o, "With"+mediaWord(mediaType))
		other.Body = r.bodyOf(ref.Value, mediaType, media, place{pointer: pointer, name: other.Name + "Request"})
		if other.Body.Type.Kind == ir.Named && other.Body.Type.Decl.TypeName() == other.Name+"Request" {
			other.Body.Arg = naming.BodyArgument(o.resolved.Name)
		}
		arguments := naming.NewScope()
		for _, param := range other.PathParams {
			arguments.Claim(param.Field.Arg, "", nil)
		}
		other.Body.Arg = arguments.Claim(other.Body.Arg, "Body", nil)
	})
}

func (r *resolver) resultAlternatives(o *operationAt) {
	primary := o.resolved.Result
	if primary == nil {
		return
	}
	ref := o.operation.Responses.Value(primary.Status)
	pointer := load.Join(o.pointer, "responses", primary.Status)
	if ref.Ref != "" {
		pointer = r.target(ref).pointer
	}
	r.others(ref.Value.Content, pointer, primary.MediaType, func(mediaType string, media *openapi3.MediaType) {
		other := r.alternative(o, answerWord(o.resolved, mediaType))
		other.Result = r.result(primary.Status, mediaType, media, place{pointer: pointer, name: other.Name + "Response"})
		other.Result.MayBeEmpty = primary.MayBeEmpty
		alone(other)
	})
}

// others calls offer with the media types besides the primary one that say something else, in the document's order. Those that
// do not are losses.
func (r *resolver) others(content openapi3.Content, pointer, primary string, offer func(string, *openapi3.MediaType)) {
	offered := []string{primary}
	for _, mediaType := range r.doc.Keys(load.Join(pointer, "content")) {
		media := content[mediaType]
		if media == nil || mediaType == primary {
			continue
		}
		same := slices.ContainsFunc(offered, func(known string) bool { return sameShape(mediaType, media, known, content[known]) })
		if same || blankForm(mediaType, media) {
			r.lose(loss.Weakened, load.Join(pointer, "content"), mediaType, mediaType+" is not offered", "the method uses "+primary)
			continue
		}
		offered = append(offered, mediaType)
		offer(mediaType, media)
	}
}

// answerWord is what a method that reads another media type has behind its name: Stream for the first stream beside what is
// none.
func answerWord(operation *ir.Operation, mediaType string) string {
	_, is := stream.Framing(mediaType)
	if is && !streams(operation) && !slices.ContainsFunc(operation.Alternatives, streams) {
		return "Stream"
	}
	return "As" + mediaWord(mediaType)
}

// alternative adds a copy of an operation, by another name.
func (r *resolver) alternative(o *operationAt, suffix string) *ir.Operation {
	other := *o.resolved
	other.Name = r.methods.Claim(o.resolved.Name+suffix, "", naming.OfOperation)
	other.Call = r.members[o.resolved.Group].Claim(o.resolved.Call+suffix, "", nil)
	other.Alternatives = nil
	o.resolved.Alternatives = append(o.resolved.Alternatives, &other)
	return &other
}

// sameShape reports whether a media type has the schema of another and is, as far as the caller can tell, another spelling
// of it: another name of JSON, or a syntax that the SDK would leave to the caller.
func sameShape(mediaType string, media *openapi3.MediaType, known string, other *openapi3.MediaType) bool {
	encoding := encodingOf(mediaType)
	framing, is := stream.Framing(mediaType)
	knownFraming, knownIs := stream.Framing(known)
	switch {
	case is != knownIs || framing != knownFraming:
		return false
	case encoding == ir.AsJSON && encodingOf(known) != ir.AsJSON, formLike(encoding), encoding == ir.AsText && encodingOf(known) == ir.AsStream:
		return false
	case media.Schema == nil || other.Schema == nil || media.Schema.Value == nil:
		return false
	case encoding == ir.AsStream && (media.Schema.Value.Type.Is(openapi3.TypeString) || media.Schema.Value.Type == nil && media.Schema.Ref == ""):
		return false
	case media.Schema.Ref != "" || other.Schema.Ref != "":
		return media.Schema.Ref == other.Schema.Ref
	}
	a, _ := json.Marshal(media.Schema) // what cannot be written is like nothing
	b, _ := json.Marshal(other.Schema)
	return len(a) > 0 && bytes.Equal(a, b)
}

// mediaWord is what a media type is called in a method's name.
func mediaWord(mediaType string) string {
	switch name := bareMediaType(mediaType); name {
	case "application/json":
		return "JSON"
	case "application/x-www-form-urlencoded":
		return "Form"
	case "multipart/form-data":
		return "Multipart"
	case "text/plain":
		return "Text"
	case "application/octet-stream":
		return "Bytes"
	case "*/*":
		return "Content"
	default:
		kind, sub, _ := strings.Cut(name, "/")
		sub, _, _ = strings.Cut(strings.TrimPrefix(sub, "x-"), "+")
		if sub == "" || sub == "*" {
			sub = kind
		}
		return naming.Exported(sub)
	}
}
