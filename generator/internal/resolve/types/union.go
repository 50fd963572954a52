package types

import (
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// membersOf resolves what oneOf or anyOf lists.
func (b *Builder) membersOf(v *view.View) []Member {
	members := make([]Member, 0, len(v.Variants))
	for _, variant := range v.Variants {
		found := b.meet(variant.Parts, variant.At)
		v.Nullable = v.Nullable || found.Nullable && !v.NotNull
		members = append(members, Member{T: found.T, From: variant})
	}
	return members
}

// fingerprint is what a union is made of.
func fingerprint(u *Union) string {
	text := ""
	if u.Tags != nil {
		text = fmt.Sprintf("%s %v;", u.Tags.PropertyName, u.Tags.Mapping)
	}
	for _, m := range u.Members {
		text += fingerprintOf(m.T) + ";"
	}
	return text
}

// fingerprintOf is what a type is made of. Elements may not be known yet.
func fingerprintOf(t *ir.Type) string {
	if t == nil {
		return "?"
	}
	text := fmt.Sprintf("%d.%d.%t.%t.%t", t.Kind, t.Bits, t.Unsigned, t.Lenient, t.Nullable)
	if t.Kind == ir.Named {
		return text + fmt.Sprintf("%p", t.Decl)
	}
	return text + fingerprintOf(t.Elem)
}

// undeclared reports whether no member is a type with a name of its own, by which a union of them could be called wherever it
// stands.
func undeclared(members []Member) bool {
	return !slices.ContainsFunc(members, func(m Member) bool {
		of := m.T
		for of != nil && of.Elem != nil {
			of = of.Elem
		}
		return of != nil && of.Kind == ir.Named
	})
}

// HasProperties reports whether values of a type can be a form: whether they have properties.
func (t *Types) HasProperties(of *ir.Type) bool {
	switch decl := of.Decl.(type) {
	case *ir.Object:
		return true
	case *ir.Union:
		members := t.union[decl].Members
		return !slices.ContainsFunc(members, func(m Member) bool { return !t.HasProperties(m.T) })
	default:
		return of.Kind == ir.Map
	}
}

// union declares a union. The same union written out elsewhere is the same type.
func (b *Builder) union(v *view.View, at place.Place, entry *declared) *ir.Type {
	decl := &ir.Union{}
	named := &ir.Type{Kind: ir.Named, Decl: decl}
	entry.usage = Usage{T: named, Nullable: v.Nullable}
	members := b.membersOf(v)
	if merged := MergeScalars(VariantsOf(members)); merged != nil {
		return b.merged(merged, v)
	}
	made := &Union{Decl: decl, Named: named, At: at, Members: members, Dropped: v.Dropped}
	made.Tags, made.Holder = v.Discriminator()
	made.Several = !slices.ContainsFunc(v.Unions, func(u schema.Union) bool { return u.Keyword == "oneOf" })
	print := fingerprint(made)
	if undeclared(members) {
		print += at.Word // a title that is a string or a number is no weight that is one
	}
	if known, ok := b.same[print]; ok && !document.IsComponent(at.Pointer) {
		return known
	}
	b.same[print] = named
	decl.Name = b.names.Declare(at, "Union")
	decl.Doc = b.doc.Documentation(v.Words, at.Pointer)
	b.made.AddUnion(made)
	return named
}

// VariantsOf are the variants that members make.
func VariantsOf(members []Member) []ir.Variant {
	variants := make([]ir.Variant, len(members))
	for i, m := range members {
		variants[i].Type = m.T
	}
	return variants
}

// MergeScalars is the one type of variants that are all strings or all numbers: a string with some known values is a
// string. It is nil for others.
func MergeScalars(variants []ir.Variant) *ir.Type {
	kinds, same, integers := map[string]bool{}, true, true
	first := variants[0].Type
	for _, variant := range variants {
		kinds[variant.Type.JSON()] = true
		is := variant.Type
		same = same && is.Kind == first.Kind && is.Bits == first.Bits && is.Unsigned == first.Unsigned && is.Kind != ir.Named && is.Custom.Is(first.Custom)
		integers = integers && variant.Type.Kind == ir.Int
	}
	switch {
	case same && first.Kind == ir.Custom:
		return &ir.Type{Kind: ir.Custom, Custom: first.Custom}
	case same && first.Kind > ir.Raw && first.Kind < ir.Named:
		return &ir.Type{Kind: first.Kind, Bits: first.Bits, Unsigned: first.Unsigned}
	case len(kinds) > 1:
		return nil
	case kinds["string"]:
		return mergeStrings(variants)
	case kinds["number"] && integers:
		return &ir.Type{Kind: ir.Int, Bits: 64}
	case kinds["number"]:
		return &ir.Type{Kind: ir.Float, Bits: 64}
	case kinds["boolean"]:
		return &ir.Type{Kind: ir.Bool}
	default:
		return nil
	}
}

// merged is the one type of a union's variants with what the document demands of the value, and of each variant.
func (b *Builder) merged(t *ir.Type, v *view.View) *ir.Type {
	of := *t
	of.Rules = b.views.Rules(v)
	for _, u := range v.Unions {
		of.Rules.Checks = append(of.Rules.Checks, keyword.Merged(b.doc, &v.Schema, u).Checks...)
	}
	return &of
}

// mergeStrings is the enum among variants that are strings, whose other values are any string anyhow.
func mergeStrings(variants []ir.Variant) *ir.Type {
	var enums []*ir.Type
	for _, variant := range variants {
		if variant.Type.Kind == ir.Named {
			enums = append(enums, variant.Type)
		}
	}
	if len(enums) == 1 {
		return enums[0]
	}
	return &ir.Type{Kind: ir.String}
}
