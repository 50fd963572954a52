package types

import (
	"context"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/digest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Builder finds the types of a document's schemas. A schema is declared once, under the pointer of the place where it
// stands.
type Builder struct {
	ctx     context.Context
	doc     *document.Document
	places  *place.Names
	names   *place.Declared
	views   *view.Reader
	digests *digest.Digests
	made    *Types

	// decls are the declared types by the pointer of their schema.
	decls map[string]*declared
	// children are the component schemas that have a schema in their allOf, by its pointer.
	children map[string][]schema.Part
	// aliases are the pointers of schemas that only stand for another, and that one's.
	aliases map[string]string
	// same are unions by what they are made of: a union that is written out at many places is one type.
	same map[string]*ir.Type
	// first are the inline schemas by what they say.
	first map[writing]*declared
}

// declared is what is known about a schema: nothing while its own words are read, its type from then on.
type declared struct {
	usage Usage
}

// NewBuilder returns a builder that has no type yet. It takes the names of the types that it declares from names.
func NewBuilder(ctx context.Context, doc *document.Document, places *place.Names, names *place.Declared, digests *digest.Digests) *Builder {
	return &Builder{
		ctx: ctx, doc: doc, places: places, names: names, views: view.NewReader(doc, places), digests: digests, made: newTypes(),
		decls: map[string]*declared{}, aliases: map[string]string{}, same: map[string]*ir.Type{}, first: map[writing]*declared{},
	}
}

// Types are the types that were built so far.
func (b *Builder) Types() *Types { return b.made }

// Components declares every component schema, under its own name, in the document's order.
func (b *Builder) Components() {
	if b.doc.T.Components == nil {
		return
	}
	for _, key := range b.doc.Keys("#/components/schemas") {
		if ref := b.doc.T.Components.Schemas[key]; ref != nil {
			b.Use(ref, b.places.Of(load.Join("#/components/schemas", key)))
		}
	}
}

// Use resolves a schema at a place. A $ref is resolved where it leads.
func (b *Builder) Use(ref *openapi3.SchemaRef, at place.Place) Usage {
	if ref == nil || ref.Value == nil {
		return Usage{T: &ir.Type{Kind: ir.Raw}}
	}
	return b.meet([]schema.Part{schema.PartAt(b.doc, ref, at.Pointer)}, at)
}

// meet resolves what all of some parts describe.
func (b *Builder) meet(parts []schema.Part, at place.Place) Usage {
	if len(parts) == 0 || b.ctx.Err() != nil {
		return Usage{T: &ir.Type{Kind: ir.Raw}}
	}
	parts = b.plain(schema.Simplify(b.doc, parts))
	at, key := b.placed(parts, at)
	if known, ok := b.decls[key]; ok {
		if t := b.behind(key); t != nil {
			return Usage{T: t}
		}
		if known.usage.T == nil {
			b.doc.Fail(at.Pointer, "the schema is defined by itself alone", "give it a type of its own")
			return Usage{T: &ir.Type{Kind: ir.Raw}}
		}
		return known.usage
	}
	entry := &declared{}
	b.decls[key] = entry
	if len(parts) == 1 && key == at.Pointer {
		if first := b.written(parts[0].Ref.Value, at, entry); first != nil {
			b.decls[key] = first
			return first.usage
		}
	}
	entry.usage = b.resolve(parts, key, at, entry)
	if document.IsComponent(key) {
		b.made.components[entry.usage.T.Decl] = true
	}
	return entry.usage
}

// plain is a component that a $ref leads to without the annotations beside the $ref, which are those of one place.
func (b *Builder) plain(parts []schema.Part) []schema.Part {
	target := b.doc.Component(parts[0].Pointer)
	if len(parts) > 1 || target == nil || parts[0].Ref.Ref == "" || parts[0].Ref.Value == target {
		return parts
	}
	one, ref := parts[0], *parts[0].Ref
	ref.Value = target
	one.Ref = &ref
	return []schema.Part{one}
}

// placed is the place of what parts describe, and the key under which its type is known.
func (b *Builder) placed(parts []schema.Part, at place.Place) (place.Place, string) {
	last := parts[len(parts)-1]
	if len(parts) == 1 && len(last.Without) == 0 {
		if last.Ref.Ref != "" {
			return b.places.Of(last.Pointer), last.Pointer
		}
		at.Pointer = last.Pointer
		return at, last.Pointer
	}
	var keys []string
	for _, part := range parts {
		keys = append(keys, part.Pointer+"!"+strings.Join(part.Without, "!"))
	}
	return at, strings.Join(keys, " ")
}

// behind is the type of the schema that a schema, which is being resolved, only stands for.
func (b *Builder) behind(pointer string) *ir.Type {
	for range document.MaxAliases {
		if known := b.decls[pointer]; known == nil || known.usage.T != nil || b.aliases[pointer] == "" {
			break
		}
		pointer = b.aliases[pointer]
		if known := b.decls[pointer]; known != nil && known.usage.T != nil {
			return known.usage.T
		}
	}
	return nil
}
