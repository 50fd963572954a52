package resolve

import (
	"regexp"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// limit adds the validation keywords of a part. Where parts differ, the stricter one holds.
func (v *view) limit(part *openapi3.Schema) {
	l := &v.limits
	v.above(part.Min, part.ExclusiveMin.IsTrue())
	v.above(part.ExclusiveMin.Value, true) // OpenAPI 3.1
	v.below(part.Max, part.ExclusiveMax.IsTrue())
	v.below(part.ExclusiveMax.Value, true)
	if part.MultipleOf != nil {
		l.MultipleOf = part.MultipleOf
	}
	if part.Pattern != "" {
		l.Pattern = part.Pattern
	}
	l.UniqueItems = l.UniqueItems || part.UniqueItems
	l.MinLength, l.MaxLength = max(l.MinLength, part.MinLength), least(l.MaxLength, part.MaxLength)
	l.MinItems, l.MaxItems = max(l.MinItems, part.MinItems), least(l.MaxItems, part.MaxItems)
	l.MinProps, l.MaxProps = max(l.MinProps, part.MinProps), least(l.MaxProps, part.MaxProps)
}

func (v *view) above(bound *float64, exclusive bool) {
	if l := &v.limits; bound != nil && (l.Min == nil || *bound >= *l.Min) {
		l.Min, v.exclusiveMin = bound, exclusive
	}
}

func (v *view) below(bound *float64, exclusive bool) {
	if l := &v.limits; bound != nil && (l.Max == nil || *bound <= *l.Max) {
		l.Max, v.exclusiveMax = bound, exclusive
	}
}

func least(a, b *uint64) *uint64 {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}

// addElements adds what a part says about elements and about properties that it does not list.
func (v *view) addElements(part *openapi3.Schema, at place) {
	if part.Items != nil {
		v.items, v.itemsAt = part.Items, at.in("Item", "items")
	}
	if part.AdditionalProperties.Schema != nil {
		v.additional, v.additionalAt = part.AdditionalProperties.Schema, at.in("Value", "additionalProperties")
	}
	has := part.AdditionalProperties.Has
	v.closed = v.closed || has != nil && !*has && len(part.PatternProperties) == 0
}

// rules are the validation keywords. A pattern that Go's regular expressions do not know is left to the server.
func (v *view) rules() ir.Rules {
	s := v.limits
	rules := ir.Rules{
		Minimum: s.Min, Maximum: s.Max, ExclusiveMin: v.exclusiveMin, ExclusiveMax: v.exclusiveMax,
		MultipleOf: s.MultipleOf, MinItems: positive(s.MinItems), MaxItems: s.MaxItems, Unique: s.UniqueItems,
		MinLength: positive(s.MinLength), MaxLength: s.MaxLength,
		MinProperties: positive(s.MinProps), MaxProperties: s.MaxProps,
	}
	if _, err := regexp.Compile(s.Pattern); err == nil {
		rules.Pattern = s.Pattern
	}
	return rules
}

func positive(n uint64) *uint64 {
	if n == 0 {
		return nil
	}
	return &n
}
