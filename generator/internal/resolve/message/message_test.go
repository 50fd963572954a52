package message_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/body"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/message"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/security"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/server"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// methods are those of an operation: its own, and those of further media types.
func methods(t *testing.T, passes documenttest.Passes, source *operation.Source) []*ir.Operation {
	t.Helper()
	bodies := body.NewReader(passes.Doc, passes.Places, passes.Names, passes.Types, passes.Digests, passes.All.Sources)
	reader := message.NewReader(passes.Doc, passes.Places, passes.Names, passes.Types, bodies,
		security.Resolve(passes.Doc, passes.Names), server.NewOwn(""))
	read, _ := reader.Operation(source)
	reader.Alternatives(passes.All, []message.Operation{read})
	message.Flags(passes.Doc, []message.Operation{read})
	if err := passes.Doc.Err(); err != nil {
		t.Fatal(err)
	}
	return append([]*ir.Operation{read.Model}, read.Model.Alternatives...)
}

// shown is a method's signature.
func shown(o *ir.Operation) string {
	var arguments []string
	for _, p := range o.PathParams {
		arguments = append(arguments, p.Field.Arg)
	}
	if o.Body != nil {
		arguments = append(arguments, o.Body.Arg+" "+gotype.Of(o.Body.Type).String())
	}
	text := o.Call + "(" + strings.Join(arguments, ", ") + ")"
	if o.Result != nil {
		text += " " + gotype.Of(o.Result.Type).String()
	}
	return text
}

// TestAlternatives has a method for each shape that an operation takes or answers, and none for what only reads otherwise.
func TestAlternatives(t *testing.T) {
	const a, none = "{schema: {$ref: '#/components/schemas/A'}}", "responses: {'204': {description: Nothing.}}"
	takes := func(content string) string {
		return "requestBody: {required: true, content: {" + content + "}}, " + none
	}
	answers := func(content string) string {
		return "responses: {'200': {description: One., content: {" + content + "}}}"
	}
	for _, test := range []struct{ says, want, lost string }{
		{takes("application/json: " + a), "Op(id, a A)", ""},
		{takes("application/json: " + a + ", multipart/form-data: " + a), "Op(id, a A); OpWithMultipart(id, a A)", ""},
		{takes("application/json: " + a + ", text/plain: {schema: {type: string}}"), "Op(id, a A); OpWithText(id, content string)", ""},
		{takes("application/json: " + a + ", application/vnd.a+json: " + a), "Op(id, a A)", "application/vnd.a+json is not offered"},
		{answers("application/json: " + a), "Op(id) A", ""},
		{answers("application/json: " + a + ", text/csv: {schema: {type: string}}"), "Op(id) A; OpAsCSV(id) io.Reader", ""},
		{answers("application/json: " + a + ", text/event-stream: " + a), "Op(id) A; OpStream(id) io.Reader", ""},
	} {
		passes, source := documenttest.Operation(t, "post", test.says)
		var got []string
		for _, o := range methods(t, passes, source) {
			got = append(got, shown(o))
		}
		lost := fmt.Sprint(passes.Doc.Lost())
		if text := strings.Join(got, "; "); text != test.want || !strings.Contains(lost, test.lost) || (test.lost == "") != (lost == "[]") {
			t.Errorf("%s: got %q, want %q; losses %s", test.says, text, test.want, lost)
		}
	}
}

// TestFlags has a parameter ask for a stream, and each of the two methods say what it reads.
func TestFlags(t *testing.T) {
	const a = "{schema: {$ref: '#/components/schemas/A'}}"
	passes, source := documenttest.Operation(t, "get", "parameters: [{name: stream, in: query, schema: {type: boolean}}], "+
		"responses: {'200': {description: One., content: {application/json: "+a+", text/event-stream: "+a+"}}}")
	found := methods(t, passes, source)
	if len(found) != 2 {
		t.Fatalf("%d methods", len(found))
	}
	for i, on := range []bool{false, true} {
		if flag := found[i].Flag; flag == nil || flag.On != on || flag.Field.JSON != "stream" || flag.InBody {
			t.Errorf("%s: got %+v", found[i].Call, flag)
		}
	}
}

func TestRepeat(t *testing.T) {
	const none = "responses: {'204': {description: Nothing.}}"
	const key = "parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}], "
	for _, test := range []struct {
		method, says string
		want         ir.Repeat
	}{
		{"get", none, ir.RepeatAlways},
		{"put", none, ir.RepeatAlways},
		{"delete", none, ir.RepeatAlways},
		{"post", none, ir.RepeatUnprocessed},
		{"patch", none, ir.RepeatUnprocessed},
		{"post", "x-sdk-retry: always, " + none, ir.RepeatAlways},
		{"get", "x-sdk-retry: never, " + none, ir.RepeatNever},
		{"post", key + none, ir.RepeatAlways},
		{"post", "x-sdk-retry: never, " + key + none, ir.RepeatNever},
	} {
		passes, source := documenttest.Operation(t, test.method, test.says)
		if got := methods(t, passes, source)[0].Repeat; got != test.want {
			t.Errorf("%s %s: got %v, want %v", test.method, test.says, got, test.want)
		}
	}
}

// TestArguments has names that would be the same, and parameters in another order than the path's.
func TestArguments(t *testing.T) {
	passes := documenttest.Run(t, `components: {schemas: {Pet: {type: object, properties: {a: {type: string}}}}}
paths:
  /a/{pet}/{Pet}:
    parameters:
      - {name: Pet, in: path, required: true, schema: {type: string}}
      - {name: pet, in: path, required: true, schema: {type: string}}
    post:
      operationId: op
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Nothing.}}
`)
	op := methods(t, passes, passes.All.Sources[0])[0]
	if got := shown(op); got != "Op(pet, pet2, petBody Pet)" {
		t.Errorf("got %s", got)
	}
	if op.PathParams[0].Field.JSON != "pet" || op.PathParams[1].Field.JSON != "Pet" {
		t.Error("the arguments are not in the path's order")
	}
}
