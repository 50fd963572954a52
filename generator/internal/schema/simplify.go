package schema

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// mostCompared is how many parts are compared by what they say. Each is compared with each, so that a schema of thousands of
// parts would take hours; of those, only what is a part of another is left out.
const mostCompared = 32

// Simplify leaves out the parts that say nothing which the others do not say: one that is a part of another, and one that
// only repeats. What is left is at least one part.
func Simplify(doc Document, parts []Part) []Part { return simplify(doc, parts, len(parts)) }

// simplify is Simplify where so many of the parts may be a part of another.
func simplify(doc Document, parts []Part, inner int) []Part {
	if len(parts) < 2 {
		return slices.Clone(parts)
	}
	s := newSimplifier(doc, parts, inner)
	for i := range parts {
		if s.left > 1 && s.implied(i) {
			s.drop(i)
		}
	}
	return s.parts()
}

// simplifier finds the parts that others imply.
type simplifier struct {
	doc  Document
	all  []candidate
	left int
	// reached is how many of those that are left have a schema among their own parts, on whatever level. Same is how many of
	// them are the same part.
	reached, same map[string]int
}

// candidate is a part that may be implied.
type candidate struct {
	Part
	dropped bool
	reaches map[string]bool
	// says is what it says, once that was asked.
	says *Schema
}

// newSimplifier looks into those parts that may have another one among their own.
func newSimplifier(doc Document, parts []Part, inner int) *simplifier {
	s := &simplifier{doc: doc, left: len(parts), reached: map[string]int{}, same: map[string]int{}}
	for _, part := range parts {
		c := candidate{Part: part, reaches: map[string]bool{}}
		if inner > 1 || inner == 1 && part.Ref.Ref == "" {
			reach(doc, part, c.reaches)
		}
		s.all = append(s.all, c)
		s.count(&c, 1)
	}
	return s
}

func (s *simplifier) count(c *candidate, n int) {
	s.same[c.identity()] += n
	for pointer := range c.reaches {
		s.reached[pointer] += n
	}
}

// identity is what two parts have in common that say the same of the same schema.
func (c *candidate) identity() string { return c.Pointer + "\x00" + strings.Join(c.Without, "\x00") }

func (s *simplifier) drop(i int) {
	s.all[i].dropped = true
	s.left--
	s.count(&s.all[i], -1)
}

func (s *simplifier) parts() []Part {
	left := make([]Part, 0, s.left)
	for i := range s.all {
		if !s.all[i].dropped {
			left = append(left, s.all[i].Part)
		}
	}
	return left
}

// implied reports whether others say all that a part says.
func (s *simplifier) implied(i int) bool {
	c := &s.all[i]
	own := Own(c.Part)
	if !Says(own) || s.same[c.identity()] > 1 || s.reachedByOthers(c) {
		return true
	}
	if len(s.all) > mostCompared {
		return false
	}
	for j := range s.all {
		if other := &s.all[j]; j != i && !other.dropped && repeats(s.doc, own, other.read(s.doc)) {
			return true
		}
	}
	return false
}

func (s *simplifier) reachedByOthers(c *candidate) bool {
	by := s.reached[c.Pointer]
	if c.reaches[c.Pointer] {
		by--
	}
	return by > 0
}

func (c *candidate) read(doc Document) *Schema {
	if c.says == nil {
		c.says = Read(doc, c.Part)
	}
	return c.says
}

// Own is what a part says without the lists of variants that do not apply.
func Own(part Part) *openapi3.Schema {
	own := *part.Ref.Value
	if len(part.Without) > 0 {
		own.Nullable = false // null is no value of a variant
	}
	for _, list := range part.Without {
		switch list {
		case part.Pointer + "/oneOf":
			own.OneOf = nil
		case part.Pointer + "/anyOf":
			own.AnyOf = nil
		}
	}
	return &own
}

// reach collects the pointers of what a part has among its own parts, on whatever level.
func reach(doc Document, part Part, seen map[string]bool) {
	for _, p := range partsOf(doc, part.Ref.Value, part.Pointer) {
		if !seen[p.Pointer] {
			seen[p.Pointer] = true
			reach(doc, p, seen)
		}
	}
}

// repeats reports whether a schema has nothing but types, properties and requirements that another one has, too.
func repeats(doc Document, own *openapi3.Schema, other *Schema) bool {
	plain := *own
	plain.Type, plain.Properties, plain.Required = nil, nil, nil
	if Says(&plain) || !coveredTypes(own, other) {
		return false
	}
	for _, name := range own.Required {
		if !other.Required[name] {
			return false
		}
	}
	for name, ref := range own.Properties {
		p, known := other.Property(name)
		if !known || ref.Value == nil {
			return false
		}
		if slices.ContainsFunc(p.Parts, func(q Part) bool { return q.Ref.Value == ref.Value }) {
			continue
		}
		bare := *ref.Value
		bare.Type = nil
		if ref.Ref != "" || Says(&bare) || !coveredTypes(ref.Value, Read(doc, p.Parts...)) {
			return false
		}
	}
	return true
}

