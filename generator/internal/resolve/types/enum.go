package types

import (
	"fmt"
	"math"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// enumerable reports whether the known values are all strings, all numbers or all booleans, so that Go has constants for
// them. The empty string alone, which some documents allow where they take something away, needs none.
func enumerable(v *view.View) bool {
	if len(v.Enum) == 0 || len(v.Enum) == 1 && v.Enum[0] == "" {
		return false
	}
	kinds := map[string]bool{}
	for _, value := range v.Enum {
		switch value := value.(type) {
		case string, bool:
			kinds[fmt.Sprintf("%T", value)] = true
		case float64:
			kinds["number"] = true
			if math.Abs(value) >= 1<<53 { // a float64 may be another number than was written
				return false
			}
		default:
			return false
		}
	}
	return len(kinds) == 1
}

// enum declares a type with known values.
func (b *Builder) enum(view *view.View, at place.Place) *ir.Type {
	decl := &ir.Enum{Doc: b.doc.Documentation(view.Words, at.Pointer), Type: &ir.Type{Kind: ir.String}}
	decl.Name = b.names.Declare(at, "Enum")
	decl.Type = enumType(view.Enum)
	seen := map[any]bool{}
	names, descriptions := listOf(view.Words, "x-enum-varnames", "x-enumNames"), listOf(view.Words, "x-enum-descriptions", "x-enumDescriptions")
	for i, value := range view.Enum {
		if seen[value] {
			continue
		}
		seen[value] = true
		said := view.Known[value]
		if i < len(names) {
			said.Title = names[i]
		}
		if i < len(descriptions) {
			said.Description = descriptions[i]
		}
		made := ir.EnumValue{Name: b.names.ClaimOne(constantNames(decl.Name, value, said.Title), "", nil), Value: value, Doc: said.Description}
		if number, is := value.(float64); is && decl.Type.Kind == ir.Int {
			made.Value = int64(number)
		}
		decl.Values = append(decl.Values, made)
	}
	b.made.Enums = append(b.made.Enums, decl)
	return &ir.Type{Kind: ir.Named, Decl: decl, Rules: ir.Rules{Checks: b.views.Checks(view, keyword.Beyond)}}
}

// enumType is the type of known values.
func enumType(values []any) *ir.Type {
	t := &ir.Type{Kind: ir.String}
	for _, value := range values {
		switch value := value.(type) {
		case bool:
			return &ir.Type{Kind: ir.Bool}
		case float64:
			if value != math.Trunc(value) {
				return &ir.Type{Kind: ir.Float, Bits: 64}
			}
			t = &ir.Type{Kind: ir.Int, Bits: 64}
		}
	}
	return t
}

// listOf reads the first of some extensions that lists a text for each known value.
func listOf(words *openapi3.Schema, keys ...string) []string {
	for _, key := range keys {
		list, is := words.Extensions[key].([]any)
		if !is || len(list) != len(words.Enum) {
			continue
		}
		var texts []string
		for i, text := range list {
			if words.Enum[i] != nil { // null is no constant
				texts = append(texts, fmt.Sprint(text))
			}
		}
		return texts
	}
	return nil
}

// constantNames are what a value's constant may be called, the best first: after what the document calls it, else after the
// value, else with its signs as words.
func constantNames(enum string, value any, title string) []string {
	if title != "" && len(naming.Words(title)) > 0 {
		return []string{enum + naming.Constant(title)}
	}
	switch value := value.(type) {
	case float64:
		return []string{enum + naming.NumberConstant(value)}
	case string:
		names := []string{enum + naming.Constant(value)}
		for _, spelled := range naming.SpelledConstants(value) {
			names = append(names, enum+spelled)
		}
		return names
	default:
		return []string{enum + naming.Exported(fmt.Sprint(value))}
	}
}
