package resolve

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// view is what a schema says, at a place.
type view struct {
	schema.Schema
	variants []variantRef
	// tagged is the union whose discriminator tells the variants apart; nil is none.
	tagged *schema.Union
	// known are the names and descriptions of known values.
	known map[any]knownValue
	// groups are the lists of variants that are no types, but checked.
	groups []group
	// alias are the parts that this one stands for, with a description or null added at most.
	alias []schema.Part
}

// group is a list of variants that makes no type. Exactly reports whether a value is to be only one where it says oneOf.
type group struct {
	schema.Union
	exactly bool
}

// variantRef is a variant of a union and where it stands. Parts are all that is said of it.
type variantRef struct {
	ref   *openapi3.SchemaRef
	at    place
	parts []schema.Part
	// target is the pointer of the variant's own schema.
	target string
}

// Target and Keys make the resolver the document of package schema.
func (r *resolver) Target(ref *openapi3.SchemaRef) string { return r.pointer(ref) }

// Keys are the keys of the mapping at a pointer in the document's order.
func (r *resolver) Keys(pointer string) []string { return r.doc.Keys(pointer) }

// look reads what parts say.
func (r *resolver) look(parts []schema.Part, at place) *view {
	if len(parts) == 1 {
		if only, own, is := schema.Only(r, parts[0]); is {
			return &view{Schema: *own, alias: []schema.Part{only}}
		}
	}
	v := &view{Schema: *schema.Read(r, parts...)}
	if v.Cycle != "" {
		r.fail(v.Cycle, "allOf contains itself", "remove the cycle")
		v.Cycle = ""
	}
	r.arrangeVariants(v, at)
	return v
}

// maxVariants bounds how many variants two unions may make that both apply.
const maxVariants = 16

// arrangeVariants makes of the lists of variants one list, whose members have all that stands beside the list, too.
func (r *resolver) arrangeVariants(v *view, at place) {
	v.Unions = slices.DeleteFunc(v.Unions, func(u schema.Union) bool { return r.noUnion(v, u) })
	count := 1
	for i := range v.Unions {
		u := &v.Unions[i]
		r.dropNull(v, u)
		count *= len(u.Variants)
		if u.Holder.Discriminator != nil && v.tagged == nil {
			v.tagged = u
		}
	}
	if len(v.Unions) == 0 || r.knownValues(v) {
		return
	}
	if len(v.Unions) > 1 && count > maxVariants {
		r.lose(loss.Weakened, v.Unions[1].Pointer, v.Unions[1].Keyword, "the value is raw JSON",
			fmt.Sprintf("two unions that both apply make %d variants, more than %d", count, maxVariants))
		v.Types, v.Unions, v.Properties = nil, nil, nil
		return
	}
	r.combine(v, at)
	switch {
	case len(v.variants) == 1 && (v.tagged == nil || v.variants[0].ref == nil):
		v.alias, v.variants = v.variants[0].parts, nil
	case v.tagged == nil && len(v.Properties) > 0 && !apart(r, v.variants):
		r.absorb(v)
	}
}

// noUnion reports whether a list of variants only says which properties are required. One of the groups must be there.
func (r *resolver) noUnion(v *view, u schema.Union) bool {
	if slices.ContainsFunc(u.Variants, func(p schema.Part) bool { return !schema.Requires(p.Ref.Value) }) {
		return len(u.Variants) == 0
	}
	v.groups = append(v.groups, group{Union: u, exactly: true})
	return true
}

// dropNull takes null out of a list: it is no variant.
func (r *resolver) dropNull(v *view, u *schema.Union) {
	for i := len(u.Variants) - 1; i >= 0; i-- {
		if schema.IsNull(u.Variants[i].Ref.Value) {
			u.Variants, u.At = slices.Delete(slices.Clone(u.Variants), i, i+1), slices.Delete(slices.Clone(u.At), i, i+1)
			v.Nullable = v.Nullable || !v.NotNull
		}
	}
}

// combine makes a variant of each choice of one variant of each list, and of what stands beside the lists.
func (r *resolver) combine(v *view, at place) {
	beside := slices.Clone(v.Parts)
	for i := range beside {
		for _, u := range v.Unions {
			beside[i].Without = append(slices.Clone(beside[i].Without), u.List())
		}
	}
	v.variants = []variantRef{{at: at, parts: beside}}
	for _, u := range v.Unions {
		var longer []variantRef
		for _, before := range v.variants {
			for i, part := range u.Variants {
				longer = append(longer, r.with(before, part, u.At[i], i))
			}
		}
		v.variants = longer
	}
	for i := range v.variants {
		v.variants[i].parts = schema.Simplify(r, v.variants[i].parts)
	}
}

