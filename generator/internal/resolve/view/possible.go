package view

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
)

// dropImpossible takes out the variants that no value can be together with what stands beside the list, such as those of another
// tag. Where that leaves none, they stay: what they exclude each other by is an error of each.
func (r *Reader) dropImpossible(v *View) {
	impossible := func(o Origin) bool { return len(o.Parts) > 1 && !schema.Possible(r.doc, o.Parts) }
	left := slices.DeleteFunc(slices.Clone(v.Variants), impossible)
	if len(left) == len(v.Variants) || len(left) == 0 {
		return
	}
	for _, variant := range v.Variants {
		if impossible(variant) {
			v.Dropped = append(v.Dropped, variant.Target)
		}
	}
	v.Variants = left
}
