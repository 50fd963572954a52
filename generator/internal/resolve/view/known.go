package view

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// KnownValue is what a document says of one of an enum's values.
type KnownValue struct{ Title, Description string }

// knownValues reports whether a union lists the known values of an enum, each written out as a variant, and makes the
// view that enum.
func (r *Reader) knownValues(v *View) bool {
	if len(v.Unions) != 1 || len(v.Properties) > 0 {
		return false
	}
	values, known := []any{}, map[any]KnownValue{}
	for _, part := range v.Unions[0].Variants {
		said := part.Ref.Value
		if part.Ref.Ref != "" || !valuesOnly(v, said) {
			return false
		}
		if said.Const != nil {
			values = append(values, said.Const)
			known[said.Const] = KnownValue{Title: said.Title, Description: said.Description}
		}
		for _, value := range said.Enum {
			if value == nil {
				v.Nullable = v.Nullable || !v.NotNull
				continue
			}
			values = append(values, value)
		}
	}
	if v.Limited { // further known values, of which only these are meant
		values = slices.DeleteFunc(values, func(value any) bool { return !slices.Contains(v.Enum, value) })
	}
	if len(values) == 0 || len(values) == 1 && values[0] == "" {
		return false
	}
	if v.Types == nil {
		v.Types = []string{openapi3.TypeString}
	}
	v.Enum, v.Limited, v.Known, v.Unions = values, true, known, nil
	return true
}

// valuesOnly reports whether a variant is a string, or scalars that it lists.
func valuesOnly(v *View, said *openapi3.Schema) bool {
	if said.Format != "" || len(said.AllOf)+len(said.OneOf)+len(said.AnyOf)+len(said.Properties) > 0 || said.Items != nil {
		return false
	}
	listed := said.Const != nil || len(said.Enum) > 0
	switch said.Const.(type) {
	case map[string]any, []any:
		return false
	}
	if said.Type.Is(openapi3.TypeString) || said.Type == nil && v.Is(openapi3.TypeString) && listed {
		return true
	}
	return listed && (said.Type != nil || len(v.Types) == 1)
}