func (r *resolver) with(before variantRef, part schema.Part, pointer string, i int) variantRef {
	at := before.at.in(cmp.Or(stream.Named(part.Ref.Value), fmt.Sprintf("Variant%d", i+1)))
	if part.Ref.Ref != "" {
		at = before.at.in(r.placeOf(part.Pointer).name)
	}
	at.pointer = pointer
	made := variantRef{ref: before.ref, target: before.target, at: at, parts: append(slices.Clone(before.parts), part)}
	if made.ref == nil {
		made.ref, made.target = part.Ref, part.Pointer
	}
	return made
}

// absorb makes one object of a union that has properties of its own and whose variants nothing tells apart: an object with
// all the properties that any variant has, which loses nothing and guesses nothing.
func (r *resolver) absorb(v *view) {
	for _, variant := range v.variants {
		for _, p := range schema.Read(r, variant.parts...).Properties {
			if _, known := v.Property(p.Name); !known {
				v.AddProperty(p)
			}
		}
	}
	for _, u := range v.Unions {
		v.groups = append(v.groups, group{Union: u})
	}
	r.lose(loss.Weakened, v.Unions[0].Pointer, v.Unions[0].Keyword, "the value is one object with the properties of all variants",
		"nothing tells the variants apart")
	v.variants = nil
}

// conflict says what no value can satisfy. The type is then raw JSON.
func (r *resolver) conflict(v *view, at place) *ir.Type {
	for _, c := range v.Conflicts {
		what := fmt.Sprintf("no value can satisfy this and %s: %s", r.position(c.First), c.What)
		if r.lenient {
			r.lose(loss.Weakened, c.Second, "", at.name+" is raw JSON", what)
			continue
		}
		r.fail(c.Second, what, "make the two agree, or use --lenient to leave the value as raw JSON")
	}
	return &ir.Type{Kind: ir.Raw}
}

// placeIn is the place of a part of a value.
func (p place) placeIn(word, pointer string) place {
	inner := p.in(word)
	inner.pointer = pointer
	return inner
}

// rules are the validation keywords. A pattern that Go's regular expressions do not know is left to the server.
func (r *resolver) rules(v *view) ir.Rules {
	l := v.Limits
	rules := ir.Rules{
		Minimum: l.Min, Maximum: l.Max, ExclusiveMin: l.ExclusiveMin, ExclusiveMax: l.ExclusiveMax,
		MultipleOf: l.MultipleOf, MinItems: l.MinItems, MaxItems: l.MaxItems, Unique: l.Unique,
		MinLength: l.MinLength, MaxLength: l.MaxLength, MinProperties: l.MinProps, MaxProperties: l.MaxProps,
	}
	for _, pattern := range l.Patterns {
		if _, err := regexp.Compile(pattern); err != nil {
			r.lose(loss.Weakened, v.Parts[len(v.Parts)-1].Pointer, "pattern", "the pattern is not checked", "Go's regular expressions do not know it")
			continue
		}
		rules.Patterns = append(rules.Patterns, pattern)
	}
	rules.Checks = r.checks(v, keyword.Beyond)
	return rules
}

// applied are the parts of a $ref: what it leads to, and what stands beside it, which applies, too.
func (r *resolver) applied(ref *openapi3.SchemaRef, pointer string) []schema.Part {
	part := schema.PartAt(r, ref, pointer)
	if ref.Ref == "" {
		return []schema.Part{part}
	}
	target := r.componentAt(part.Pointer)
	if target == nil || target == ref.Value || len(ref.Value.AllOf) != len(target.AllOf)+1 {
		return []schema.Part{part}
	}
	plain, beside := *ref, ref.Value.AllOf[len(target.AllOf)]
	plain.Value = target
	return []schema.Part{{Ref: &plain, Pointer: part.Pointer}, {Ref: beside, Pointer: pointer}}
}

// componentAt is the component schema at a pointer, nil where that is something else.
func (r *resolver) componentAt(pointer string) *openapi3.Schema {
	_, tokens := load.Split(pointer)
	if !component(pointer) || pointer[0] != '#' || r.doc.T.Components == nil {
		return nil
	}
	ref := r.doc.T.Components.Schemas[tokens[2]]
	if ref == nil || ref.Ref != "" {
		return nil
	}
	return ref.Value
}
