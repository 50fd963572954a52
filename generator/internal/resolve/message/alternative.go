package message

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/answer"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Alternatives gives every operation a further method for each media type that it takes or answers besides the first: its
// name, With or As, and what the media type is called. A media type that says the same in other words gets none.
func (r *Reader) Alternatives(all *operation.Operations, operations []Operation) {
	for _, o := range operations {
		r.bodyAlternatives(all, o)
		r.resultAlternatives(all, o)
		elsewhere(o.Model)
	}
}

// elsewhere notes for each method which media types of its answer are those of others. Bytes are bytes, whatever they are called.
func elsewhere(operation *ir.Operation) {
	methods := append([]*ir.Operation{operation}, operation.Alternatives...)
	for _, method := range methods {
		if method.Result == nil {
			continue
		}
		var names []string
		for _, other := range methods {
			if name := media.Bare(other.Result.MediaType); !sameReading(method.Result, other.Result) && !strings.Contains(name, "*") && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		status, _ := answer.Status(method.Result.Status)
		method.Answers = slices.Clone(method.Answers)
		for i := range method.Answers {
			if method.Answers[i].Status == status {
				method.Answers[i].Elsewhere = names
			}
		}
	}
}

// sameReading reports whether a method reads another's answer as that does, or nothing tells them apart.
func sameReading(a, b *ir.Result) bool {
	bytes := a.Encoding == ir.AsStream && b.Encoding == ir.AsStream && a.Items == nil && b.Items == nil
	return bytes || media.Bare(a.MediaType) == media.Bare(b.MediaType)
}

func (r *Reader) bodyAlternatives(all *operation.Operations, o Operation) {
	ref, primary := o.Operation.RequestBody, o.Model.Body
	if primary == nil {
		return
	}
	pointer := r.bodies.Pointer(o.Source)
	r.others(ref.Value.Content, pointer, primary.MediaType, func(mediaType string, said *openapi3.MediaType) {
		other := alternative(all, o, "With"+media.Word(mediaType))
		other.Body = r.bodies.As(ref.Value, mediaType, said, place.Place{Pointer: pointer, Name: other.Name + "Request"})
		if other.Body.Type.Kind == ir.Named && other.Body.Type.Decl.TypeName() == other.Name+"Request" {
			other.Body.Arg = naming.BodyArgument(o.Model.Name)
		}
		arguments := naming.NewScope()
		for _, param := range other.PathParams {
			arguments.Claim(param.Field.Arg, "", nil)
		}
		other.Body.Arg = arguments.Claim(other.Body.Arg, "Body", nil)
	})
}

func (r *Reader) resultAlternatives(all *operation.Operations, o Operation) {
	primary := o.Model.Result
	if primary == nil {
		return
	}
	ref := o.Operation.Responses.Value(primary.Status)
	pointer := load.Join(o.Pointer, "responses", primary.Status)
	if ref.Ref != "" {
		pointer = r.places.Target(ref).Pointer
	}
	r.others(ref.Value.Content, pointer, primary.MediaType, func(mediaType string, said *openapi3.MediaType) {
		other := alternative(all, o, answerWord(o.Model, mediaType))
		other.Result = r.answers.Result(primary.Status, mediaType, said, place.Place{Pointer: pointer, Name: other.Name + "Response"})
		other.Result.MayBeEmpty = primary.MayBeEmpty
		answer.Alone(other)
	})
}

// others calls offer with the media types besides the primary one that say something else, in the document's order. Those that
// do not are losses.
func (r *Reader) others(content openapi3.Content, pointer, primary string, offer func(string, *openapi3.MediaType)) {
	var offered []media.Shape
	for _, mediaType := range r.doc.Keys(load.Join(pointer, "content")) {
		said := content[mediaType]
		if said == nil || mediaType == primary {
			continue
		}
		if offered == nil {
			offered = []media.Shape{media.ShapeOf(primary, content[primary])}
		}
		shape := media.ShapeOf(mediaType, said)
		if slices.ContainsFunc(offered, shape.Same) || media.IsBlankForm(mediaType, said) {
			r.doc.Lose(loss.Weakened, load.Join(pointer, "content"), mediaType, mediaType+" is not offered", "the method uses "+primary)
			continue
		}
		offered = append(offered, shape)
		offer(mediaType, said)
	}
}

// answerWord is what a method that reads another media type has behind its name: Stream for the first stream beside what is
// none.
func answerWord(operation *ir.Operation, mediaType string) string {
	_, is := stream.Framing(mediaType)
	if is && !streams(operation) && !slices.ContainsFunc(operation.Alternatives, streams) {
		return "Stream"
	}
	return "As" + media.Word(mediaType)
}

// alternative adds a copy of an operation, by another name.
func alternative(all *operation.Operations, o Operation, suffix string) *ir.Operation {
	other := *o.Model
	other.Name, other.Call = all.Another(o.Source, suffix)
	other.Alternatives = nil
	o.Model.Alternatives = append(o.Model.Alternatives, &other)
	return &other
}
