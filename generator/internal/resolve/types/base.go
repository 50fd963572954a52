package types

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// objectOrBase declares an object. One with a discriminator whose children say allOf is, as a type, a union of its children
// and of itself.
func (b *Builder) objectOrBase(v *view.View, at place.Place, entry *declared) *ir.Type {
	d := v.Words.Discriminator
	if d == nil || len(v.Parts) != 1 {
		b.loseChildren(v, at)
		return b.object(v, at, entry)
	}
	children := b.childrenOf(v.Parts[0].Pointer)
	if len(children) == 0 {
		return b.object(v, at, entry)
	}
	made := &Union{Decl: &ir.Union{}, Tags: d, Holder: v.Parts[0].Pointer, At: at}
	made.Named = &ir.Type{Kind: ir.Named, Decl: made.Decl}
	entry.usage = Usage{T: made.Named, Nullable: v.Nullable}
	made.Decl.Name = b.names.Declare(at, "Union")
	made.Decl.Doc = b.doc.Documentation(v.Words, at.Pointer)
	for _, child := range children {
		from := view.Origin{Ref: child.Ref, At: b.places.Of(child.Pointer), Parts: []schema.Part{child}, Target: child.Pointer}
		made.Members = append(made.Members, Member{T: b.meet(from.Parts, from.At).T, From: from})
	}
	self := b.object(v, at.At("Base", at.Pointer), &declared{})
	made.Members = append(made.Members, Member{T: self, From: view.Origin{At: at, Target: made.Holder}, Self: true})
	b.made.AddUnion(made)
	return made.Named
}

// loseChildren records that a schema between a base and its children is no union of these: what is read there is kept, but no
// value of theirs can be made.
func (b *Builder) loseChildren(v *view.View, at place.Place) {
	inherits := slices.ContainsFunc(v.Sources, func(source schema.Part) bool { return source.Ref.Value.Discriminator != nil })
	if len(v.Parts) != 1 || !inherits || !document.IsComponent(v.Parts[0].Pointer) || len(b.childrenOf(v.Parts[0].Pointer)) == 0 {
		return
	}
	b.doc.Lose(loss.Weakened, v.Parts[0].Pointer, "", at.Name+" takes no values of the schemas that extend it", "only the base that has the discriminator is a union")
}

// childrenOf are the component schemas that have a schema in their allOf, on whatever level, in the document's order.
func (b *Builder) childrenOf(pointer string) []schema.Part {
	if b.children == nil {
		b.children = b.findChildren()
	}
	var found []schema.Part
	seen := map[string]bool{pointer: true}
	for next := []string{pointer}; len(next) > 0; next = next[1:] {
		for _, child := range b.children[next[0]] {
			if !seen[child.Pointer] {
				seen[child.Pointer] = true
				found, next = append(found, child), append(next, child.Pointer)
			}
		}
	}
	return found
}

// findChildren finds the component schemas that have each schema in their allOf.
func (b *Builder) findChildren() map[string][]schema.Part {
	children := map[string][]schema.Part{}
	for _, key := range b.doc.Keys("#/components/schemas") {
		ref := b.doc.T.Components.Schemas[key]
		if ref == nil || ref.Value == nil || ref.Ref != "" {
			continue
		}
		child := schema.Part{Pointer: load.Join("#/components/schemas", key)}
		child.Ref = &openapi3.SchemaRef{Ref: child.Pointer, Value: ref.Value}
		for _, base := range basesIn(ref.Value.AllOf, maxBases) {
			if !slices.Contains(pointersOf(children[b.doc.Pointer(base)]), child.Pointer) {
				children[b.doc.Pointer(base)] = append(children[b.doc.Pointer(base)], child)
			}
		}
	}
	return children
}

// maxBases bounds how deep the bases of a schema are in each other's allOf.
const maxBases = 4

// basesIn are the $refs of an allOf, those within schemas that it writes out among them.
func basesIn(all openapi3.SchemaRefs, depth int) (refs []*openapi3.SchemaRef) {
	for _, part := range all {
		switch {
		case part.Ref != "":
			refs = append(refs, part)
		case part.Value != nil && depth > 0:
			refs = append(refs, basesIn(part.Value.AllOf, depth-1)...)
		}
	}
	return refs
}

func pointersOf(parts []schema.Part) []string {
	pointers := make([]string, len(parts))
	for i, part := range parts {
		pointers[i] = part.Pointer
	}
	return pointers
}
