package style

import (
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestUndefined(t *testing.T) {
	text := &ir.Type{Kind: ir.String}
	list, lists := &ir.Type{Kind: ir.Array, Elem: text}, &ir.Type{Kind: ir.Array, Elem: &ir.Type{Kind: ir.Array, Elem: text}}
	object := &ir.Type{Kind: ir.Named, Decl: &ir.Object{Fields: []*ir.Field{{Type: text}}}}
	deep := &ir.Type{Kind: ir.Named, Decl: &ir.Object{Fields: []*ir.Field{{Type: list}}}}
	for _, test := range []struct {
		param ir.Param
		t     *ir.Type
		want  string
	}{
		{ir.Param{In: "query"}, text, ""},
		{ir.Param{In: "query", Explode: true}, list, ""},
		{ir.Param{In: "query", Explode: true}, object, ""},
		{ir.Param{In: "query"}, lists, "style form writes an array in an array"},
		{ir.Param{In: "path"}, deep, "style simple writes an array in an object"},
		{ir.Param{In: "query", Style: "deepObject"}, object, ""},
		{ir.Param{In: "query", Style: "deepObject"}, deep, ""},
		{ir.Param{In: "query", Style: "deepObject"}, text, "style deepObject writes what is no object"},
		{ir.Param{In: "query", Style: "pipeDelimited"}, list, ""},
		{ir.Param{In: "query", Style: "pipeDelimited", Explode: true}, object, "style pipeDelimited writes an object with explode: true"},
		{ir.Param{In: "cookie", Explode: true}, list, "an array stands in a cookie with explode: true"},
		{ir.Param{In: "cookie"}, list, ""},
		{ir.Param{In: InForm, Style: "form"}, lists, "style form writes an array in an array"},
		{ir.Param{In: "query"}, &ir.Type{}, ""}, // raw JSON may be anything
	} {
		why, repair := undefined(&test.param, test.t)
		if !strings.HasPrefix(why, test.want) || (why == "") != (test.want == "") {
			t.Errorf("%s %s: got %q, want %q", test.param.In, test.param.Style, why, test.want)
		}
		if why == "" {
			continue
		}
		repair(&test.param)
		if again, _ := undefined(&test.param, test.t); again != "" && !test.param.Inner {
			t.Errorf("%s %s: still %q after it was mended", test.param.In, test.param.Style, again)
		}
	}
}
