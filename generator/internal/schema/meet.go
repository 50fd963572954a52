package schema

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// types adds the JSON types and the format of a schema.
func (r *reader) types(schema *openapi3.Schema, pointer string) {
	s := r.made
	if types := withoutNull(schema.Type.Slice()); len(types) > 0 {
		if met := meetTypes(s.Types, types); len(met) > 0 {
			s.Types = met
		} else {
			r.conflict("type", pointer, fmt.Sprintf("the type is %s there and %s here", strings.Join(s.Types, " or "), strings.Join(types, " or ")))
		}
		r.said["type"] = pointer
	}
	if schema.Format != "" {
		s.Format = meetFormats(s.Format, schema.Format)
	}
}

func withoutNull(types []string) []string {
	if !slices.Contains(types, "null") {
		return types
	}
	return slices.DeleteFunc(slices.Clone(types), func(name string) bool { return name == "null" })
}

// meetTypes are the types that both lists allow, where nil is any. An integer is a number.
func meetTypes(a, b []string) []string {
	if a == nil || slices.Equal(a, b) {
		return b
	}
	var met []string
	for _, name := range a {
		switch {
		case slices.Contains(b, name):
			met = append(met, name)
		case name == "integer" && slices.Contains(b, "number"), name == "number" && slices.Contains(b, "integer"):
			met = append(met, "integer")
		}
	}
	return met
}

// meetFormats is the narrower of two formats, the later one where neither is.
func meetFormats(a, b string) string {
	for _, narrow := range []string{"int32", "float"} {
		if a == narrow && (b == "int64" || b == "double") {
			return a
		}
	}
	return b
}

// values adds the legal values of a schema.
func (r *reader) values(schema *openapi3.Schema, pointer string) {
	values, given := schema.Enum, len(schema.Enum) > 0
	if schema.Const != nil {
		values, given = []any{schema.Const}, true
	}
	if !given {
		return
	}
	s := r.made
	values = slices.DeleteFunc(slices.Clone(values), func(value any) bool { return value == nil })
	if s.Limited {
		before := s.Enum
		values = MeetValues(before, values)
		if len(values) == 0 && len(before) > 0 {
			r.conflict("enum", pointer, "no value is legal both there and here")
			return
		}
	}
	s.Enum, s.Limited = values, true
	r.said["enum"] = pointer
}

// MeetValues are the values of one list that another one has, too, compared as JSON.
func MeetValues(a, b []any) []any {
	known := map[string]bool{}
	for _, value := range b {
		if text, err := json.Marshal(value); err == nil {
			known[string(text)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(a), func(value any) bool {
		text, err := json.Marshal(value)
		return err != nil || !known[string(text)]
	})
}

func (r *reader) conflict(keyword, pointer, what string) {
	r.made.Conflicts = append(r.made.Conflicts, Conflict{First: r.said[keyword], Second: pointer, What: what})
}

// limits adds the bounds of a schema. Where two differ, the stricter one holds.
func (r *reader) limits(schema *openapi3.Schema, pointer string) {
	l := &r.made.Limits
	r.above(schema.Min, schema.ExclusiveMin.IsTrue(), pointer)
	r.above(schema.ExclusiveMin.Value, true, pointer) // OpenAPI 3.1
	r.below(schema.Max, schema.ExclusiveMax.IsTrue(), pointer)
	r.below(schema.ExclusiveMax.Value, true, pointer)
	if schema.MultipleOf != nil {
		l.MultipleOf = meetSteps(l.MultipleOf, *schema.MultipleOf)
	}
	if schema.Pattern != "" && !slices.Contains(l.Patterns, schema.Pattern) {
		l.Patterns = append(l.Patterns, schema.Pattern)
	}
	l.Unique = l.Unique || schema.UniqueItems
	r.least(&l.MinLength, schema.MinLength, "minLength", pointer)
	r.most(&l.MaxLength, schema.MaxLength, "maxLength", pointer)
	r.least(&l.MinItems, schema.MinItems, "minItems", pointer)
	r.most(&l.MaxItems, schema.MaxItems, "maxItems", pointer)
	r.least(&l.MinProps, schema.MinProps, "minProperties", pointer)
	r.most(&l.MaxProps, schema.MaxProps, "maxProperties", pointer)
}

func (r *reader) above(bound *float64, exclusive bool, pointer string) {
	l := &r.made.Limits
	if bound != nil && (l.Min == nil || *bound > *l.Min || *bound == *l.Min && exclusive) {
		l.Min, l.ExclusiveMin = bound, exclusive
		r.said["minimum"] = pointer
	}
}

func (r *reader) below(bound *float64, exclusive bool, pointer string) {
	l := &r.made.Limits
	if bound != nil && (l.Max == nil || *bound < *l.Max || *bound == *l.Max && exclusive) {
		l.Max, l.ExclusiveMax = bound, exclusive
		r.said["maximum"] = pointer
	}
}

func (r *reader) least(bound **uint64, n uint64, keyword, pointer string) {
	if n > 0 && (*bound == nil || n > **bound) {
		*bound = new(n)
		r.said[keyword] = pointer
	}
}

func (r *reader) most(bound **uint64, n *uint64, keyword, pointer string) {
	if n != nil && (*bound == nil || *n < **bound) {
		*bound = n
		r.said[keyword] = pointer
	}
}

// meetSteps is the least number that is a multiple of two steps; the later one where they are no whole numbers.
func meetSteps(a *float64, b float64) *float64 {
	if a == nil || *a == b {
		return &b
	}
	x, y := int64(*a), int64(b)
	if float64(x) != *a || float64(y) != b || x <= 0 || y <= 0 {
		return &b
	}
	for y != 0 {
		x, y = y, x%y
	}
	least := *a / float64(x) * b
	if math.IsInf(least, 0) {
		return &b
	}
	return &least
}

// checkBounds finds bounds that leave nothing between them.
func (r *reader) checkBounds() {
	l := r.made.Limits
	if l.Min != nil && l.Max != nil && (*l.Min > *l.Max || *l.Min == *l.Max && (l.ExclusiveMin || l.ExclusiveMax)) {
		r.bounds("minimum", *l.Min, "maximum", *l.Max)
	}
	for _, pair := range []struct {
		low, high   *uint64
		least, most string
	}{{l.MinLength, l.MaxLength, "minLength", "maxLength"}, {l.MinItems, l.MaxItems, "minItems", "maxItems"},
		{l.MinProps, l.MaxProps, "minProperties", "maxProperties"}} {
		if pair.low != nil && pair.high != nil && *pair.low > *pair.high {
			r.bounds(pair.least, *pair.low, pair.most, *pair.high)
		}
	}
}

func (r *reader) bounds(least string, low any, most string, high any) {
	r.conflict(least, r.said[most], fmt.Sprintf("the %s is %v there and the %s is %v here", least, low, most, high))
}
