package resolve

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// byRequired tells objects apart by properties that one requires and no other knows. One variant may have none: it is
// what remains when a value has none of the others' properties. It returns nil where this does not tell them apart.
func (r *resolver) byRequired(u *union, variants []int) *ir.Choice {
	choice := &ir.Choice{By: ir.ByProperty}
	for _, i := range variants {
		name := r.ownProperty(u, variants, i)
		switch {
		case name != "":
			choice.Cases = append(choice.Cases, ir.Case{Labels: []string{name}, Then: leaf(i)})
		case choice.Else == nil:
			choice.Else = leaf(i)
		default:
			return r.byPresence(u, variants)
		}
	}
	return choice
}

// ownProperty is a property that variant i requires and no other of the variants knows.
func (r *resolver) ownProperty(u *union, variants []int, i int) string {
	for _, f := range r.known(objectOf(u.members[i].t)).fields {
		shared := slices.ContainsFunc(variants, func(j int) bool { return j != i && r.knows(u, j, f.decl.JSON) })
		if f.decl.Required && !shared {
			return f.decl.JSON
		}
	}
	return ""
}

// byPresence divides variants in two by a property that some require and the others do not know, and decides within each
// part.
func (r *resolver) byPresence(u *union, variants []int) *ir.Choice {
	for _, f := range r.dividing(u, variants) {
		groups, _ := group(variants, func(i int) string {
			if r.knows(u, i, f) {
				return "has"
			}
			return "lacks"
		})
		has, why := r.decide(u, groups["has"])
		if why != "" {
			continue
		}
		lacks, why := r.decide(u, groups["lacks"])
		if why == "" {
			return &ir.Choice{By: ir.ByProperty, Cases: []ir.Case{{Labels: []string{f}, Then: has}}, Else: lacks}
		}
	}
	return nil
}

// dividing are properties that some variants require and all others do not know, few of them.
func (r *resolver) dividing(u *union, variants []int) []string {
	var names []string
	for _, i := range variants {
		for _, f := range r.known(objectOf(u.members[i].t)).fields {
			name := f.decl.JSON
			if !f.decl.Required || slices.Contains(names, name) || len(names) == maxTries {
				continue
			}
			count := 0
			unsure := slices.ContainsFunc(variants, func(j int) bool {
				required := r.requires(u, j, name)
				if required {
					count++
				}
				return !required && r.knows(u, j, name)
			})
			if !unsure && count < len(variants) {
				names = append(names, name)
			}
		}
	}
	return names
}

func (r *resolver) requires(u *union, i int, name string) bool {
	return slices.ContainsFunc(r.known(objectOf(u.members[i].t)).fields, func(f *field) bool {
		return f.decl.JSON == name && f.decl.Required
	})
}

func (o *object) has(name string) bool {
	return slices.ContainsFunc(o.fields, func(f *field) bool { return f.decl.JSON == name })
}
