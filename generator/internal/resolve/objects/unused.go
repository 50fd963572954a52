package objects

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// withoutUnused are the enums without the types of constants' one values, unless they are components or something else has
// them, too.
func withoutUnused(declared *types.Types, api *ir.API, unused []*ir.Enum) []*ir.Enum {
	if len(unused) == 0 {
		return declared.Enums
	}
	used := ir.Reach{}
	used.Add(api.Sent()...)
	used.Add(api.Received()...)
	for _, o := range declared.Objects {
		used.Add(ir.Parts(o.Decl)...)
	}
	for _, u := range declared.Unions {
		used.Add(ir.Parts(u.Decl)...)
	}
	for _, list := range declared.Lists {
		used.Add(list.Type)
	}
	return slices.DeleteFunc(slices.Clone(declared.Enums), func(e *ir.Enum) bool {
		return slices.Contains(unused, e) && !used[e] && !declared.IsComponent(e)
	})
}
