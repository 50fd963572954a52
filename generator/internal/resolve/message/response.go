package message

import (
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// responses resolves what a success answers. It returns the headers of all answers, and what errors answer.
func (r *Reader) responses(o *operation.Source, resolved *ir.Operation, at place.Place) (headers []header.Header, failures []Failure) {
	if o.Operation.Responses == nil {
		return nil, nil
	}
	empty := false
	var first *openapi3.MediaType // the result's
	for _, status := range o.Operation.Responses.Keys() {
		ref := o.Operation.Responses.Value(status)
		if ref == nil || ref.Value == nil {
			continue
		}
		pointer := load.Join(o.Pointer, "responses", status)
		if ref.Ref != "" {
			pointer = r.places.Target(ref).Pointer
		}
		if number, ok := Status(status); ok {
			headers = append(headers, r.headersOf(ref.Value, pointer, number, r.bodyName(ref, at.Name, ""))...)
		}
		mediaType, said := media.ChooseAnswer(r.doc, ref.Value.Content, pointer)
		success := succeeds(o.Operation.Responses, status)
		if success && first == nil {
			first = said
		}
		same := media.SameContent(first, said) && (resolved.Result == nil || said == nil || media.SameSyntax(resolved.Result.MediaType, mediaType))
		if number, ok := Status(status); ok && (success || status[0] == '3') {
			resolved.Answers = append(resolved.Answers, ir.Answer{Status: number, Empty: said == nil, Other: said != nil && !same})
		}
		switch {
		case said == nil:
			empty = empty || success
		case success && resolved.Result == nil:
			resolved.Result = r.result(status, mediaType, said, place.Place{Pointer: pointer, Name: r.bodyName(ref, at.Name, "Response")})
		case success && !same:
			r.anotherResult(resolved, status, mediaType, said, place.Place{Pointer: pointer, Name: r.bodyName(ref, at.Name, "Response"+status)})
		case !success:
			failures = append(failures, r.failure(resolved, status, mediaType, said, place.Place{Pointer: pointer, Name: r.bodyName(ref, at.Name, "Error")})...)
		}
	}
	if resolved.Result != nil {
		resolved.Result.MayBeEmpty = empty
	}
	header.Order(headers)
	r.nameResults(resolved)
	return headers, failures
}

// succeeds reports whether a status is a success: default is one where the document speaks of no other.
func succeeds(responses *openapi3.Responses, status string) bool {
	if status != "default" {
		return strings.HasPrefix(status, "2")
	}
	return !slices.ContainsFunc(responses.Keys(), func(other string) bool {
		return strings.HasPrefix(other, "2") || strings.HasPrefix(other, "3")
	})
}

// Status is a status as the runtime knows it: 200, 2 for 2XX, 0 for default.
func Status(status string) (number int, ok bool) {
	if status == "default" {
		return 0, true
	}
	number, err := strconv.Atoi(strings.TrimSuffix(strings.ToUpper(status), "XX"))
	return number, err == nil
}

func (r *Reader) result(status, mediaType string, said *openapi3.MediaType, at place.Place) *ir.Result {
	if items := r.itemsOf(mediaType, said, at); items != nil {
		return &ir.Result{Type: &ir.Type{Kind: ir.Stream}, Encoding: ir.AsStream, MediaType: mediaType, Status: status, Items: items}
	}
	t, encoding := r.Content(mediaType, said, at)
	if media.IsForm(encoding) {
		t, encoding = &ir.Type{Kind: ir.Stream}, ir.AsStream
	}
	return &ir.Result{Type: t, Encoding: encoding, MediaType: mediaType, Status: status}
}

// failure is what an error answers, if that is JSON.
func (r *Reader) failure(resolved *ir.Operation, status, mediaType string, said *openapi3.MediaType, at place.Place) []Failure {
	if !media.IsJSON(mediaType) || said.Schema == nil || strings.ContainsAny(status[:1], "123") {
		return nil
	}
	t, _ := r.Content(mediaType, said, at)
	return []Failure{{Operation: resolved, Object: t.Object(), Pointer: at.Pointer, Status: status}}
}

// Failure is an error's body and where the document has it.
type Failure struct {
	Operation *ir.Operation
	// Object is nil where the body is none.
	Object  *ir.Object
	Pointer string
	Status  string
}
