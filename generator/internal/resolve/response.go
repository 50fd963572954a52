package resolve

import (
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// responses resolves what a success answers and counts what errors answer.
func (r *resolver) responses(o *operationAt, resolved *ir.Operation, at place) {
	if o.operation.Responses == nil {
		return
	}
	empty := false
	var first *openapi3.MediaType // the result's
	for _, status := range o.operation.Responses.Keys() {
		ref := o.operation.Responses.Value(status)
		if ref == nil || ref.Value == nil {
			continue
		}
		pointer := load.Join(o.pointer, "responses", status)
		if ref.Ref != "" {
			pointer = r.target(ref).pointer
		}
		if number, ok := statusNumber(status); ok {
			o.headers = append(o.headers, r.headersOf(ref.Value, pointer, number, r.bodyName(ref, at.name, ""))...)
		}
		mediaType, media := r.pickAnswer(ref.Value.Content, pointer)
		success := succeeds(o.operation.Responses, status)
		if success && first == nil {
			first = media
		}
		same := sameContent(first, media) && (resolved.Result == nil || media == nil || sameSyntax(resolved.Result.MediaType, mediaType))
		if number, ok := statusNumber(status); ok && (success || status[0] == '3') {
			resolved.Answers = append(resolved.Answers, ir.Answer{Status: number, Empty: media == nil, Other: media != nil && !same})
		}
		switch {
		case media == nil:
			empty = empty || success
		case success && resolved.Result == nil:
			resolved.Result = r.result(status, mediaType, media, place{pointer: pointer, name: r.bodyName(ref, at.name, "Response")})
		case success && !same:
			r.anotherResult(resolved, status, mediaType, media, place{pointer: pointer, name: r.bodyName(ref, at.name, "Response"+status)})
		case !success:
			r.failure(resolved, status, mediaType, media, place{pointer: pointer, name: r.bodyName(ref, at.name, "Error")})
		}
	}
	if resolved.Result != nil {
		resolved.Result.MayBeEmpty = empty
	}
	header.Order(o.headers)
	r.nameResults(resolved)
}

// succeeds tells whether a status is a success: default is one where the document speaks of no other.
func succeeds(responses *openapi3.Responses, status string) bool {
	if status != "default" {
		return strings.HasPrefix(status, "2")
	}
	return !slices.ContainsFunc(responses.Keys(), func(other string) bool {
		return strings.HasPrefix(other, "2") || strings.HasPrefix(other, "3")
	})
}

// statusNumber is a status as the runtime knows it: 200, 2 for 2XX, 0 for default.
func statusNumber(status string) (number int, ok bool) {
	if status == "default" {
		return 0, true
	}
	number, err := strconv.Atoi(strings.TrimSuffix(strings.ToUpper(status), "XX"))
	return number, err == nil
}

// sameContent reports whether two answers have the same schema. One that is written out twice counts as two.
func sameContent(a, b *openapi3.MediaType) bool {
	if a == b {
		return true
	}
	return a != nil && b != nil && a.Schema != nil && b.Schema != nil && a.Schema.Ref != "" && a.Schema.Ref == b.Schema.Ref
}

// sameSyntax reports whether bodies of two media types are read in the same way.
func sameSyntax(a, b string) bool {
	framing, is := stream.Framing(a)
	other, also := stream.Framing(b)
	return is == also && framing == other && (is || encodingOf(a) == encodingOf(b))
}

func (r *resolver) result(status, mediaType string, media *openapi3.MediaType, at place) *ir.Result {
	if items := r.itemsOf(mediaType, media, at); items != nil {
		return &ir.Result{Type: &ir.Type{Kind: ir.Stream}, Encoding: ir.AsStream, MediaType: mediaType, Status: status, Items: items}
	}
	t, encoding := r.content(mediaType, media, at)
	if formLike(encoding) {
		t, encoding = &ir.Type{Kind: ir.Stream}, ir.AsStream
	}
	return &ir.Result{Type: t, Encoding: encoding, MediaType: mediaType, Status: status}
}

// failure counts the object that an error answers.
func (r *resolver) failure(resolved *ir.Operation, status, mediaType string, media *openapi3.MediaType, at place) {
	if !jsonLike(mediaType) || media.Schema == nil || strings.ContainsAny(status[:1], "123") {
		return
	}
	t, _ := r.content(mediaType, media, at)
	object := objectOf(t)
	if object != nil {
		r.failures[object]++
	}
	r.failed = append(r.failed, failureAt{resolved, object, at.pointer, status})
}
