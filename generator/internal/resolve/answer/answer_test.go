package answer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/answer"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/body"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// answered is what an operation answers, as a line: its result, the union of its results, each status, errors, headers.
func answered(t *testing.T, responses string) (text, losses string) {
	t.Helper()
	passes, source := documenttest.Operation(t, "get", "responses: {"+responses+"}")
	bodies := body.NewReader(passes.Doc, passes.Places, passes.Names, passes.Types, passes.Digests, passes.All.Sources)
	reader := answer.NewReader(passes.Doc, passes.Places, passes.Names, passes.Types, bodies)
	operation := &ir.Operation{Name: "Op"}
	headers, failures := reader.Resolve(source, operation, place.Place{Pointer: source.Pointer, Name: "Op"})
	if err := passes.Doc.Err(); err != nil {
		t.Fatal(err)
	}
	var words []string
	if r := operation.Result; r != nil {
		words = append(words, gotype.Of(r.Type).String())
		if r.Items != nil {
			words = append(words, "items")
		}
		if r.MayBeEmpty {
			words = append(words, "or nothing")
		}
	}
	if r := operation.Results; r != nil {
		words = append(words, fmt.Sprintf("%s of %d", r.Name, len(r.Variants)))
	}
	for _, a := range operation.Answers {
		words = append(words, statusOf(a))
	}
	for _, f := range failures {
		words = append(words, "error "+f.Status)
	}
	for _, h := range headers {
		words = append(words, fmt.Sprintf("%d has %s", h.Status, h.Name))
	}
	return strings.Join(words, ", "), fmt.Sprint(passes.Doc.Lost())
}

func statusOf(a ir.Answer) string {
	switch {
	case a.Empty:
		return fmt.Sprintf("%d empty", a.Status)
	case a.Other:
		return fmt.Sprintf("%d other", a.Status)
	case a.Variant != nil:
		return fmt.Sprintf("%d %s", a.Status, a.Variant.TypeName())
	default:
		return fmt.Sprint(a.Status)
	}
}

// json is a response that is JSON of a component, or of a schema that is written out.
func json(status, schema string) string {
	if !strings.HasPrefix(schema, "{") {
		schema = "{$ref: '#/components/schemas/" + schema + "'}"
	}
	return "'" + status + "': {description: One., content: {application/json: {schema: " + schema + "}}}"
}

// as is a response of a media type with a schema that is written out.
func as(status, mediaType, schema string) string {
	return "'" + status + "': {description: One., content: {" + mediaType + ": {schema: " + schema + "}}}"
}

func nothing(status string) string { return "'" + status + "': {description: Nothing.}" }

func TestResolve(t *testing.T) {
	for _, test := range []struct {
		responses []string
		want      string
	}{
		{[]string{json("200", "A")}, "A, 200"},
		{[]string{json("200", "A"), json("201", "A")}, "A, 200, 201"},
		{[]string{json("200", "A"), nothing("204")}, "A, or nothing, 200, 204 empty"},
		{[]string{nothing("204")}, "204 empty"},
		{[]string{json("200", "A"), json("202", "B")}, "A, OpResult of 2, 200 A, 202 B"},
		{[]string{json("200", "A"), json("202", "B"), json("203", "A")}, "A, OpResult of 2, 200 A, 202 B, 203 A"},
		{[]string{json("200", "A"), json("201", "{type: array, items: {type: string}}"), json("202", "{type: array, items: {type: string}}")},
			"A, OpResult of 2, 200 A, 201 OpResultList, 202 OpResultList"},
		{[]string{json("200", "{type: array, items: {type: string}}"), json("201", "{type: array, items: {type: string, nullable: true}}")},
			"[]string, OpResult of 2, 200 OpResultList, 201 OpResultListAnswer"},
		{[]string{json("200", "{type: string}"), json("201", "{type: string, minLength: 1}"), nothing("204")}, "string, or nothing, 200, 201, 204 empty"},
		{[]string{json("200", "{type: string}"), as("201", "text/plain", "{type: string}")}, "string, OpResult of 2, 200 OpResultString, 201 OpResultText"},
		{[]string{as("200", "text/plain", "{type: string}"), as("201", "text/plain", "{type: string}")}, "string, 200, 201"},
		{[]string{as("200", "application/pdf", "{}"), json("202", "A")}, "io.Reader, OpResult of 2, 200 OpResultContent, 202 A"},
		{[]string{as("200", "application/pdf", "{}"), as("201", "image/png", "{}")}, "io.Reader, 200, 201"},
		{[]string{json("2XX", "A")}, "A, 2"},
		{[]string{json("default", "A")}, "A, 0"},
		{[]string{json("200", "A"), json("default", "B")}, "A, 200, error default"},
		{[]string{json("200", "A"), json("404", "B"), json("5XX", "B")}, "A, 200, error 404, error 5XX"},
		{[]string{nothing("302"), json("200", "A")}, "A, 200, 302 empty"},
		{[]string{"'200': {description: One., content: {text/event-stream: {schema: {$ref: '#/components/schemas/A'}}}}"}, "io.Reader, items, 200"},
		{[]string{"'200': {description: One., content: {application/pdf: {}}}"}, "io.Reader, 200"},
		{[]string{"'200': {description: One., content: {text/plain: {schema: {type: string}}}}"}, "string, 200"},
		{[]string{"'204': {description: Nothing., headers: {X-Left: {schema: {type: integer}}}}"}, "204 empty, 204 has X-Left"},
		{[]string{"'204': {description: Nothing., headers: {Content-Type: {schema: {type: string}}}}"}, "204 empty"},
	} {
		if got, losses := answered(t, strings.Join(test.responses, ", ")); got != test.want || losses != "[]" {
			t.Errorf("%s: got %q, want %q; losses %s", test.responses, got, test.want, losses)
		}
	}
}

// TestLost has headers that Go has no types for.
func TestLost(t *testing.T) {
	for said, want := range map[string]string{
		"'204': {description: Nothing., headers: {X-O: {schema: {$ref: '#/components/schemas/A'}}}}": "header X-O is text",
		json("200", "A") + ", " + as("202", "text/event-stream", "{$ref: '#/components/schemas/A'}"): "what a 202 answers has no type",
		as("200", "text/event-stream", "{$ref: '#/components/schemas/A'}") + ", " + json("202", "B"): "what a 202 answers has no type",
	} {
		if _, losses := answered(t, said); !strings.Contains(losses, want) {
			t.Errorf("%s: got %s", said, losses)
		}
	}
}
