package types

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/format"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// integer is the type of integers of a format within limits.
func integer(name string, limits schema.Limits) *ir.Type {
	is := format.IntegerOf(name, limits.Min, limits.Max)
	return &ir.Type{Kind: ir.Int, Bits: is.Bits, Unsigned: is.Unsigned}
}

// bounded leaves to a type of integers what it says by itself.
func bounded(t *ir.Type) {
	least, most := format.Integer{Bits: t.Bits, Unsigned: t.Unsigned}.Within(t.Rules.Minimum, t.Rules.Maximum)
	if !t.Rules.ExclusiveMin {
		t.Rules.Minimum = least
	}
	if !t.Rules.ExclusiveMax {
		t.Rules.Maximum = most
	}
}

// integerElement is a type of integers that a slice can hold.
func integerElement(t ir.Type) *ir.Type {
	is := format.Integer{Bits: t.Bits, Unsigned: t.Unsigned}
	if wider := is.AsElement(); wider != is {
		_, largest := is.Bounds()
		t.Bits = wider.Bits
		if t.Rules.Maximum == nil {
			t.Rules.Maximum = &largest
		}
	}
	return &t
}
