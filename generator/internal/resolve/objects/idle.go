package objects

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// withoutIdle are the enums without the types of constants' one values, unless they are components or something else has
// them, too.
func withoutIdle(declared *types.Types, api *ir.API, idle []*ir.Enum) []*ir.Enum {
	if len(idle) == 0 {
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
		return slices.Contains(idle, e) && !used[e] && !declared.IsComponent(e)
	})
}
