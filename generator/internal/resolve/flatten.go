package resolve

import (
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// flatten are a union's members with those that are unions themselves replaced by their members, and what is the same in
// Go or a part of another taken out. A union that leads to itself adds nothing to itself.
func (r *resolver) flatten(u *union) []member {
	return r.mergeMembers(u, r.leaves(u, nil, map[*union]bool{}))
}

func (r *resolver) leaves(u *union, labels map[string][]string, seen map[*union]bool) []member {
	if seen[u] {
		return nil
	}
	seen[u] = true
	var found []member
	for _, m := range u.members {
		m = m.under(labels)
		if inner := r.byUnion[m.t.Decl]; inner != nil && m.t.Kind == ir.Named {
			found = append(found, r.leaves(inner, m.labels, seen)...)
			continue
		}
		found = append(found, m)
	}
	return found
}

// mergeMembers makes one member of those that are the same type, of strings, of numbers, and of arrays: an array of either
// is an array of elements that are either.
func (r *resolver) mergeMembers(u *union, members []member) []member {
	var merged []member
	for _, m := range members {
		i := slices.IndexFunc(merged, func(other member) bool { return mergeable(other.t, m.t) })
		if i < 0 {
			merged = append(merged, m)
			continue
		}
		merged[i].t = r.mergeTypes(u, merged[i].t, m.t)
		for name, tags := range m.labels {
			merged[i].labels[name] = append(slices.Clone(merged[i].labels[name]), tags...)
		}
	}
	return merged
}

func mergeable(a, b *ir.Type) bool {
	if typeKey(a) == typeKey(b) {
		return true
	}
	kind := jsonKind(a)
	switch kind {
	case "string", "number", "boolean":
		return kind == jsonKind(b)
	case "array":
		return a.Kind == ir.Array && b.Kind == ir.Array
	default:
		return false
	}
}

func (r *resolver) mergeTypes(u *union, a, b *ir.Type) *ir.Type {
	switch {
	case typeKey(a) == typeKey(b):
		return a
	case a.Kind == ir.Array:
		return &ir.Type{Kind: ir.Array, Elem: r.mergeElements(u, a.Elem, b.Elem)}
	default:
		return mergeScalars([]ir.Variant{{Type: a}, {Type: b}})
	}
}

// mergeElements is the type of what is either: one of them, or a union.
func (r *resolver) mergeElements(u *union, a, b *ir.Type) *ir.Type {
	if mergeable(a, b) {
		return r.mergeTypes(u, a, b)
	}
	at := u.at.in("Item")
	decl := &ir.Union{Name: r.declare(at, "Union"), Doc: ir.Doc{Text: "Elements of one of several types.", Pointer: at.pointer}}
	inner := &union{decl: decl, named: &ir.Type{Kind: ir.Named, Decl: decl, Nullable: a.Nullable || b.Nullable},
		at: at}
	inner.members = []member{{t: a, from: variantRef{at: at}}, {t: b, from: variantRef{at: at}}}
	r.addUnion(inner)
	return inner.named
}

// addUnion notes a union, whose variants are told apart once all types are known.
func (r *resolver) addUnion(u *union) {
	r.unions = append(r.unions, u)
	r.byUnion[u.decl] = u
}

// member is one of a union's types.
type member struct {
	t    *ir.Type
	from variantRef
	// labels are the values of properties that mean it, where discriminators say so.
	labels map[string][]string
	// self reports that it is the base that the union is made of, as a value of its own.
	self bool
}

// membersOf resolves what oneOf or anyOf lists.
func (r *resolver) membersOf(v *view) []member {
	members := make([]member, 0, len(v.variants))
	for _, variant := range v.variants {
		found := r.meet(variant.parts, variant.at)
		v.Nullable = v.Nullable || found.nullable && !v.NotNull
		members = append(members, member{t: found.t, from: variant})
	}
	return members
}

// fingerprint is what a union is made of.
func fingerprint(u *union) string {
	text := ""
	if u.tags != nil {
		text = fmt.Sprintf("%s %v;", u.tags.PropertyName, u.tags.Mapping)
	}
	for _, m := range u.members {
		text += fingerprintOf(m.t) + ";"
	}
	return text
}

// fingerprintOf is what a type is made of. Elements may not be known yet.
func fingerprintOf(t *ir.Type) string {
	if t == nil {
		return "?"
	}
	text := fmt.Sprintf("%d.%d.%t.%t", t.Kind, t.Bits, t.Lenient, t.Nullable)
	if t.Kind == ir.Named {
		return text + fmt.Sprintf("%p", t.Decl)
	}
	return text + fingerprintOf(t.Elem)
}
