package objects

import (
	"fmt"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestPointers(t *testing.T) {
	object := &ir.Object{Name: "O", Sent: true}
	text, self := &ir.Type{Kind: ir.String}, &ir.Type{Kind: ir.Named, Decl: object}
	union, list := &ir.Type{Kind: ir.Named, Decl: &ir.Union{}}, &ir.Type{Kind: ir.Array, Elem: text}
	for _, test := range []struct {
		name  string
		field ir.Field
		want  string // required, pointer
	}{
		{"required", ir.Field{Type: text, Required: true}, "true false"},
		{"optional", ir.Field{Type: text}, "false true"},
		{"required, nullable", ir.Field{Type: text, Required: true, Nullable: true}, "true true"},
		{"optional list", ir.Field{Type: list}, "false false"},
		{"optional union", ir.Field{Type: union}, "false false"},
		{"optional raw JSON", ir.Field{Type: &ir.Type{}}, "false false"},
		{"set by the server alone", ir.Field{Type: text, Required: true, ReadOnly: true}, "false true"},
		{"itself", ir.Field{Type: self, Required: true}, "true true"},
	} {
		object.Fields = []*ir.Field{&test.field}
		pointers(object)
		if got := fmt.Sprint(test.field.Required, test.field.Pointer); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func TestLiteralOf(t *testing.T) {
	enum := &ir.Type{Kind: ir.Named, Decl: &ir.Enum{Type: &ir.Type{Kind: ir.String}, Values: []ir.EnumValue{{Name: "A", Value: "a"}}}}
	for _, test := range []struct {
		t     *ir.Type
		value any
		want  string
	}{
		{&ir.Type{Kind: ir.String}, "a", "{ a false} true"},
		{&ir.Type{Kind: ir.String}, 1.0, "{ 1 false} false"},
		{&ir.Type{Kind: ir.Int}, 1.0, "{ 1 false} true"},
		{&ir.Type{Kind: ir.Int}, 1.5, "{ 1 false} false"},
		{&ir.Type{Kind: ir.Float}, 1.5, "{ 1.5 false} true"},
		{&ir.Type{Kind: ir.Bool}, true, "{ true false} true"},
		{enum, "a", "{A <nil> false} true"},
		{enum, "b", "{ <nil> false} false"},
		{&ir.Type{Kind: ir.Array}, []any{}, "{ <nil> false} false"},
	} {
		value, ok := literalOf(test.t, test.value)
		if got := fmt.Sprint(value, ok); got != test.want {
			t.Errorf("%v of kind %v: got %s, want %s", test.value, test.t.Kind, got, test.want)
		}
	}
}

func TestConfusable(t *testing.T) {
	field := func(kind ir.Kind) *ir.Field { return &ir.Field{Type: &ir.Type{Kind: kind}} }
	if confusable([]*ir.Field{field(ir.String), field(ir.String), field(ir.String), field(ir.String)}) {
		t.Error("four arguments are few")
	}
	if !confusable([]*ir.Field{field(ir.String), field(ir.Int), field(ir.Bool), field(ir.Time), field(ir.String)}) {
		t.Error("two of five have one type")
	}
	if confusable([]*ir.Field{field(ir.String), field(ir.Int), field(ir.Bool), field(ir.Time), field(ir.Float)}) {
		t.Error("five arguments all have different types")
	}
}
