package resolve

import (
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// tellApart finds for each union how its variants are told apart. Where nothing does, that is a problem, or, if the user
// is lenient, raw JSON with accessors.
func (r *resolver) tellApart() {
	for _, u := range r.unions {
		r.label(u)
	}
	flat := map[*union][]member{}
	for i := 0; i < len(r.unions); i++ { // merging arrays declares further unions
		flat[r.unions[i]] = r.flatten(r.unions[i])
	}
	for _, u := range r.unions {
		u.members = flat[u]
		u.decl.Variants = nil
		for _, m := range u.members {
			u.decl.Variants = append(u.decl.Variants, ir.Variant{Type: m.t})
		}
	}
	for _, u := range r.unions {
		r.settleUnion(u)
	}
}

func (r *resolver) settleUnion(u *union) {
	all := make([]int, len(u.members))
	for i := range all {
		all[i] = i
	}
	choice, why := r.decide(u, all)
	switch {
	case why == "":
		u.decl.Choice = choice
		r.api.Unions = append(r.api.Unions, u.decl)
	case r.lenient:
		r.opaque(u, why)
	default:
		r.fail(u.at.pointer, fmt.Sprintf("the variants of %s cannot be told apart: %s", u.decl.Name, why),
			"add a discriminator, or x-sdk-union: raw to leave it as JSON, or use --lenient")
	}
}

// opaque declares a union as raw JSON.
func (r *resolver) opaque(u *union, why string) {
	decl := &ir.Opaque{Name: u.decl.Name, Doc: u.decl.Doc, Variants: u.decl.Variants, Why: why}
	u.named.Decl = decl
	for _, nullable := range r.nullables[u.decl] {
		nullable.Decl = decl
	}
	r.lose(loss.Weakened, u.at.pointer, "", decl.Name+" is raw JSON with an accessor for each variant", why)
	r.api.Opaques = append(r.api.Opaques, decl)
}

func leaf(variant int) *ir.Choice { return &ir.Choice{By: ir.Leaf, Variant: variant} }

// decide tells some of a union's variants apart: by JSON kind, then objects by constants, then by which properties they
// require, and last by constants that a value may lack: one that does is of no known variant.
func (r *resolver) decide(u *union, variants []int) (*ir.Choice, string) {
	if len(variants) == 1 {
		return leaf(variants[0]), ""
	}
	groups, keys := group(variants, func(i int) string { return jsonKind(u.members[i].t) })
	if len(groups[""]) > 0 {
		return nil, r.variantName(u, groups[""][0]) + " may be any JSON"
	}
	if len(keys) > 1 {
		return r.branch(u, &ir.Choice{By: ir.ByKind}, groups, keys)
	}
	if choice := r.byConstant(u, variants, true); choice != nil {
		return choice, ""
	}
	for n, i := range variants {
		if objectOf(u.members[i].t) == nil {
			other := variants[(n+1)%len(variants)]
			return nil, fmt.Sprintf("%s and %s are the same JSON type", r.variantName(u, i), r.variantName(u, other))
		}
	}
	if choice := r.byRequired(u, variants); choice != nil {
		return choice, ""
	}
	if choice := r.byConstant(u, variants, false); choice != nil {
		return choice, ""
	}
	return nil, r.unlike(u, variants)
}

// group sorts variants by a key. Keys are in the order in which they come up.
func group(variants []int, key func(int) string) (groups map[string][]int, keys []string) {
	groups = map[string][]int{}
	for _, i := range variants {
		k := key(i)
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], i)
	}
	return groups, keys
}

// branch decides within each group.
func (r *resolver) branch(u *union, choice *ir.Choice, groups map[string][]int, keys []string) (*ir.Choice, string) {
	for _, key := range keys {
		then, why := r.decide(u, groups[key])
		if why != "" {
			return nil, why
		}
		choice.Cases = append(choice.Cases, ir.Case{Labels: []string{key}, Then: then})
	}
	return choice, ""
}

// unlike says of variants that nothing tells apart what they require.
func (r *resolver) unlike(u *union, variants []int) string {
	parts := []string{}
	for _, i := range variants[:min(len(variants), 4)] {
		parts = append(parts, r.variantName(u, i)+" requires "+r.required(objectOf(u.members[i].t)))
	}
	if len(variants) > 4 {
		parts = append(parts, fmt.Sprintf("and %d more", len(variants)-4))
	}
	return "no property is required with different constants, and no two of them require a property that the others lack (" +
		strings.Join(parts, ", ") + ")"
}

func (r *resolver) required(decl *ir.Object) string {
	var names []string
	for _, f := range r.known(decl).fields {
		if !f.decl.Required {
			continue
		}
		name := f.decl.JSON
		if texts := enumTexts(f.decl.Type); len(texts) == 1 {
			name += " = " + texts[0]
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return "nothing"
	}
	return strings.Join(names, " and ")
}

func (r *resolver) variantName(u *union, i int) string {
	t := u.members[i].t
	if t.Decl != nil {
		return t.Decl.TypeName()
	}
	return fmt.Sprintf("variant %d (%s)", i+1, ir.GoType(t))
}
