package unions

import (
	"cmp"
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// shareUnknown gives unions that share variants, and the property that tells them apart, one unknown variant: what was
// received can then be sent.
func shareUnknown(all []*ir.Union) {
	unions := slices.Clone(all)
	slices.SortStableFunc(unions, func(a, b *ir.Union) int { return cmp.Compare(len(a.Name), len(b.Name)) })
	for _, u := range unions {
		owner := u
		for _, other := range unions {
			if other.OwnsUnknown && shares(u, other) {
				owner = other
				break
			}
		}
		u.OwnsUnknown = owner == u
		u.Unknown = naming.Unknown(owner.Name)
		owner.UnknownUnions = append(owner.UnknownUnions, u)
	}
}

func shares(a, b *ir.Union) bool {
	if a.Discriminator() == "" || a.Discriminator() != b.Discriminator() {
		return false
	}
	return slices.ContainsFunc(a.Variants, func(v ir.Variant) bool {
		return slices.ContainsFunc(b.Variants, func(w ir.Variant) bool { return v.Type.Decl == w.Type.Decl })
	})
}
