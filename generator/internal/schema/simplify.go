package schema

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Simplify leaves out the parts that say nothing which the others do not say: one that is a part of another, and one that
// only repeats. What is left is at least one part.
func Simplify(doc Document, parts []Part) []Part {
	left := slices.Clone(parts)
	for i := 0; i < len(left) && len(left) > 1; {
		others := slices.Delete(slices.Clone(left), i, i+1)
		if implied(doc, left[i], others) {
			left = others
			continue
		}
		i++
	}
	return left
}

// implied reports whether others say all that a part says.
func implied(doc Document, part Part, others []Part) bool {
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
	if !Says(&own) {
		return true
	}
	for _, other := range others {
		if other.Pointer == part.Pointer && slices.Equal(other.Without, part.Without) || reaches(doc, other, part.Pointer) ||
			repeats(doc, &own, part, Read(doc, other)) {
			return true
		}
	}
	return false
}

// reaches reports whether a part has a schema among its own parts, on whatever level.
func reaches(doc Document, part Part, pointer string) bool {
	seen := map[string]bool{}
	var walk func(schema *openapi3.Schema, at string) bool
	walk = func(schema *openapi3.Schema, at string) bool {
		if seen[at] {
			return false
		}
		seen[at] = true
		return slices.ContainsFunc(partsOf(doc, schema, at), func(p Part) bool {
			return p.Pointer == pointer || walk(p.Ref.Value, p.Pointer)
		})
	}
	return walk(part.Ref.Value, part.Pointer)
}

// repeats reports whether a schema has nothing but types, properties and requirements that another one has, too.
func repeats(doc Document, own *openapi3.Schema, part Part, other *Schema) bool {
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
	return s.Not != nil || s.If != nil || s.Contains != nil || s.PropertyNames != nil || s.Always != nil || s.DynamicRef != "" ||
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
	parts = Simplify(doc, parts)
	if len(parts) != 1 || parts[0].Ref.Value == &beside {
		return Part{}, nil, false
	}
	return parts[0], Read(doc, Part{Ref: &openapi3.SchemaRef{Value: &said}, Pointer: part.Pointer}), true
}

// Requires reports whether a schema only says which properties are required, or what a value must not be.
func Requires(schema *openapi3.Schema) bool {
	own := *schema
	own.Required, own.Not = nil, nil
	if slices.Equal(own.Type.Slice(), []string{"object"}) {
		own.Type = nil
	}
	return len(schema.Required) > 0 && !Says(&own) || schema.Not != nil && !Says(&own)
}

func closed(s *openapi3.Schema) bool {
	return s.AdditionalProperties.Has != nil && !*s.AdditionalProperties.Has
}
