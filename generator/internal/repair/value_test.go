package repair

import (
	"reflect"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// TestValues has the first value below a document's single key, nested by the key's slashes, replaced.
func TestValues(t *testing.T) {
	text, number, schema := reflect.TypeFor[string](), reflect.TypeFor[float64](), reflect.TypeFor[openapi3.Schema]()
	for _, test := range []struct {
		document string
		is       reflect.Type
		want     string
		rule     ID
	}{
		{`{"title": 1}`, text, `"1"`, Text},
		{`{"title": true}`, text, `"true"`, Text},
		{`{"title": null}`, text, "", ""},
		{`{"title": ["a"]}`, text, `""`, Words},
		{`{"name": ["a"]}`, text, "", ""},
		{`{"minimum": " 1 "}`, number, "1", Scalar},
		{`{"minimum": "one"}`, number, "", Limit},
		{`{"minimum": null}`, number, "", ""},
		{`{"other": "one"}`, number, "", ""},
		{`{"uniqueItems": "true"}`, reflect.TypeFor[bool](), "true", Scalar},
		{`{"uniqueItems": "yes"}`, reflect.TypeFor[bool](), "", ""},
		{`{"schema": null}`, reflect.TypeFor[openapi3.SchemaRef](), "{}", Null},
		{`{"200": null}`, reflect.TypeFor[openapi3.ResponseRef](), `{"description":""}`, Null},
		{`{"items": [{}]}`, schema, "{}", Tuple},
		{`{"examples": {"a": 1}}`, reflect.TypeFor[[]any](), "", Examples},
		{`{"required": true}`, reflect.TypeFor[[]string](), "", Draft},
		{`{"properties": {"required": ["a"]}}`, schema, "", NoSchema},
	} {
		var problems problem.List
		tree := source.Parse("doc.json", []byte(test.document), 1<<20, &problems)
		at := first(tree, 0)
		if tree.Key(at) == "properties" {
			at = first(tree, at)
		}
		got, rule := Value{Tree: tree, At: at, Type: test.is}.Replacement()
		if got != test.want || rule != test.rule {
			t.Errorf("%s as %v: %q by %q, want %q by %q", test.document, test.is, got, rule, test.want, test.rule)
		}
	}
}

func first(tree *source.Tree, parent int32) int32 {
	for at := range tree.Children(parent) {
		return at
	}
	return source.None
}
