// Package answer resolves what an operation answers: its results, by status, their headers, and what errors say.
package answer

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/body"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Reader reads what operations answer. It keeps nothing about one operation for the next.
type Reader struct {
	doc    *document.Document
	places *place.Names
	names  *place.Declared
	types  *types.Builder
	bodies *body.Reader
}

// NewReader returns a reader that has bodies read by bodies, and the types of headers built by builder.
func NewReader(doc *document.Document, places *place.Names, names *place.Declared, builder *types.Builder, bodies *body.Reader) *Reader {
	return &Reader{doc: doc, places: places, names: names, types: builder, bodies: bodies}
}

// Resolve resolves what a success answers. It returns the headers of all answers, and what errors answer.
func (r *Reader) Resolve(o *operation.Source, resolved *ir.Operation, at place.Place) (headers []header.Header, failures []Failure) {
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
			headers = append(headers, r.headersOf(ref.Value, pointer, number, r.bodies.Name(ref, at.Name, ""))...)
		}
		mediaType, said := r.answer(o, ref.Value, pointer)
		success := body.Succeeds(o.Operation.Responses, status)
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
			resolved.Result = r.Result(status, mediaType, said, place.Place{Pointer: pointer, Name: r.bodies.Name(ref, at.Name, "Response")})
		case success && !same:
			r.anotherResult(resolved, status, mediaType, said, place.Place{Pointer: pointer, Name: r.bodies.Name(ref, at.Name, "Response"+status)})
		case !success:
			failures = append(failures, r.failure(resolved, status, mediaType, said, place.Place{Pointer: pointer, Name: r.bodies.Name(ref, at.Name, "Error")})...)
		}
	}
	if resolved.Result != nil {
		resolved.Result.MayBeEmpty = empty
	}
	header.Order(headers)
	r.nameResults(resolved)
	return headers, failures
}

// answer is the media type of an answer that the client reads. What HEAD answers has no body, whatever the document says.
func (r *Reader) answer(o *operation.Source, said *openapi3.Response, pointer string) (string, *openapi3.MediaType) {
	if o.Method == http.MethodHead {
		return "", nil
	}
	return media.ChooseAnswer(r.doc, said.Content, pointer)
}

// Status is a status as the runtime knows it: 200, 2 for 2XX, 0 for default.
func Status(status string) (number int, ok bool) {
	if status == "default" {
		return 0, true
	}
	number, err := strconv.Atoi(strings.TrimSuffix(strings.ToUpper(status), "XX"))
	return number, err == nil
}

// Result is what a success answers as one of its media types.
func (r *Reader) Result(status, mediaType string, said *openapi3.MediaType, at place.Place) *ir.Result {
	if items := r.bodies.Items(mediaType, said, at); items != nil {
		return &ir.Result{Type: &ir.Type{Kind: ir.Stream}, Encoding: ir.AsStream, MediaType: mediaType, Status: status, Items: items}
	}
	t, encoding := r.bodies.Content(mediaType, said, at)
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
	t, _ := r.bodies.Content(mediaType, said, at)
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
