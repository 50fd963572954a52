package keyword

import (
	"errors"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func (t *translator) required(s *openapi3.Schema, _ string) []ir.Check { return t.requires(s.Required) }

// requires is the rule that some properties are there but for those that requests leave out.
func (t *translator) requires(names []string) []ir.Check {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return t.readOnly[name] })
	if len(names) == 0 {
		return nil
	}
	return []ir.Check{call("Required", texts(names)...)}
}

func (t *translator) properties(s *openapi3.Schema, at string) (checks []ir.Check) {
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		checks = append(checks, t.inner("Property", s.Properties[name], source.Join(at, "properties", name), name)...)
	}
	return checks
}

// patternProperties makes rules of the properties of some names. Of a map whose names all match a pattern, that is one, too.
func (t *translator) patternProperties(s *openapi3.Schema, at string) (checks []ir.Check) {
	if len(s.PatternProperties) > 0 && t.top() && closed(s.AdditionalProperties) {
		checks = t.further(s.AdditionalProperties, nameSet(s), at)
	}
	if t.top() && !schema.NamesSayMore(t.doc, s, at) {
		return checks
	}
	for _, pattern := range slices.Sorted(maps.Keys(s.PatternProperties)) {
		text, ok := t.compiled(pattern)
		if !ok {
			return nil
		}
		checks = append(checks, t.inner("Matching", s.PatternProperties[pattern], source.Join(at, "patternProperties", pattern), text)...)
	}
	return checks
}

// additional makes a rule of further properties. Those of a value itself may be there: objects keep what newer servers send.
func (t *translator) additional(s *openapi3.Schema, at string) []ir.Check {
	if t.top() && closed(s.AdditionalProperties) {
		return nil
	}
	return t.further(s.AdditionalProperties, nameSet(s), source.Join(at, "additionalProperties"))
}

func (t *translator) further(further openapi3.BoolSchema, known names, at string) []ir.Check {
	if further == (openapi3.BoolSchema{}) {
		return nil
	}
	var patterns []string
	for _, expression := range known.patterns {
		text, ok := t.compiled(expression)
		if !ok {
			return nil
		}
		patterns = append(patterns, text)
	}
	args := []any{known.plain, patterns}
	switch {
	case closed(further):
		return []ir.Check{call("Further", append(args, call("Never"))...)}
	case further.Schema != nil:
		return t.inner("Further", further.Schema, at, args...)
	default:
		return nil
	}
}

func closed(further openapi3.BoolSchema) bool {
	never := func(s *openapi3.Schema) bool { // as some generators of documents write false
		return s.Always != nil && !*s.Always || s.Not != nil && s.Not.Value != nil && s.Not.Value.Always == nil && !schema.Says(s.Not.Value)
	}
	return further.Has != nil && !*further.Has || further.Schema != nil && further.Schema.Value != nil && never(further.Schema.Value)
}

// names are the names of properties that a schema speaks of.
type names struct{ plain, patterns []string }

func nameSet(s *openapi3.Schema) names {
	return names{plain: slices.Sorted(maps.Keys(s.Properties)), patterns: slices.Sorted(maps.Keys(s.PatternProperties))}
}

func (t *translator) propertyNames(s *openapi3.Schema, at string) []ir.Check {
	return t.inner("Names", s.PropertyNames, source.Join(at, "propertyNames"))
}

func (t *translator) counts(s *openapi3.Schema, _ string) []ir.Check {
	return between("Properties", s.MinProps, s.MaxProps)
}

func (t *translator) dependentRequired(s *openapi3.Schema, _ string) (checks []ir.Check) {
	for _, name := range slices.Sorted(maps.Keys(s.DependentRequired)) {
		if required := t.requires(s.DependentRequired[name]); len(required) > 0 {
			checks = append(checks, call("Present", name, required[0]))
		}
	}
	return checks
}

func (t *translator) dependentSchemas(s *openapi3.Schema, at string) (checks []ir.Check) {
	for _, name := range slices.Sorted(maps.Keys(s.DependentSchemas)) {
		checks = append(checks, t.inner("Present", s.DependentSchemas[name], source.Join(at, "dependentSchemas", name), name)...)
	}
	return checks
}

var (
	errOpen        = errors.New("objects keep the properties that newer servers send")
	errUnevaluated = errors.New("which properties count depends on the value, as schemas apply only where others do")
)

// unevaluatedProperties makes a rule of the properties that neither the schema nor its allOf speaks of.
func (t *translator) unevaluatedProperties(s *openapi3.Schema, at string) []ir.Check {
	if s.UnevaluatedProperties == (openapi3.BoolSchema{}) || s.UnevaluatedProperties.Has != nil && *s.UnevaluatedProperties.Has {
		return nil
	}
	if t.top() && closed(s.UnevaluatedProperties) {
		t.err = errOpen
		return nil
	}
	known, always := t.evaluated(s, at, map[string]bool{})
	switch {
	case !always:
		t.err = errUnevaluated
		return nil
	case known == nil:
		return nil
	default:
		return t.further(s.UnevaluatedProperties, *known, source.Join(at, "unevaluatedProperties"))
	}
}

// evaluated are the properties that a schema and its allOf speak of, nil where these are all. Always reports whether they are
// the same for every value.
func (t *translator) evaluated(s *openapi3.Schema, at string, seen map[string]bool) (known *names, always bool) {
	found := nameSet(s)
	if seen[at] {
		return &found, true
	}
	seen[at] = true
	if len(s.OneOf)+len(s.AnyOf)+len(s.DependentSchemas) > 0 || s.If != nil {
		return nil, false
	}
	everything := s.AdditionalProperties.Schema != nil || s.AdditionalProperties.Has != nil
	for i, ref := range s.AllOf {
		if ref.Value == nil {
			continue
		}
		part := schema.PartAt(t.doc, ref, source.Join(at, "allOf", index(i)))
		inner, same := t.evaluated(ref.Value, part.Pointer, seen)
		if !same {
			return nil, false
		}
		if inner == nil {
			everything = true
			continue
		}
		found.plain, found.patterns = append(found.plain, inner.plain...), append(found.patterns, inner.patterns...)
	}
	if everything {
		return nil, true
	}
	slices.Sort(found.plain)
	found.plain = slices.Compact(found.plain)
	return &found, true
}
