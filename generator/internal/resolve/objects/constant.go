package objects

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// FixConstants turns a variant's discriminating properties into constants, if they have one value in all its unions: the
// Go type says it then, and the codec writes it. It returns the enums without those whose one value is such a constant.
func FixConstants(declared *types.Types, unions []*ir.Union, api *ir.API) []*ir.Enum {
	found := map[*ir.Object]map[string][]string{}
	for _, u := range unions {
		for _, variant := range u.Variants {
			if object := variant.Type.Object(); object != nil {
				object.Unions = append(object.Unions, u)
			}
		}
		tagged(u, u.Choice, map[string][]string{}, found)
	}
	var unused []*ir.Enum
	for _, o := range declared.Objects {
		for _, name := range slices.Sorted(maps.Keys(found[o.Decl])) {
			values := slices.Compact(slices.Sorted(slices.Values(found[o.Decl][name])))
			if len(values) == 1 {
				unused = append(unused, fix(o, name, values[0])...)
			}
		}
	}
	return withoutUnused(declared, api, unused)
}

// tagged collects the tags on the way to each variant that is an object.
func tagged(u *ir.Union, choice *ir.Choice, way map[string][]string, found map[*ir.Object]map[string][]string) {
	if choice == nil {
		return
	}
	if choice.By == ir.Leaf {
		object := u.Variants[choice.Variant].Type.Object()
		for name, values := range way {
			if found[object] == nil {
				found[object] = map[string][]string{}
			}
			found[object][name] = append(found[object][name], values...)
		}
		return
	}
	for _, c := range choice.Cases {
		inner := maps.Clone(way)
		if choice.By == ir.ByTag {
			inner[choice.Property] = c.Labels
		}
		tagged(u, c.Then, inner, found)
	}
	tagged(u, choice.Else, way, found)
	tagged(u, choice.Other, way, found)
}

// fix makes a property constant, and returns the types that it no longer needs. One with further legal values, or of a type that has no constants, stays a field.
func fix(o *types.Object, name, value string) (unused []*ir.Enum) {
	text := quoteJSON(value)
	for _, f := range o.Fields {
		if f.Decl.JSON != name {
			continue
		}
		enum, isEnum := f.Decl.Type.Decl.(*ir.Enum)
		if isEnum && len(enum.Values) != 1 || !isEnum && f.Decl.Type.Kind != ir.String {
			return nil
		}
		if isEnum && enum.Type.Kind != ir.String {
			text = value
		}
		if !f.Decl.Required { // a value that lacks it stays without it
			f.Tag = isEnum
			return nil
		}
		o.Fix(f)
		if isEnum {
			unused = append(unused, enum)
		}
	}
	o.Decl.Constants = append(o.Decl.Constants, ir.Constant{JSON: name, Value: text})
	return unused
}

func quoteJSON(text string) string {
	quoted, _ := json.Marshal(text) // a string always has a JSON text
	return string(quoted)
}
