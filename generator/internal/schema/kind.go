package schema

import (
	"math"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Allows reports whether values may have a JSON type.
func (s *Schema) Allows(kind string) bool { return s.Types == nil || slices.Contains(s.Types, kind) }

// Holds reports whether a value of the document has a JSON type that values may have.
func (s *Schema) Holds(value any) bool {
	return s.Types == nil || slices.ContainsFunc(s.Types, func(kind string) bool { return hasKind(value, kind) })
}

// Of is what a schema says of values of one of its JSON types: properties are those of objects, elements those of arrays.
func (s *Schema) Of(kind string) *Schema {
	one := *s
	one.Types = []string{kind}
	if kind != openapi3.TypeObject {
		one.Properties, one.Additional, one.Closed, one.index = nil, nil, false, map[string]int{}
	}
	if kind != openapi3.TypeArray {
		one.Items = nil
	}
	one.Enum = slices.DeleteFunc(slices.Clone(s.Enum), func(value any) bool { return !hasKind(value, kind) })
	one.Limited = s.Limited && len(one.Enum) > 0
	return &one
}

// hasKind reports whether a value of the document has a JSON type.
func hasKind(value any, kind string) bool {
	switch value := value.(type) {
	case string:
		return kind == openapi3.TypeString
	case bool:
		return kind == openapi3.TypeBoolean
	case []any:
		return kind == openapi3.TypeArray
	case map[string]any:
		return kind == openapi3.TypeObject
	case float64:
		return kind == openapi3.TypeNumber || kind == openapi3.TypeInteger && value == math.Trunc(value)
	default:
		return value == nil && kind == openapi3.TypeNull
	}
}
