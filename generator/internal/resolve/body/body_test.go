package body_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/body"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// encodings are the words for how a body becomes bytes.
var encodings = map[ir.Encoding]string{ir.AsJSON: "json", ir.AsForm: "form", ir.AsMultipart: "multipart", ir.AsText: "text", ir.AsStream: "stream"}

// sent is what an operation sends, as a line, and the losses.
func sent(t *testing.T, requestBody string) (text, losses string) {
	t.Helper()
	passes, source := documenttest.Operation(t, "post", "requestBody: "+requestBody+", responses: {'204': {description: Nothing.}}")
	reader := body.NewReader(passes.Doc, passes.Places, passes.Names, passes.Types, passes.Digests, passes.All.Sources)
	b := reader.Sent(source, place.Place{Pointer: source.Pointer, Name: "Op"})
	if err := passes.Doc.Err(); err != nil {
		t.Fatal(err)
	}
	if b == nil {
		return "", fmt.Sprint(passes.Doc.Lost())
	}
	text = fmt.Sprintf("%s %s of %s", b.Arg, gotype.Of(b.Type), b.MediaType)
	if encodings[b.Encoding] != "json" {
		text += " as " + encodings[b.Encoding]
	}
	if b.Required {
		text += ", required"
	}
	if b.AnyMedia {
		text += ", any media"
	}
	for _, p := range b.Parts {
		text += fmt.Sprintf("; %s %s", p.Name, strings.TrimSpace(strings.Join(append([]string{p.Style, p.ContentType}, p.Header...), " ")))
		if p.Explode {
			text += " explode"
		}
	}
	return text, fmt.Sprint(passes.Doc.Lost())
}

func TestSent(t *testing.T) {
	const a = "{schema: {$ref: '#/components/schemas/A'}}"
	for said, want := range map[string]string{
		"{required: true, content: {application/json: " + a + "}}":                   "a A of application/json, required",
		"{content: {application/problem+json: " + a + "}}":                           "a A of application/problem+json",
		"{content: {application/json: {schema: {properties: {x: {type: string}}}}}}": "op OpRequest of application/json",
		"{content: {application/json: {schema: {type: string}}}}":                    "content string of application/json",
		"{content: {application/json: {}}}":                                          "content io.Reader of application/json as stream",
		"{content: {text/plain: {schema: {type: string}}}}":                          "content string of text/plain as text",
		"{content: {application/octet-stream: {}}}":                                  "content io.Reader of application/octet-stream as stream",
		"{content: {'image/*': {}}}":                                                 "content io.Reader of image/* as stream, any media",
		"{content: {application/x-www-form-urlencoded: " + a + "}}":                  "a A of application/x-www-form-urlencoded as form",
		"{content: {application/x-www-form-urlencoded: {schema: {type: object}}}}":   "", // an optional form without fields
		"{content: {multipart/form-data: " + a + "}}":                                "a A of multipart/form-data as multipart",
		"{content: {multipart/mixed: {schema: {type: string}}}}":                     "content io.Reader of multipart/mixed as stream, any media",
		"{content: {application/xml: " + a + "}}":                                    "content io.Reader of application/xml as stream",
		"{content: {application/xml: " + a + ", application/json: " + a + "}}":       "a A of application/json",
		"{content: {}}": "",
	} {
		if got, _ := sent(t, said); got != want {
			t.Errorf("%s: got %q, want %q", said, got, want)
		}
	}
}

func TestParts(t *testing.T) {
	form := func(mediaType, encoding string) string {
		return "{content: {" + mediaType + ": {schema: {properties: {a: {type: array, items: {type: string}}, f: {type: string, contentMediaType: image/png, contentEncoding: base64}}}, encoding: {" + encoding + "}}}}"
	}
	const multipart, urlencoded = "multipart/form-data", "application/x-www-form-urlencoded"
	for _, test := range []struct{ mediaType, encoding, want string }{
		{urlencoded, "a: {style: pipeDelimited}", "a pipeDelimited"},
		{urlencoded, "a: {explode: true}", "a form explode"},
		{urlencoded, "a: {allowReserved: true}", "a form explode"},
		{urlencoded, "a: {contentType: application/json}", "a application/json"},
		{multipart, "a: {style: form, explode: false}", "a form; f image/png Content-Transfer-Encoding: base64"}, // from 3.1 on
		{multipart, "a: {contentType: text/csv}", "a text/csv; f image/png Content-Transfer-Encoding: base64"},
		{multipart, "f: {contentType: 'image/*'}", "f image/* Content-Transfer-Encoding: base64"}, // the Encoding Object comes first
		{multipart, "a: {headers: {X-A: {schema: {const: one}}}}", "a X-A: one; f image/png Content-Transfer-Encoding: base64"},
	} {
		got, _ := sent(t, form(test.mediaType, test.encoding))
		if _, parts, _ := strings.Cut(got, "; "); parts != test.want {
			t.Errorf("%s %s: got %q, want %q", test.mediaType, test.encoding, parts, test.want)
		}
	}
}

func TestLost(t *testing.T) {
	for said, want := range map[string]string{
		"multipart/mixed: {schema: {properties: {a: {type: string}}}, encoding: {a: {style: form}}}":                                  `the style of part "a"`,
		"multipart/form-data: {schema: {properties: {a: {type: string}}}, encoding: {a: {headers: {X-A: {schema: {type: string}}}}}}": `the header X-A of part "a"`,
	} {
		if _, losses := sent(t, "{content: {"+said+"}}"); !strings.Contains(losses, want) {
			t.Errorf("%s: got %s", said, losses)
		}
	}
}

// TestShared has two operations answer the same, written out twice.
func TestShared(t *testing.T) {
	const answer = "{description: One., content: {application/json: {schema: {properties: {data: {$ref: '#/components/schemas/Task'}}}}}}"
	passes := documenttest.Run(t, `components: {schemas: {Task: {type: object}}}
paths:
  /tasks:
    post: {operationId: make, responses: {'200': `+answer+`}}
  /tasks/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: read, responses: {'200': `+answer+`}}
`)
	reader := body.NewReader(passes.Doc, passes.Places, passes.Names, passes.Types, passes.Digests, passes.All.Sources)
	for _, source := range passes.All.Sources {
		said := source.Operation.Responses.Value("200").Value.Content["application/json"]
		got, _ := reader.Content("application/json", said, place.Place{Pointer: source.Pointer + "/responses/200", Name: source.Name + "Response"})
		if text := gotype.Of(got).String(); text != "TaskResponse" {
			t.Errorf("%s answers %s", source.Name, text)
		}
	}
}
