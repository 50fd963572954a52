package resolve

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// objectOrBase declares an object. One with a discriminator whose children say allOf is, as a type, a union of its children
// and of itself.
func (r *resolver) objectOrBase(v *view, at place, entry *declared) *ir.Type {
	d := v.Words.Discriminator
	if d == nil || len(v.Parts) != 1 {
		return r.object(v, at, entry)
	}
	children := r.childrenOf(v.Parts[0].Pointer)
	if len(children) == 0 {
		return r.object(v, at, entry)
	}
	made := &union{decl: &ir.Union{}, tags: d, holder: v.Parts[0].Pointer, at: at}
	made.named = &ir.Type{Kind: ir.Named, Decl: made.decl}
	entry.usage = usage{t: made.named, nullable: v.Nullable}
	made.decl.Name = r.declare(at, "Union")
	made.decl.Doc = r.documentation(v.Words, at)
	for _, child := range children {
		from := variantRef{ref: child.Ref, at: r.placeOf(child.Pointer), parts: []schema.Part{child}, target: child.Pointer}
		made.members = append(made.members, member{t: r.meet(from.parts, from.at).t, from: from})
	}
	self := r.object(v, at.placeIn("Base", at.pointer), &declared{})
	made.members = append(made.members, member{t: self, from: variantRef{at: at, target: made.holder}, self: true})
	r.addUnion(made)
	return made.named
}

// childrenOf are the component schemas that have a schema in their allOf, on whatever level, in the document's order.
func (r *resolver) childrenOf(pointer string) []schema.Part {
	if r.children == nil {
		r.children = r.findChildren()
	}
	var found []schema.Part
	seen := map[string]bool{pointer: true}
	for next := []string{pointer}; len(next) > 0; next = next[1:] {
		for _, child := range r.children[next[0]] {
			if !seen[child.Pointer] {
				seen[child.Pointer] = true
				found, next = append(found, child), append(next, child.Pointer)
			}
		}
	}
	return found
}

// findChildren finds the component schemas that have each schema in their allOf.
func (r *resolver) findChildren() map[string][]schema.Part {
	children := map[string][]schema.Part{}
	for _, key := range r.doc.Keys("#/components/schemas") {
		ref := r.doc.T.Components.Schemas[key]
		if ref == nil || ref.Value == nil || ref.Ref != "" {
			continue
		}
		child := schema.Part{Pointer: load.Join("#/components/schemas", key)}
		child.Ref = &openapi3.SchemaRef{Ref: child.Pointer, Value: ref.Value}
		for _, part := range ref.Value.AllOf {
			if part.Ref != "" && !slices.Contains(pointersOf(children[r.pointer(part)]), child.Pointer) {
				children[r.pointer(part)] = append(children[r.pointer(part)], child)
			}
		}
	}
	return children
}

func pointersOf(parts []schema.Part) []string {
	pointers := make([]string, len(parts))
	for i, part := range parts {
		pointers[i] = part.Pointer
	}
	return pointers
}
