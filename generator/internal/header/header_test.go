package header

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestKind(t *testing.T) {
	text, whole := &ir.Type{Kind: ir.String}, &ir.Type{Kind: ir.Int, Bits: 64}
	enum := &ir.Type{Kind: ir.Named, Decl: &ir.Enum{Name: "E", Type: whole}}
	object := &ir.Type{Kind: ir.Named, Decl: &ir.Object{Name: "O"}}
	for _, test := range []struct {
		header Header
		want   string
	}{
		{Header{Name: "X", Type: text}, "0 false string false"},
		{Header{Name: "X", Type: whole}, "1 false int64 false"},
		{Header{Name: "X", Type: enum}, "1 false E false"},
		{Header{Name: "X", Type: &ir.Type{Kind: ir.Time}}, "3 false time.Time false"},
		{Header{Name: "X", Type: &ir.Type{Kind: ir.Array, Elem: enum}}, "1 true []E false"},
		{Header{Name: "X", Type: &ir.Type{Kind: ir.Array, Elem: object}}, "0 false string true"},
		{Header{Name: "X", Type: object}, "0 false string true"},
		{Header{Name: "X", Type: object, JSON: true}, "2 false O false"},
		{Header{Name: "X", Type: &ir.Type{}}, "0 false string false"},
		{Header{Name: "LOCATION", Type: text}, "4 false string false"},
		{Header{Name: "Retry-After", Type: whole}, "5 false string false"},
		{Header{Name: "Link", Type: text}, "6 false string false"},
		{Header{Name: "Set-Cookie", Type: text}, "7 false string false"},
	} {
		kind, list, made, weaker := Kind(test.header)
		if got := fmt.Sprintf("%d %t %s %t", kind, list, gotype.Of(made).String(), weaker); got != test.want {
			t.Errorf("%s: got %s", test.header.Name, got)
		}
	}
}

func TestCollect(t *testing.T) {
	text, whole := &ir.Type{Kind: ir.String}, &ir.Type{Kind: ir.Int, Bits: 64}
	headers := []Header{
		{Status: 404, Name: "A", Type: text, Required: true}, {Status: 200, Name: "a", Type: text, Required: true}, {Status: 200, Name: "B", Type: whole, Required: true},
		{Status: 0, Name: "B", Type: whole}, {Status: 5, Name: "C", Type: text, Required: true}, {Status: 2, Name: "C", Type: whole}, {Status: 0, Name: "D", Type: text, Required: true},
	}
	Order(headers)
	var got []string
	for _, f := range Collect(headers) {
		got = append(got, fmt.Sprintf("%s %s %t%v%v", f.Field.JSON, gotype.Of(f.Field.Type).String(), f.Field.Pointer, f.Required, f.Only))
	}
	want := "a string false[200 404][];B int64 true[200][];C int64 true[][2];C string false[5][5];D string false[][]"
	if strings.Join(got, ";") != want {
		t.Errorf("got %s", strings.Join(got, ";"))
	}
}
