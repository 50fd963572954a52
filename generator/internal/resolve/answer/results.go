package answer

import (
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// loseAnswer records that a success beside the first one has no type.
func (r *Reader) loseAnswer(pointer, status string, result *ir.Result) {
	r.doc.Lose(loss.Answer, pointer, "", fmt.Sprintf("what a %s answers has no type", status),
		fmt.Sprintf("the method returns what a %s answers; CaptureResponse has the bytes", result.Status))
}

// anotherResult resolves a success whose schema is not the first one's. Objects are variants of a union; what else there
// is has no place in one.
func (r *Reader) anotherResult(resolved *ir.Operation, status, mediaType string, said *openapi3.MediaType, at place.Place) {
	answer := &resolved.Answers[len(resolved.Answers)-1]
	first := resolved.Result.Type.Object()
	if first == nil || !media.IsJSON(mediaType) || said.Schema == nil {
		r.loseAnswer(at.Pointer, status, resolved.Result)
		return
	}
	t, _ := r.bodies.Content(mediaType, said, at)
	object := t.Object()
	if object == nil {
		r.loseAnswer(at.Pointer, status, resolved.Result)
		return
	}
	answer.Other = false
	if object == first && resolved.Results == nil {
		return
	}
	answer.Object = object
	if resolved.Results == nil {
		resolved.Results = &ir.Results{Objects: []*ir.Object{first}}
	}
	if !slices.Contains(resolved.Results.Objects, object) {
		resolved.Results.Objects = append(resolved.Results.Objects, object)
	}
}

// nameResults names the union, and completes the answers that were resolved before there was one.
func (r *Reader) nameResults(resolved *ir.Operation) {
	if resolved.Results == nil {
		return
	}
	resolved.Results.Operation = resolved.Name
	resolved.Results.Name = r.names.Claim(resolved.Name+"Result", "Union", naming.OfType)
	for i := range resolved.Answers {
		if answer := &resolved.Answers[i]; !answer.Empty && !answer.Other && answer.Object == nil {
			answer.Object = resolved.Results.Objects[0]
		}
	}
}

// Alone makes an operation's Result the only success that has a type.
func Alone(operation *ir.Operation) {
	primary, _ := Status(operation.Result.Status)
	operation.Results, operation.Answers = nil, slices.Clone(operation.Answers)
	for i := range operation.Answers {
		answer := &operation.Answers[i]
		answer.Other = answer.Other || answer.Object != nil && answer.Status != primary
		answer.Object = nil
	}
}
