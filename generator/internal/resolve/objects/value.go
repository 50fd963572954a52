package objects

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// defaultValue reads what the constructor sets: x-sdk-default, OpenAPI's default of a required property, or the only
// legal value.
func defaultValue(doc *document.Document, f *types.Field) {
	if f.Schema == nil {
		return
	}
	if word := doc.Word(f.Schema.Extensions, f.At.Pointer, "x-sdk-default", "now"); word != "" {
		if f.Decl.Type.Kind != ir.Time {
			doc.Fail(load.Join(f.At.Pointer, "x-sdk-default"), "x-sdk-default is now, but the property is no date-time", "remove it")
		}
		f.Decl.Default = &ir.Value{Now: true}
		return
	}
	if !f.Decl.Required && !f.Tag {
		return
	}
	if f.Schema.Default != nil {
		if value, ok := literalOf(f.Decl.Type, f.Schema.Default); ok {
			f.Decl.Default = &value
		}
		return
	}
	if enum, ok := f.Decl.Type.Decl.(*ir.Enum); ok && len(enum.Values) == 1 {
		f.Decl.Default = &ir.Value{Constant: enum.Values[0].Name}
	}
}

// literalOf is a JSON value as a Go literal of a type.
func literalOf(t *ir.Type, value any) (ir.Value, bool) {
	if enum, ok := t.Decl.(*ir.Enum); ok && t.Kind == ir.Named {
		for _, known := range enum.Values {
			if fmt.Sprint(known.Value) == fmt.Sprint(value) {
				return ir.Value{Constant: known.Name}, true
			}
		}
		return ir.Value{}, false
	}
	switch v := value.(type) {
	case string:
		return ir.Value{Literal: v}, t.Kind == ir.String || t.Kind == ir.Custom && t.Custom.Name == "Decimal" && t.Custom.Note == ""
	case bool:
		return ir.Value{Literal: v}, t.Kind == ir.Bool
	case float64:
		if t.Kind == ir.Int {
			return ir.Value{Literal: int(v)}, v == float64(int(v))
		}
		return ir.Value{Literal: v}, t.Kind == ir.Float
	default:
		return ir.Value{}, false
	}
}
