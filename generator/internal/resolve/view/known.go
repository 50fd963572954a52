package view

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
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
	values = slices.DeleteFunc(values, func(value any) bool { return !v.Holds(value) })
	if v.Limited { // further known values, of which only these are meant
		values = schema.MeetValues(values, v.Enum)
	}
	if len(values) == 0 || len(values) == 1 && values[0] == "" {
		return false
	}
	if v.Types == nil {
		name := typeOfValues(values)
		if name == "" {
			return false
		}
		v.Types = []string{name}
	}
	v.Enum, v.Limited, v.Known, v.Unions = values, true, known, nil
	return true
}

// typeOfValues is the JSON type of scalars, "" where they have several.
func typeOfValues(values []any) string {
	found := ""
	for _, value := range values {
		name := openapi3.TypeString
		switch value.(type) {
		case bool:
			name = openapi3.TypeBoolean
		case float64:
			name = openapi3.TypeNumber
		}
		if found != "" && found != name {
			return ""
		}
		found = name
	}
	return found
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
	return listed || said.Type.Is(openapi3.TypeString)
}
