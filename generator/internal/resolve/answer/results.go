package answer

import (
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// loseAnswer records that a success beside the first one has no type.
func (r *Reader) loseAnswer(pointer, status string, result *ir.Result) {
	r.doc.Lose(loss.Answer, pointer, "", fmt.Sprintf("what a %s answers has no type", status),
		fmt.Sprintf("the method returns what a %s answers; CaptureResponse has the bytes", result.Status))
}

// anotherResult resolves a success whose schema is not the first one's. What is not of the first one's type is another variant
// of a union. A sequence of items has no place in one.
func (r *Reader) anotherResult(resolved *ir.Operation, status, mediaType string, said *openapi3.MediaType, at place.Place) {
	answer := &resolved.Answers[len(resolved.Answers)-1]
	if _, sequence := stream.Framing(mediaType); sequence || resolved.Result.Items != nil {
		r.loseAnswer(at.Pointer, status, resolved.Result)
		return
	}
	other := variantOf(r.Result(status, mediaType, said, at))
	first := variantOf(resolved.Result)
	answer.Other = false
	if resolved.Results == nil {
		if first.Encoding == other.Encoding && first.Type.Same(other.Type) {
			return
		}
		resolved.Results = &ir.Results{Variants: []*ir.ResultVariant{first}}
	}
	answer.Variant = add(resolved.Results, other)
}

func variantOf(result *ir.Result) *ir.ResultVariant {
	return &ir.ResultVariant{Type: result.Type, Encoding: result.Encoding, MediaType: result.MediaType}
}

// add returns the variant of a union that is like another, which it becomes if there is none.
func add(results *ir.Results, other *ir.ResultVariant) *ir.ResultVariant {
	for _, known := range results.Variants {
		if known.Encoding == other.Encoding && known.Type.Same(other.Type) {
			return known
		}
	}
	results.Variants = append(results.Variants, other)
	return other
}

// nameResults names the union and its plain variants, and completes the answers that were resolved before there was one.
func (r *Reader) nameResults(resolved *ir.Operation) {
	results := resolved.Results
	if results == nil {
		return
	}
	results.Operation = resolved.Name
	results.Name = r.names.Claim(resolved.Name+"Result", "Union", naming.OfType)
	for _, variant := range results.Variants {
		if variant.Plain() {
			variant.Name = r.names.Claim(results.Name+word(variant), "Answer", naming.OfType)
		}
	}
	for i := range resolved.Answers {
		if answer := &resolved.Answers[i]; !answer.Empty && !answer.Other && answer.Variant == nil {
			answer.Variant = results.Variants[0]
		}
	}
}

// word is what a plain variant is called behind the union's name.
func word(variant *ir.ResultVariant) string {
	switch {
	case variant.Encoding == ir.AsText:
		return "Text"
	case variant.Encoding == ir.AsStream:
		return "Content"
	}
	switch variant.Type.JSON() {
	case "array":
		return "List"
	case "object":
		return "Map"
	case "string":
		return "String"
	case "number":
		return "Number"
	case "boolean":
		return "Bool"
	default:
		return "Value"
	}
}

// Alone makes an operation's Result the only success that has a type.
func Alone(operation *ir.Operation) {
	primary, _ := Status(operation.Result.Status)
	operation.Results, operation.Answers = nil, slices.Clone(operation.Answers)
	for i := range operation.Answers {
		answer := &operation.Answers[i]
		answer.Other = answer.Other || answer.Variant != nil && answer.Status != primary
		answer.Variant = nil
	}
}
