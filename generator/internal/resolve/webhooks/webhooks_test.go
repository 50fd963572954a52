package webhooks_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/answer"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/body"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/message"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/webhooks"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// sent is what a document's API sends, a line each, and the losses.
func sent(t *testing.T, rest string) (text, losses string) {
	t.Helper()
	passes := documenttest.Run(t, `components:
  schemas:
    Made: {type: object, required: [type], properties: {type: {const: made}, id: {type: string}}}
    Gone: {type: object, required: [type], properties: {type: {const: gone}, when: {type: string}}}
    Plain: {type: object, properties: {a: {type: string}}}
`+rest)
	bodies := body.NewReader(passes.Doc, passes.Places, passes.Names, passes.Types, passes.Digests, passes.All.Sources)
	answers := answer.NewReader(passes.Doc, passes.Places, passes.Names, passes.Types, bodies)
	var operations []message.Operation
	for _, source := range passes.All.Sources {
		operations = append(operations, message.Operation{Source: source, Model: &ir.Operation{Name: source.Name}})
	}
	var lines []string
	for _, w := range webhooks.Resolve(passes.Doc, passes.Places, passes.Names, bodies, answers, passes.Types.Types(), operations) {
		lines = append(lines, shown(w))
	}
	if err := passes.Doc.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "; "), fmt.Sprint(passes.Doc.Lost())
}

func shown(w *ir.Webhook) string {
	text := fmt.Sprintf("%s %s", w.Name, w.Method)
	switch {
	case w.Body != nil:
		text += " " + gotype.Of(w.Body).String()
	case w.Bytes:
		text += " bytes"
	}
	if w.Answer != nil {
		text += " answered " + gotype.Of(w.Answer).String()
	}
	text = fmt.Sprintf("%s %d", text, w.Status)
	if w.Params != nil {
		text += " with " + w.Params.Name
		for _, f := range w.Params.Fields {
			text += " " + f.Field.Name
		}
	}
	return text
}

// hook is a request that is answered with a status.
func hook(schema, status string) string {
	return "{requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/" + schema + "'}}}}, responses: {'" + status + "': {description: Taken.}}}"
}

// TestParams has headers and values of the query, those of the path item among them, and what is none of both.
func TestParams(t *testing.T) {
	const at, region = "{name: X-At, in: header, schema: {type: string}}", "{name: region, in: query, schema: {type: string}}"
	with := func(params string) string {
		return "post: {parameters: [" + params + "], responses: {'204': {description: Taken.}}}"
	}
	for said, want := range map[string][2]string{
		"webhooks: {one: {" + with(at+", "+region) + "}}":                                                       {"One POST 204 with OneParams XAt Region", "[]"},
		"webhooks: {one: {parameters: [" + region + "], " + with(at) + "}}":                                     {"One POST 204 with OneParams XAt Region", "[]"},
		"webhooks: {one: {" + with(at) + "}, two: {" + with(at) + "}}":                                          {"One POST 204 with OneParams XAt; Two POST 204 with OneParams XAt", "[]"},
		"webhooks: {one: {" + with(at) + "}, two: {" + with(region) + "}}":                                      {"One POST 204 with OneParams XAt; Two POST 204 with TwoParams Region", "[]"},
		"webhooks: {one: {" + with("{name: c, in: cookie, schema: {type: string}}") + "}}":                      {"One POST 204", "the parameter c of what"},
		"webhooks: {one: {" + with("{name: q, in: query, schema: {type: array, items: {type: string}}}") + "}}": {"One POST 204", "the parameter q of what"},
	} {
		if got, losses := sent(t, said); got != want[0] || !strings.Contains(losses, want[1]) {
			t.Errorf("%s: got %q, losses %s", said, got, losses)
		}
	}
}

func TestResolve(t *testing.T) {
	for said, want := range map[string]string{
		"webhooks: {made: {post: " + hook("Made", "204") + "}}":                                                                                                                    "Made POST Made 204",
		"webhooks: {made: {put: " + hook("Made", "2XX") + "}}":                                                                                                                     "Made PUT Made 200",
		"webhooks: {made: {post: " + hook("Made", "200") + "}, gone: {post: " + hook("Gone", "200") + "}}":                                                                         "WebhookEvents POST WebhookEvent 200",
		"webhooks: {made: {post: " + hook("Made", "200") + "}, gone: {post: " + hook("Gone", "202") + "}}":                                                                         "Made POST Made 200; Gone POST Gone 202",   // one answer cannot serve both
		"webhooks: {made: {post: " + hook("Made", "200") + "}, plain: {post: " + hook("Plain", "200") + "}}":                                                                       "Made POST Made 200; Plain POST Plain 200", // nothing tells these apart
		"webhooks: {one: {post: " + hook("Made", "200") + ", delete: " + hook("Gone", "200") + "}}":                                                                                "One POST Made 200; OneDelete DELETE Gone 200",
		"webhooks: {file: {post: {requestBody: {content: {image/png: {}}}, responses: {'204': {description: Taken.}}}}}":                                                           "File POST bytes 204",
		"webhooks: {ping: {post: {responses: {'204': {description: Taken.}}}}}":                                                                                                    "Ping POST 204",
		"webhooks: {ask: {post: {responses: {'200': {description: Taken., content: {application/json: {schema: {$ref: '#/components/schemas/Plain'}}}}}}}}":                        "Ask POST answered Plain 200",
		"paths: {/a: {post: {operationId: start, callbacks: {done: {'{$request.body#/url}': {post: " + hook("Made", "204") + "}}}, responses: {'204': {description: Nothing.}}}}}": "Done POST Made 204",
	} {
		got, losses := sent(t, said)
		if got != want {
			t.Errorf("%s: got %q, want %q", said, got, want)
		}
		if bytes := strings.Contains(want, "bytes"); bytes != (losses != "[]") {
			t.Errorf("%s: losses %s", said, losses)
		}
	}
}
