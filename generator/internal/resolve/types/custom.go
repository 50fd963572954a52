package types

import (
	"cmp"

	"github.com/hubchannels/hubchannels-go/generator/internal/format"
	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// custom is a type of another package. Go says nothing of its values, so that all rules are held against their JSON.
func (b *Builder) custom(of *ir.CustomType, v *view.View) *ir.Type {
	whole := *v
	whole.Groups = nil
	return &ir.Type{Kind: ir.Custom, Custom: of, Rules: ir.Rules{Checks: b.views.Checks(&whole, keyword.Whole)}}
}

// own is the type of the user's own for what a schema says; nil is none. Plain means that it is one of Go's, as if there were no
// format. Known values have constants, whatever their format.
func (b *Builder) own(v *view.View, at place.Place) (custom *ir.CustomType, plain bool) {
	said := v.Format
	if v.Limited || len(v.Types) != 1 {
		said = ""
	}
	found, ok := b.doc.GoType(at.Pointer, said)
	if !ok || found.Package == "" {
		return nil, ok
	}
	custom = &ir.CustomType{Package: found.Package, Alias: found.Alias, Name: found.Name, Own: true, Note: "json"}
	switch {
	case len(v.Types) != 1:
	case v.Is("string"):
		custom.JSON, custom.Note = "string", "own"
	case v.Is("number"), v.Is("integer"):
		custom.JSON, custom.Note = "number", "own,literal"
	default:
		custom.JSON = v.Types[0]
	}
	b.made.Imports[found.Package] = found.Alias
	return custom, false
}

// customOf is the type of another package that holds a scalar of some formats; nil is none.
func customOf(view *view.View) *ir.CustomType {
	switch {
	case view.Is("string"):
		return format.Text(cmp.Or(view.Format, media.Format(view.Words)))
	case view.Is("integer"):
		return format.Whole(view.Format)
	case view.Is("number"):
		return format.Number(view.Format, view.Limits.MultipleOf)
	default:
		return nil
	}
}
