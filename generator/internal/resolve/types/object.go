package types

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// object declares an object. Its fields may lead back to it, so that its type is known before they are.
func (b *Builder) object(view *view.View, at place.Place, entry *declared) *ir.Type {
	decl := &ir.Object{Open: true}
	named := &ir.Type{Kind: ir.Named, Decl: decl}
	entry.usage = Usage{T: named, Nullable: view.Nullable}
	decl.Name = b.names.Declare(at, "Model")
	decl.Doc = b.doc.Documentation(view.Words, at.Pointer)
	decl.Checks = b.views.Checks(view, keyword.OfObject)
	o := &Object{Decl: decl, Schema: view.Words, At: at}
	b.made.AddObject(o)
	if extra := b.meet(view.Additional, at.In("Value", "additionalProperties")); extra.T.Kind != ir.Raw {
		decl.Extra = b.Element(extra)
	}
	for _, p := range view.Properties {
		o.Add(b.field(p, at, view.Required[p.Name]))
	}
	return named
}

// field resolves a property.
func (b *Builder) field(p schema.Property, object place.Place, required bool) *Field {
	at := b.owner(p.Pointer, object).In(p.Name, "properties", p.Name)
	at.Pointer = p.Pointer
	parts := b.views.Open(p.Parts, p.Pointer)
	found := b.meet(parts, at)
	words, where, referred := b.said(p, at)
	f := &Field{Schema: words, At: where, Decl: &ir.Field{
		JSON: p.Name, Type: found.T, Required: required, Nullable: found.Nullable, Sensitive: found.Sensitive,
	}}
	if referred {
		f.Decl.Doc = ir.Doc{Text: document.Summary(words.Description), Facts: document.Facts(words)}
	} else {
		f.Decl.Doc = b.doc.Documentation(words, at.Pointer)
		f.Decl.Doc.Facts = append(f.Decl.Doc.Facts, document.Facts(words)...)
	}
	if words.Deprecated {
		f.Decl.Doc.Deprecated = document.MarkedDeprecated
	}
	f.Decl.Doc.Position, f.Decl.Doc.Pointer = b.doc.Short(at.Pointer), at.Pointer
	f.Decl.ReadOnly, f.Decl.WriteOnly = words.ReadOnly, words.WriteOnly
	f.Decl.IdempotencyKey = b.doc.Flag(words.Extensions, where.Pointer, "x-sdk-idempotency-key")
	if f.Decl.IdempotencyKey && found.T.Kind == ir.Custom { // it is any text to its server
		f.Decl.Type = &ir.Type{Kind: ir.String}
	}
	f.Decl.ErrorText = b.doc.Flag(words.Extensions, where.Pointer, "x-sdk-error-text")
	if f.Decl.Sensitive || words.Format == "password" {
		f.Decl.Sensitive = true
		b.made.Sensitive[p.Name] = true
	}
	return f
}

// owner is the place that a property's type is named after: the object, or the component that the object has it from.
func (b *Builder) owner(pointer string, object place.Place) place.Place {
	file, tokens := load.Split(pointer)
	if len(tokens) < 3 || tokens[0] != "components" || tokens[1] != "schemas" {
		return object
	}
	component := load.Join(file+"#", tokens[:3]...)
	if object.Pointer == component || strings.HasPrefix(object.Pointer, component+"/") {
		return object
	}
	return b.places.Of(component)
}

// said are the annotations of a property, and where they stand. Referred reports that they are those of a schema that the
// property refers to.
func (b *Builder) said(p schema.Property, at place.Place) (words *openapi3.Schema, where place.Place, referred bool) {
	if len(p.Parts) > 1 {
		read := schema.Read(b.doc, p.Parts...)
		words := *read.Words
		words.Min, words.Max, words.MaxLength, words.MaxItems = read.Limits.Min, read.Limits.Max, read.Limits.MaxLength, read.Limits.MaxItems
		return &words, at, false
	}
	ref := p.Parts[0].Ref
	if ref.Ref != "" {
		return ref.Value, b.places.Target(ref), true
	}
	return ref.Value, at, false
}
