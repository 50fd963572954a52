package parameter_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/parameter"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// resolved is what becomes of an operation's parameters, and the problems and losses.
func resolved(t *testing.T, method, parameters string) (*ir.Operation, string) {
	t.Helper()
	passes, source := documenttest.Operation(t, method, "parameters: ["+parameters+"], responses: {'204': {description: Nothing.}}")
	reader := parameter.NewReader(passes.Doc, passes.Places, passes.Names, passes.Types)
	operation := &ir.Operation{Name: source.Name, Call: source.Call}
	reader.Resolve(source, operation, place.Place{Pointer: source.Pointer, Name: source.Name})
	said := fmt.Sprint(passes.Doc.Lost())
	if err := passes.Doc.Err(); err != nil {
		said += err.Error()
	}
	return operation, said
}

// shown is a parameter as a line: where it is, its type, and what is said of how it is written.
func shown(p *ir.Param) string {
	words := []string{p.In, p.Field.JSON, gotype.Of(p.Field.Type).String()}
	for word, is := range map[string]bool{
		"required": p.Field.Required && p.In != "path", "explode": p.Explode && p.Style == "", "key": p.Key, "json": p.JSON, "text": p.Text,
		"whole": p.Whole, "reserved": p.Reserved, "empty": p.Empty, "sensitive": p.Field.Sensitive, "deprecated": p.Field.Doc.Deprecated != "",
	} {
		if is {
			words = append(words, word)
		}
	}
	if p.Style != "" {
		words = append(words, fmt.Sprintf("%s:%v", p.Style, p.Explode))
	}
	return sorted(words)
}

func TestResolve(t *testing.T) {
	const schema = "schema: {type: string}"
	list := "schema: {type: array, items: {type: integer}}"
	for said, want := range map[string]string{
		"{name: a, in: query, " + schema + "}":                                             "query a string explode",
		"{name: a, in: query, required: true, " + schema + "}":                             "query a string explode required",
		"{name: a, in: header, " + schema + "}":                                            "header a string",
		"{name: a, in: cookie, " + schema + "}":                                            "cookie a string explode",
		"{name: a, in: query, " + list + "}":                                               "query a []int64 explode",
		"{name: a, in: query, explode: false, " + list + "}":                               "query a []int64",
		"{name: a, in: query, style: form, " + list + "}":                                  "query a []int64 form:true",
		"{name: a, in: query, style: pipeDelimited, " + list + "}":                         "query a []int64 pipeDelimited:false",
		"{name: a, in: query, allowReserved: true, " + schema + "}":                        "query a string explode reserved",
		"{name: a, in: header, allowReserved: true, " + schema + "}":                       "header a string",
		"{name: a, in: query, allowEmptyValue: true, " + schema + "}":                      "query a string empty explode",
		"{name: a, in: query, content: {application/json: {" + schema + "}}}":              "query a string explode json",
		"{name: a, in: query, content: {text/csv: {" + schema + "}}}":                      "query a string explode text",
		"{name: a, in: query, schema: {$ref: '#/components/schemas/A'}}":                   "query a A explode",
		"{name: a, in: query, schema: {type: string, format: password}}":                   "query a string explode sensitive",
		"{name: a, in: query, x-sdk-sensitive: true, " + schema + "}":                      "query a string explode sensitive",
		"{name: a, in: query, deprecated: true, " + schema + "}":                           "query a string deprecated explode",
		"{name: a, in: query, x-sdk-string: true, schema: {type: integer}}":                "query a string explode",
		"{name: Idempotency-Key, in: header, required: true, " + schema + "}":              "header Idempotency-Key string key",
		"{name: Authorization, in: header, " + schema + "}":                                "", // security is described elsewhere
		"{name: content-type, in: header, " + schema + "}":                                 "",
		"{name: X-A, in: header, " + schema + "}, {name: x-a, in: header, " + schema + "}": "header x-a string", // one header
		"{name: Accept, in: query, " + schema + "}":                                        "query Accept string explode",
		"{name: id, in: path, required: true, schema: {type: integer}}":                    "", // is the path's
		"{name: a, in: query, " + schema + "}, {name: a, in: header, " + schema + "}":      "query a string explode; header a string",
	} {
		operation, problems := resolved(t, "post", said)
		var got []string
		for _, p := range operation.QueryParams {
			got = append(got, shown(p))
		}
		if text := strings.Join(got, "; "); text != want || problems != "[]" {
			t.Errorf("%s: got %q, want %q; problems %s", said, text, want, problems)
		}
	}
}

// TestOverridden has an operation say of the path's parameter that it is a number.
func TestOverridden(t *testing.T) {
	operation, _ := resolved(t, "get", "{name: id, in: path, required: true, schema: {type: integer}}")
	if got := operation.PathParams; len(got) != 1 || shown(got[0]) != "path id int64" {
		t.Errorf("got %v", got)
	}
}

// TestKey has only what changes something at the server recognised by a key.
func TestKey(t *testing.T) {
	for method, want := range map[string]ir.Repeat{"post": ir.RepeatAlways, "get": ir.RepeatUnprocessed} {
		operation, _ := resolved(t, method, "{name: Idempotency-Key, in: header, schema: {type: string}}")
		if key := operation.Key() != ""; key != (want == ir.RepeatAlways) || operation.Repeat != want {
			t.Errorf("%s: key %v, repeat %v", method, key, operation.Repeat)
		}
	}
}

func TestRefused(t *testing.T) {
	for said, want := range map[string]string{
		"{name: 'a b', in: header, schema: {type: string}}":                                `no header can have the name "a b"`,
		"{name: 'a=b', in: cookie, schema: {type: string}}":                                `no cookie can have the name "a=b"`,
		"{name: k, in: cookie, x-sdk-idempotency-key: true, schema: {type: string}}":       "it is neither in the header nor in the query",
		"{name: k, in: header, x-sdk-idempotency-key: true, schema: {type: integer}}":      "cannot fill the parameter",
		"{name: k, in: header, x-sdk-idempotency-key: yes please, schema: {type: string}}": "x-sdk-idempotency-key is yes please",
	} {
		if _, problems := resolved(t, "post", said); !strings.Contains(problems, want) {
			t.Errorf("%s: got %s", said, problems)
		}
	}
}

// sorted puts the words behind the third in order.
func sorted(words []string) string {
	slices.Sort(words[3:])
	return strings.Join(words, " ")
}

// TestOfTransport has headers that net/http decides on.
func TestOfTransport(t *testing.T) {
	for _, name := range []string{"Content-Length", "transfer-encoding", "Trailer"} {
		operation, said := resolved(t, "post", "{name: "+name+", in: header, schema: {type: string}}")
		if len(operation.QueryParams) > 0 || !strings.Contains(said, "the header "+name+" is no parameter") {
			t.Errorf("%s: got %v, %s", name, operation.QueryParams, said)
		}
	}
}
