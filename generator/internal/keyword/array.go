package keyword

import (
	"errors"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func index(i int) string { return strconv.Itoa(i) }

func (t *translator) itemCounts(s *openapi3.Schema, _ string) []ir.Check {
	checks := between("Items", s.MinItems, s.MaxItems)
	if s.UniqueItems {
		checks = append(checks, call("Unique"))
	}
	return checks
}

// prefixItems makes rules of the first elements, and of those after them.
func (t *translator) prefixItems(s *openapi3.Schema, at string) (checks []ir.Check) {
	if len(s.PrefixItems) == 0 || t.top() && !schema.SayMore(t.doc, s, at) {
		return nil
	}
	for i, ref := range s.PrefixItems {
		checks = append(checks, t.inner("Item", ref, source.Join(at, "prefixItems", index(i)), i)...)
	}
	return append(checks, t.itemsFrom(s.Items, len(s.PrefixItems), source.Join(at, "items"))...)
}

// items makes a rule of the elements of a schema that has no first elements.
func (t *translator) items(s *openapi3.Schema, at string) []ir.Check {
	if len(s.PrefixItems) > 0 {
		return nil
	}
	return t.itemsFrom(s.Items, 0, source.Join(at, "items"))
}

func (t *translator) itemsFrom(ref *openapi3.SchemaRef, from int, at string) []ir.Check {
	if ref != nil && ref.Value != nil && ref.Value.Always != nil && !*ref.Value.Always {
		return []ir.Check{call("MaxItems", from)}
	}
	return t.inner("Items", ref, at, from)
}

// unevaluatedItems makes a rule of the elements after the first ones, where nothing else speaks of elements.
func (t *translator) unevaluatedItems(s *openapi3.Schema, at string) []ir.Check {
	ref := s.UnevaluatedItems.Schema
	if has := s.UnevaluatedItems.Has; has != nil {
		ref = &openapi3.SchemaRef{Value: &openapi3.Schema{Always: has}}
	}
	switch {
	case ref == nil || s.Items != nil:
		return nil
	case len(s.AllOf)+len(s.OneOf)+len(s.AnyOf) > 0 || s.If != nil || s.Contains != nil:
		t.err = errors.New("which elements count depends on other schemas")
		return nil
	default:
		return t.itemsFrom(ref, len(s.PrefixItems), source.Join(at, "unevaluatedItems"))
	}
}

func (t *translator) contains(s *openapi3.Schema, at string) []ir.Check {
	if s.Contains == nil {
		return nil
	}
	least, most := 1, -1
	if s.MinContains != nil {
		least = int(*s.MinContains)
	}
	if s.MaxContains != nil {
		most = int(*s.MaxContains)
	}
	return []ir.Check{call("Contains", append([]any{least, most}, rules(t.all(s.Contains, source.Join(at, "contains")))...)...)}
}