// coveredTypes reports whether all values of another schema, null among them, have a type that this one allows.
func coveredTypes(own *openapi3.Schema, other *Schema) bool {
	types := withoutNull(own.Type.Slice())
	switch {
	case len(types) == 0:
		return true
	case other.Nullable && !own.Nullable && !slices.Contains(own.Type.Slice(), "null"):
		return false
	case other.Types == nil:
		return slices.Equal(types, []string{"object"}) && len(other.Properties) > 0
	default:
		return !slices.ContainsFunc(other.Types, func(name string) bool {
			return !slices.Contains(types, name) && !(name == "integer" && slices.Contains(types, "number"))
		})
	}
}

// Says reports whether a schema says anything of values, besides annotations.
func Says(s *openapi3.Schema) bool {
	return len(s.AllOf)+len(s.OneOf)+len(s.AnyOf)+len(s.Properties)+len(s.Required)+len(s.Enum) > 0 || s.Type != nil || s.Const != nil ||
		s.Items != nil || s.AdditionalProperties.Schema != nil || closed(s) || s.Format != "" || s.Nullable ||
		bounded(s) || rare(s)
}

func bounded(s *openapi3.Schema) bool {
	return s.Min != nil || s.Max != nil || s.ExclusiveMin != (openapi3.ExclusiveBound{}) || s.ExclusiveMax != (openapi3.ExclusiveBound{}) ||
		s.MultipleOf != nil || s.MinLength != 0 || s.MaxLength != nil || s.Pattern != "" || s.MinItems != 0 || s.MaxItems != nil ||
		s.UniqueItems || s.MinProps != 0 || s.MaxProps != nil
}

func rare(s *openapi3.Schema) bool {
	return s.Not != nil || s.If != nil || s.Contains != nil || s.PropertyNames != nil || s.Always != nil && !*s.Always || s.DynamicRef != "" ||
		len(s.PrefixItems)+len(s.PatternProperties)+len(s.DependentSchemas)+len(s.DependentRequired) > 0 ||
		s.UnevaluatedItems.Has != nil || s.UnevaluatedItems.Schema != nil ||
		s.UnevaluatedProperties.Has != nil || s.UnevaluatedProperties.Schema != nil ||
		s.ContentMediaType != "" || s.ContentEncoding != "" || s.ContentSchema != nil
}

// Only is the part that a schema merely stands for: the only one of its allOf that says anything, where it says nothing
// itself besides that null is a value. Own is what it says itself.
func Only(doc Document, part Part) (only Part, own *Schema, is bool) {
	said := *part.Ref.Value
	said.AllOf = nil
	if len(part.Ref.Value.AllOf) == 0 || len(part.Without) > 0 {
		return Part{}, nil, false
	}
	beside := said
	beside.Nullable = false
	parts := partsOf(doc, part.Ref.Value, part.Pointer)
	if Says(&beside) {
		parts = append(parts, Part{Ref: &openapi3.SchemaRef{Value: &beside}, Pointer: part.Pointer + "#own"})
	}
	// What stands in the list itself is no part of its neighbours.
	parts = simplify(doc, parts, len(slices.DeleteFunc(slices.Clone(parts), func(p Part) bool { return p.Ref.Ref == "" })))
	if len(parts) != 1 || parts[0].Ref.Value == &beside {
		return Part{}, nil, false
	}
	return parts[0], Read(doc, Part{Ref: &openapi3.SchemaRef{Value: &said}, Pointer: part.Pointer}), true
}

// Requires reports whether a schema only says which properties are required, or what a value must not be.
func Requires(schema *openapi3.Schema) bool { return requires(schema, maxGroups) }

// maxGroups bounds how deep groups of required properties are in each other.
const maxGroups = 8

func requires(schema *openapi3.Schema, depth int) bool {
	own := *schema
	own.Required, own.Not = nil, nil
	if slices.Equal(own.Type.Slice(), []string{"object"}) {
		own.Type = nil
	}
	groups := slices.Concat(own.AllOf, own.AnyOf, own.OneOf)
	own.AllOf, own.AnyOf, own.OneOf = nil, nil, nil
	if Says(&own) || len(schema.Required)+len(groups) == 0 && schema.Not == nil {
		return false
	}
	return !slices.ContainsFunc(groups, func(ref *openapi3.SchemaRef) bool {
		return depth == 0 || ref.Value == nil || !requires(ref.Value, depth-1)
	})
}

func closed(s *openapi3.Schema) bool {
	return s.AdditionalProperties.Has != nil && !*s.AdditionalProperties.Has
}
