package types

import (
	"cmp"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// resolve finds the type of parts that are seen together for the first time.
func (b *Builder) resolve(parts []schema.Part, key string, at place.Place, entry *declared) Usage {
	view := b.views.Look(parts, at)
	found := Usage{Sensitive: b.doc.Flag(view.Words.Extensions, at.Pointer, "x-sdk-sensitive")}
	if view.Alias != nil {
		if len(view.Alias) == 1 && view.Alias[0].Ref.Ref != "" {
			b.aliases[key] = view.Alias[0].Pointer
		}
		alias := b.meet(view.Alias, at)
		alias.Nullable = view.Nullable || alias.Nullable && !view.NotNull
		alias.Sensitive = alias.Sensitive || found.Sensitive
		return alias
	}
	found.T = b.typeOf(view, at, entry)
	found.Nullable = view.Nullable // a variant or a known value may have turned out to be null
	return found
}

// typeOf decides by what a schema says what its type is.
func (b *Builder) typeOf(view *view.View, at place.Place, entry *declared) *ir.Type {
	switch own, plain := b.own(view, at); {
	case own != nil:
		return b.custom(own, view)
	case plain:
		unformatted := *view
		unformatted.Format = ""
		view = &unformatted
	}
	switch {
	case b.doc.Flag(view.Words.Extensions, at.Pointer, "x-sdk-string"):
		return &ir.Type{Kind: ir.String, Lenient: true}
	case len(view.Conflicts) > 0:
		return b.unsatisfiable(view, at)
	case b.views.IsRaw(view, at):
		return &ir.Type{Kind: ir.Raw}
	case len(view.Variants) > 0:
		return b.union(view, at, entry)
	case len(view.Types) > 1:
		return b.kinds(view, at, entry)
	case view.Limited && enumerable(view):
		return b.enum(view, at)
	case view.Types == nil && view.Limited && len(view.Enum) == 1 && view.Enum[0] == "":
		return b.scalar(view.Of("string"))
	case view.Is("array"):
		return b.array(view, at, entry)
	case view.Allows("object") && len(view.Properties) > 0, view.Is("object") && view.Closed:
		return b.objectOrBase(view, at, entry)
	case view.Is("object") || view.Allows("object") && len(view.Additional) > 0:
		return b.mapOrObject(view, at, entry)
	default:
		t := b.scalar(view)
		if t.Kind == ir.Raw {
			b.doc.LoseSchema(view.Words, at.Pointer)
		}
		return t
	}
}

// kinds is the type of a schema that allows several JSON types: a union of one variant for each.
func (b *Builder) kinds(v *view.View, at place.Place, entry *declared) *ir.Type {
	decl := &ir.Union{}
	named := &ir.Type{Kind: ir.Named, Decl: decl}
	entry.usage = Usage{T: named, Nullable: v.Nullable}
	var members []Member
	for _, name := range v.Types {
		members = append(members, Member{T: b.typeOf(v.Of(name), at.In(name), &declared{}), From: view.Origin{At: at, Parts: v.Parts}})
	}
	if merged := MergeScalars(VariantsOf(members)); merged != nil {
		return b.merged(merged, v)
	}
	decl.Name = b.names.Declare(at, "Union")
	decl.Doc = b.doc.Documentation(v.Words, at.Pointer)
	b.made.AddUnion(&Union{Decl: decl, Named: named, At: at, Members: members})
	return named
}

// scalar is the type of a value without parts.
func (b *Builder) scalar(view *view.View) *ir.Type {
	t := &ir.Type{Kind: ir.Raw}
	if custom := customOf(view); custom != nil {
		return b.custom(custom, view)
	}
	switch {
	case view.Is("string"), len(view.Types) == 0 && view.Format == "" && media.Format(view.Words) == "binary": // 3.1's bytes have no type
		t.Kind = ir.String
		switch cmp.Or(view.Format, media.Format(view.Words)) {
		case "date-time":
			t.Kind = ir.Time
		case "byte":
			t.Kind = ir.Bytes
		case "binary":
			t.Kind = ir.File
		}
	case view.Is("boolean"):
		t.Kind = ir.Bool
	case view.Is("integer"):
		t = integer(view.Format, view.Limits)
	case view.Is("number"):
		t.Kind, t.Bits = ir.Float, 64
		if view.Format == "float" {
			t.Bits = 32
		}
	}
	if t.Kind == ir.Raw {
		whole := *view
		whole.Groups = nil
		t.Rules.Checks = b.views.Checks(&whole, keyword.Whole)
		return t
	}
	t.Rules = b.views.Rules(view)
	if t.Kind == ir.Int {
		bounded(t)
	}
	b.views.KeepFiles(t, view)
	return t
}

// unsatisfiable is the type of what no value can satisfy.
func (b *Builder) unsatisfiable(view *view.View, at place.Place) *ir.Type {
	b.views.Refuse(view, at)
	return &ir.Type{Kind: ir.Raw}
}
