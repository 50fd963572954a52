package gotype_test

import (
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestOf(t *testing.T) {
	pet := &ir.Type{Kind: ir.Named, Decl: &ir.Object{Name: "Pet"}}
	null := func(t ir.Type) *ir.Type { t.Nullable = true; return &t }
	list := func(elem *ir.Type) *ir.Type { return &ir.Type{Kind: ir.Array, Elem: elem} }
	for want, of := range map[string]*ir.Type{
		"json.RawMessage":        {Kind: ir.Raw},
		"int":                    {Kind: ir.Int},
		"int32":                  {Kind: ir.Int, Bits: 32},
		"float64":                {Kind: ir.Float, Bits: 64},
		"[]byte":                 {Kind: ir.Bytes},
		"sdk.File":               {Kind: ir.File},
		"[]Pet":                  list(pet),
		"[]*Pet":                 list(null(*pet)),
		"[]time.Time":            list(&ir.Type{Kind: ir.Time}),
		"[][]byte":               list(null(ir.Type{Kind: ir.Bytes})), // nil is null
		"map[string][]*string":   {Kind: ir.Map, Elem: list(null(ir.Type{Kind: ir.String}))},
		"[]map[string]io.Reader": list(&ir.Type{Kind: ir.Map, Elem: &ir.Type{Kind: ir.Stream}}),
	} {
		if got := gotype.Of(of).String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestTag(t *testing.T) {
	text := &ir.Type{Kind: ir.String}
	for want, field := range map[string]*ir.Field{
		`json:"name"`:                                      {JSON: "name", Type: text, Required: true},
		`json:"name,omitempty"`:                            {JSON: "name", Type: text},
		`json:"name,omitempty" sdk:"null"`:                 {JSON: "name", Type: text, Nullable: true, Pointer: true},
		`json:"name" sdk:"number,readonly"`:                {JSON: "name", Type: &ir.Type{Kind: ir.String, Lenient: true}, Required: true, ReadOnly: true},
		`json:"-" name:"a,b" sdk:"optional"`:               {JSON: "a,b", Type: text},
		`json:"names" sdk:"items.null,items.items.number"`: {JSON: "names", Required: true, Type: nullable(ir.Map)},
	} {
		if got := gotype.Tag(&ir.Object{Open: true}, field); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// nullable is a list of maps that may be null, with elements that may be numbers.
func nullable(kind ir.Kind) *ir.Type {
	elem := &ir.Type{Kind: kind, Nullable: true, Elem: &ir.Type{Kind: ir.String, Lenient: true}}
	return &ir.Type{Kind: ir.Array, Elem: elem}
}
