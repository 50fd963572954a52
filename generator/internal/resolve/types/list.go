package types

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// array is the type of an array. One that contains itself without an object in between is declared.
func (b *Builder) array(view *view.View, at place.Place, entry *declared) *ir.Type {
	t := &ir.Type{Kind: ir.Array, Rules: b.views.Rules(view)}
	b.fillElement(t, entry, at, view.Nullable, func() Usage {
		return b.meet(view.Items, at.In("Item", "items"))
	})
	b.views.KeepFiles(t, view)
	return b.recursive(t, at, entry)
}

// mapOrObject is the type of an object without known properties.
func (b *Builder) mapOrObject(view *view.View, at place.Place, entry *declared) *ir.Type {
	t := &ir.Type{Kind: ir.Map, Rules: b.views.Rules(view)}
	t.Rules.Checks = b.views.Checks(view, keyword.OfMap)
	b.fillElement(t, entry, at, view.Nullable, func() Usage {
		return b.meet(view.Additional, at.In("Value", "additionalProperties"))
	})
	return b.recursive(t, at, entry)
}

// fillElement resolves the element of t. While it does, a use of t itself finds a declared list.
func (b *Builder) fillElement(t *ir.Type, entry *declared, at place.Place, nullable bool, element func() Usage) {
	list := &ir.List{Name: at.Name, Type: t}
	entry.usage = Usage{T: &ir.Type{Kind: ir.Named, Decl: list}, Nullable: nullable}
	found := element()
	t.Elem, t.Nullable = b.Element(found), false
	if t.Kind == ir.Array && t.Elem.Kind == ir.Int {
		t.Elem = integerElement(*t.Elem)
	}
}

// Element is the type of an element, of a further property, or of a body: of what has no field that could say that it may be
// null.
func (b *Builder) Element(found Usage) *ir.Type {
	if !found.Nullable {
		return found.T
	}
	nullable := *found.T
	nullable.Nullable = true
	b.made.Nullables[found.T.Decl] = append(b.made.Nullables[found.T.Decl], &nullable)
	return &nullable
}

// recursive declares a list that refers to itself. What found another one while its element was not known yet, such as a
// property that two objects share, has its type from now on.
func (b *Builder) recursive(t *ir.Type, at place.Place, entry *declared) *ir.Type {
	named := entry.usage.T
	list := named.Decl.(*ir.List)
	if !refers(t.Elem, list, map[*ir.Type]bool{}) {
		*named = *t
		for _, nullable := range b.made.Nullables[list] {
			*nullable = *t
			nullable.Nullable = true
		}
		return named
	}
	list.Name = b.names.Declare(at, "List")
	list.Doc = ir.Doc{Text: list.Name + " is a list that may contain itself."}
	b.made.Lists = append(b.made.Lists, list)
	return named
}

// refers reports whether a type leads to a list through slices and maps only.
func refers(t *ir.Type, list *ir.List, seen map[*ir.Type]bool) bool {
	if t == nil || seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind {
	case ir.Array, ir.Map:
		return refers(t.Elem, list, seen)
	case ir.Named:
		other, ok := t.Decl.(*ir.List)
		return ok && (other == list || refers(other.Type.Elem, list, seen))
	default:
		return false
	}
}
