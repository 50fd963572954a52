package unions

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// flatten are a union's members with those that are unions themselves replaced by their members, and what is the same in
// Go or a part of another taken out. A union that leads to itself adds nothing to itself.
func (p *pass) flatten(u *types.Union) []types.Member {
	return p.mergeMembers(u, p.leaves(u, nil, map[*types.Union]bool{}))
}

func (p *pass) leaves(u *types.Union, labels map[string][]string, seen map[*types.Union]bool) []types.Member {
	if seen[u] {
		return nil
	}
	seen[u] = true
	var found []types.Member
	for _, m := range u.Members {
		m = under(labels, m)
		if inner := p.types.Union(m.T.Decl); inner != nil && m.T.Kind == ir.Named {
			found = append(found, p.leaves(inner, m.Labels, seen)...)
			continue
		}
		found = append(found, m)
	}
	return found
}

// mergeMembers makes one member of those that are the same type, of strings, of numbers, and of arrays: an array of either
// is an array of elements that are either.
func (p *pass) mergeMembers(u *types.Union, members []types.Member) []types.Member {
	var merged []types.Member
	var from [][]types.Member
	for _, m := range members {
		i := slices.IndexFunc(merged, func(other types.Member) bool { return mergeable(other.T, m.T) })
		if i < 0 {
			merged, from = append(merged, m), append(from, []types.Member{m})
			continue
		}
		from[i] = append(from[i], m)
		merged[i].T = p.mergeTypes(u, merged[i].T, m.T)
		for name, tags := range m.Labels {
			merged[i].Labels[name] = append(slices.Clone(merged[i].Labels[name]), tags...)
		}
	}
	for i := range merged {
		merged[i].T = p.ruled(merged[i].T, from[i])
	}
	return merged
}

func mergeable(a, b *ir.Type) bool {
	if typeKey(a) == typeKey(b) {
		return true
	}
	kind := a.JSON()
	switch kind {
	case "string", "number", "boolean":
		return kind == b.JSON()
	case "array":
		return a.Kind == ir.Array && b.Kind == ir.Array
	default:
		return false
	}
}

func (p *pass) mergeTypes(u *types.Union, a, b *ir.Type) *ir.Type {
	switch {
	case typeKey(a) == typeKey(b):
		return a
	case a.Kind == ir.Array && (a.Elem.Kind == ir.Raw || b.Elem.Kind == ir.Raw):
		return &ir.Type{Kind: ir.Array, Elem: &ir.Type{Kind: ir.Raw}}
	case a.Kind == ir.Array:
		return &ir.Type{Kind: ir.Array, Elem: p.mergeElements(u, a.Elem, b.Elem)}
	default:
		return types.MergeScalars([]ir.Variant{{Type: a}, {Type: b}})
	}
}

// mergeElements is the type of what is either: one of them, or a union.
func (p *pass) mergeElements(u *types.Union, a, b *ir.Type) *ir.Type {
	if mergeable(a, b) {
		return p.mergeTypes(u, a, b)
	}
	at := u.At.In("Item")
	decl := &ir.Union{Name: p.names.Declare(at, "Union"), Doc: ir.Doc{
		Text: "Elements of one of several types.", Position: p.doc.Short(at.Pointer), Pointer: at.Pointer}}
	inner := &types.Union{Decl: decl, Named: &ir.Type{Kind: ir.Named, Decl: decl, Nullable: a.Nullable || b.Nullable},
		At: at}
	inner.Members = []types.Member{{T: a, From: view.Origin{At: at}}, {T: b, From: view.Origin{At: at}}}
	p.types.AddUnion(inner)
	return inner.Named
}

// typeKey is the same for types that are the same in Go.
func typeKey(t *ir.Type) string { return gotype.Of(t).String() }
