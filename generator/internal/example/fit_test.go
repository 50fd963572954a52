package example

import (
	"reflect"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// TestFit writes what can be written as a value of a type, and leaves the rest out.
func TestFit(t *testing.T) {
	text := &ir.Type{Kind: ir.String}
	id := &ir.Field{JSON: "id", Type: text}
	file := &ir.Object{Fields: []*ir.Field{
		id, {JSON: "size", Type: &ir.Type{Kind: ir.Int, Bits: 8}}, {JSON: "made", Type: text, ReadOnly: true},
	}, Constructor: []*ir.Field{id}, Constants: []ir.Constant{{JSON: "type", Value: `"FILE"`}}}
	named := &ir.Type{Kind: ir.Named, Decl: file}
	link := &ir.Type{Kind: ir.Named, Decl: &ir.Object{Constants: []ir.Constant{{JSON: "type", Value: `"LINK"`}}}}
	union := &ir.Type{Kind: ir.Named, Decl: &ir.Union{Variants: []ir.Variant{{Type: link}, {Type: named}}}}
	for _, test := range []struct {
		of       *ir.Type
		json     string
		want     any
		unwanted bool
	}{
		{of: named, json: `{"type": "FILE", "id": "1", "size": 7, "made": "x", "new": 1}`, want: map[string]any{"id": "1", "size": normal(7)}},
		{of: named, json: `{"id": "1", "size": 1000}`, want: map[string]any{"id": "1"}}, // no int8
		{of: named, json: `{"size": 7}`, unwanted: true},                                // what the constructor takes
		{of: named, json: `{"type": "LINK", "id": "1"}`, unwanted: true},
		{of: union, json: `{"type": "FILE", "id": "1"}`, want: ir.OfVariant{Index: 1, Value: map[string]any{"id": "1"}}},
		{of: union, json: `{"type": "LINK", "id": "1"}`, want: ir.OfVariant{Index: 0, Value: map[string]any{}}},
		{of: &ir.Type{Kind: ir.Time}, json: `"2026-01-02T03:04:05+01:00"`, want: "2026-01-02T02:04:05Z"},
		{of: &ir.Type{Kind: ir.Time}, json: `"today"`, unwanted: true},
		{of: &ir.Type{Kind: ir.Bytes}, json: `"*"`, unwanted: true},
		{of: &ir.Type{Kind: ir.Array, Elem: text}, json: `["a", {}]`, unwanted: true},
	} {
		value, err := decode([]byte(test.json))
		if err != nil {
			t.Fatal(err)
		}
		got, ok := fit(test.of, value)
		if ok == test.unwanted || ok && !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %v %v, want %v", test.json, got, ok, test.want)
		}
	}
}

// TestPrintable refuses what is not the same behind "// Output:".
func TestPrintable(t *testing.T) {
	for text, want := range map[string]bool{
		"Sample SMS": true, "": false, " a": false, "a\n// Output: b": false, "a  b": false, "a\u202eb": false, "é": false,
	} {
		if printable(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
