package resolve

import (
	"fmt"
	"math"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// enumerable tells whether the known values are all strings or all integers, so that Go has constants for them. The empty
// string alone, which some documents allow where they take something away, needs none.
func enumerable(v *view) bool {
	if len(v.enum) == 1 && v.enum[0] == "" {
		return false
	}
	strings, integers := 0, 0
	for _, value := range v.enum {
		switch value := value.(type) {
		case string:
			strings++
		case float64:
			if value == math.Trunc(value) && math.Abs(value) < 1<<53 {
				integers++
			}
		case bool:
			if len(v.enum) == 1 {
				return true
			}
		case nil:
			v.nullable = true
			strings, integers = strings+1, integers+1
		}
	}
	return (strings == len(v.enum) || integers == len(v.enum)) && strings != integers
}

// enum declares a type with known values.
func (r *resolver) enum(view *view, at place) *ir.Type {
	decl := &ir.Enum{Doc: r.documentation(view.schema, at), Type: &ir.Type{Kind: ir.String}}
	decl.Name = r.declare(at, "Enum")
	seen := map[any]bool{}
	for _, value := range view.enum {
		if value == nil || seen[value] {
			continue
		}
		seen[value] = true
		decl.Values = append(decl.Values, r.enumValue(decl, value))
	}
	r.api.Enums = append(r.api.Enums, decl)
	return &ir.Type{Kind: ir.Named, Decl: decl}
}

func (r *resolver) enumValue(enum *ir.Enum, value any) ir.EnumValue {
	if number, ok := value.(float64); ok {
		enum.Type = &ir.Type{Kind: ir.Int, Bits: 64}
		return ir.EnumValue{Name: r.constantName(enum, naming.NumberConstant(int64(number))), Value: int64(number)}
	}
	if flag, ok := value.(bool); ok {
		enum.Type = &ir.Type{Kind: ir.Bool}
		return ir.EnumValue{Name: r.constantName(enum, naming.Exported(fmt.Sprint(flag))), Value: flag}
	}
	text := value.(string)
	return ir.EnumValue{Name: r.constantName(enum, naming.Constant(text)), Value: text}
}

func (r *resolver) constantName(enum *ir.Enum, word string) string {
	return r.names.Claim(enum.Name+word, "", nil)
}
