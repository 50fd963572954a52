package resolve

import (
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// anotherResult resolves a success whose schema is not the first one's. Objects are variants of a union; what else there
// is has no place in one.
func (r *resolver) anotherResult(resolved *ir.Operation, status, mediaType string, media *openapi3.MediaType, at place) {
	answer := &resolved.Answers[len(resolved.Answers)-1]
	first := objectOf(resolved.Result.Type)
	if first == nil || !jsonLike(mediaType) || media.Schema == nil {
		r.loseAnswer(at.pointer, status, resolved.Result)
		return
	}
	t, _ := r.content(mediaType, media, at)
	object := objectOf(t)
	if object == nil {
		r.loseAnswer(at.pointer, status, resolved.Result)
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
func (r *resolver) nameResults(resolved *ir.Operation) {
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

// alone makes an operation's Result the only success that has a type.
func alone(operation *ir.Operation) {
	primary, _ := statusNumber(operation.Result.Status)
	operation.Results, operation.Answers = nil, slices.Clone(operation.Answers)
	for i := range operation.Answers {
		answer := &operation.Answers[i]
		answer.Other = answer.Other || answer.Object != nil && answer.Status != primary
		answer.Object = nil
	}
}

// failureAt is an error's body and where the document has it.
type failureAt struct {
	operation *ir.Operation
	object    *ir.Object
	pointer   string
	status    string
}

// typeFailures gives the errors types of their own that are not the API's error, and records those that have none.
func (r *resolver) typeFailures() {
	typed := map[*ir.Operation]bool{}
	for _, failure := range r.failed {
		if failure.object == nil {
			r.lose(loss.Answer, failure.pointer, "", fmt.Sprintf("what a %s answers has no type", failure.status),
				"Error has the fields of the document's most frequent error; its Body has the bytes")
		}
		typed[failure.operation] = typed[failure.operation] || failure.object != nil && failure.object != r.api.Error.Body
	}
	for _, failure := range r.failed {
		number, known := statusNumber(failure.status)
		if !typed[failure.operation] || !known {
			continue
		}
		failure.operation.Failures = append(failure.operation.Failures, ir.Failure{
			Status: number, Object: failure.object, Base: failure.object == r.api.Error.Body,
		})
	}
}
