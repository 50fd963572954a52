package unions

import (
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/variant"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Describe is what package variant needs to know of a member.
func Describe(declared *types.Types, m types.Member, name string) variant.Member {
	described := variant.Member{Name: name, Kinds: kindsOf(declared, m.T, nil)}
	if o := declared.Object(m.T.Object()); o != nil {
		for _, f := range o.Fields {
			described.Properties = append(described.Properties, describeField(declared, f))
		}
		if o.Decl.Extra != nil {
			described.Map, described.Extra = true, kindsOf(declared, o.Decl.Extra, nil)
		}
	}
	if m.T.Kind == ir.Map {
		described.Map, described.Extra = true, elementKinds(declared, m.T.Elem)
	}
	if m.Self { // it is what remains, whatever values the property has
		for i := range described.Properties {
			described.Properties[i].Values = nil
		}
	}
	for property, tags := range m.Labels {
		labelled := variant.Property{Name: property, Required: true, Values: tags, Discriminator: true, Kinds: []string{"string"}}
		i := slices.IndexFunc(described.Properties, func(p variant.Property) bool { return p.Name == property })
		if i >= 0 {
			described.Properties[i] = labelled
			continue
		}
		described.Properties = append(described.Properties, labelled)
	}
	return described
}

func describeField(declared *types.Types, f *types.Field) variant.Property {
	described := variant.Property{Name: f.Decl.JSON, Required: f.Decl.Required, Values: enumTexts(f.Decl.Type), Kinds: elementKinds(declared, f.Decl.Type)}
	if f.Decl.Nullable && described.Kinds != nil && !slices.Contains(described.Kinds, "null") {
		described.Kinds = append(described.Kinds, "null")
	}
	if f.Schema != nil {
		described.Format = f.Schema.Format
		if schema.OnlyNull(f.Schema) {
			described.Kinds = []string{"null"}
		}
	}
	return described
}

// elementKinds are the JSON types of a value that may be null.
func elementKinds(declared *types.Types, t *ir.Type) []string {
	kinds := kindsOf(declared, t, nil)
	if kinds != nil && t.Nullable {
		kinds = append(kinds, "null")
	}
	return kinds
}

// kindsOf are the JSON types of a type's values; none is any.
func kindsOf(declared *types.Types, t *ir.Type, within []*types.Union) []string {
	if kind := t.JSON(); kind != "" {
		if t.Kind == ir.String && t.Lenient {
			return []string{kind, "number"}
		}
		return []string{kind}
	}
	u := declared.Union(t.Decl)
	if t.Kind != ir.Named || u == nil || slices.Contains(within, u) {
		return nil
	}
	var kinds []string
	for _, m := range u.Members {
		inner := kindsOf(declared, m.T, append(within, u))
		if inner == nil {
			return nil
		}
		kinds = append(kinds, inner...)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

func enumTexts(t *ir.Type) []string {
	enum, ok := t.Decl.(*ir.Enum)
	if !ok || t.Kind != ir.Named {
		return nil
	}
	texts := make([]string, len(enum.Values))
	for i, value := range enum.Values {
		texts[i] = fmt.Sprint(value.Value)
	}
	return texts
}
