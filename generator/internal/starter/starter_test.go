package starter

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestPackage(t *testing.T) {
	for title, want := range map[string]string{
		"Petstore API v2":          "petstore",
		"The Stripe API":           "stripe",
		"Servers at every level":   "serversatevery",
		"GitHub v3 REST API":       "github",
		"3D prints":                "dprints",
		"Main":                     "mainapi",
		"func":                     "funcapi",
		"API":                      "api",
		"Überweisungen":            "berweisungen",
		"日本":                       "api",
		"../../etc":                "etc",
		"":                         "api",
		strings.Repeat("long", 50): "longlonglonglonglonglonglong",
	} {
		if got := Package(title); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

// TestTextOfTheDocument has what a document says neither end a comment nor become a key.
func TestTextOfTheDocument(t *testing.T) {
	const hostile = "x\nout: /etc\r\u2028out: /etc # \"}"
	doc := ir.Doc{Pointer: "#/components/schemas/" + hostile, Position: hostile}
	field := &ir.Field{JSON: hostile, Type: &ir.Type{}}
	api := &ir.API{
		BaseURL: hostile, Servers: []ir.NamedServer{{Name: "ServerA", URL: hostile}},
		Error:   &ir.Error{Name: "Error", Body: &ir.Object{Doc: doc}},
		Opaques: []*ir.Opaque{{Name: "Raw2", Why: hostile, Doc: doc}},
		Operations: []*ir.Operation{{Name: "Get2", Method: "GET", Path: hostile, Doc: doc, Pagination: &ir.Pagination{Items: "Items", Param: field, Next: []*ir.Field{field}},
			QueryParams: []*ir.Param{{Field: field, Key: true, In: "header"}}}},
	}
	making := config.Making{Spec: hostile, Out: hostile, Package: "a", Overlays: []string{hostile}, Lenient: true}
	text := Text(making, Found{API: api, Tags: []Tag{{hostile, 1}, {"b", 1}}, Repairs: []string{hostile}})
	var said map[string]any
	if err := yaml.Unmarshal([]byte(text), &said); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if len(said) != 5 || said["out"] != hostile || said["spec"] != hostile {
		t.Errorf("got %q of\n%s", said, text)
	}
	for line := range strings.Lines(strings.ReplaceAll(text, "\n#", "\n")) {
		if strings.HasPrefix(strings.TrimSpace(line), "out: /etc") {
			t.Errorf("the document wrote %q", line)
		}
	}
}
