package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// maxTries is how many properties are tried at each step. More do not help: a property that separates fewer variants than
// these leaves more to the properties that are left.
const maxTries = 4

// byConstant looks for a property that tells variants apart by its value: variants that have it with constant values,
// among others that do not know it. A sure one is there in every value. It returns nil where there is none.
func (r *resolver) byConstant(u *union, variants []int, sure bool) *ir.Choice {
	for _, name := range r.separating(u, variants, sure) {
		if choice := r.byProperty(u, variants, name); choice != nil {
			return choice
		}
	}
	return nil
}

// byProperty decides by a property's value, and within the variants that share a value by something else.
func (r *resolver) byProperty(u *union, variants []int, name string) *ir.Choice {
	choice := &ir.Choice{By: ir.ByTag, Property: name}
	groups, keys := group(variants, func(i int) string {
		tags, _ := r.tags(u, i, name)
		return strings.Join(tags, "\x00")
	})
	for _, key := range keys {
		then, why := r.decide(u, groups[key])
		if key == "" && len(groups[key]) == 1 {
			then = r.certain(u, groups[key][0])
		}
		switch {
		case why != "":
			return nil
		case key == "":
			choice.Else = then
		default:
			choice.Cases = append(choice.Cases, ir.Case{Labels: strings.Split(key, "\x00"), Then: then})
		}
	}
	return choice
}

// certain is what remains of a union: a variant, if a value has the constants that the variant requires.
func (r *resolver) certain(u *union, i int) *ir.Choice {
	for _, name := range r.constantNames(u, []int{i}) {
		if tags, always := r.tags(u, i, name); always && len(tags) > 0 {
			return &ir.Choice{By: ir.ByTag, Property: name, Cases: []ir.Case{{Labels: tags, Then: leaf(i)}}}
		}
	}
	return leaf(i)
}

// separating are the properties that tell variants apart, those first that separate most.
func (r *resolver) separating(u *union, variants []int, sure bool) []string {
	parts := map[string]int{}
	names := r.constantNames(u, variants)
	for _, name := range names {
		parts[name] = r.separates(u, variants, name, sure)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return parts[name] < 2 })
	slices.SortStableFunc(names, func(a, b string) int { return parts[b] - parts[a] })
	return names[:min(len(names), maxTries)]
}

// constantNames are the properties that some variant has with constant values: what discriminators name first, then by
// name.
func (r *resolver) constantNames(u *union, variants []int) []string {
	rank := map[string]int{}
	for _, i := range variants {
		for name := range u.members[i].labels {
			rank[name] = 0
		}
		if o := r.known(objectOf(u.members[i].t)); o != nil {
			for _, f := range o.fields {
				if _, named := rank[f.decl.JSON]; !named && len(enumTexts(f.decl.Type)) > 0 {
					rank[f.decl.JSON] = discriminating(f.decl.JSON)
				}
			}
		}
	}
	sorted := make([]string, 0, len(rank))
	for name := range rank {
		sorted = append(sorted, name)
	}
	slices.SortFunc(sorted, func(a, b string) int { return cmp.Or(rank[a]-rank[b], cmp.Compare(a, b)) })
	return sorted
}

// discriminating ranks the names that documents use for what tells variants apart.
func discriminating(name string) int {
	if name == "type" || name == "kind" || name == "object" || strings.HasSuffix(name, "Type") || strings.HasSuffix(name, "_type") {
		return 1
	}
	return 2
}

// separates counts the groups into which a property's values divide variants; 0 if values overlap, or if a variant knows
// the property without constant values. A property that a value may lack separates only variants that all have it.
func (r *resolver) separates(u *union, variants []int, name string, sure bool) int {
	owner := map[string]string{}
	count := map[string]bool{}
	for _, i := range variants {
		tags, always := r.tags(u, i, name)
		if len(tags) > 0 && !always && sure || len(tags) == 0 && (!sure || r.knows(u, i, name)) {
			return 0
		}
		key := strings.Join(tags, "\x00")
		count[key] = true
		for _, tag := range tags {
			if other, taken := owner[tag]; taken && other != key {
				return 0
			}
			owner[tag] = key
		}
	}
	return len(count)
}

func (r *resolver) knows(u *union, i int, name string) bool {
	o := r.known(objectOf(u.members[i].t))
	return o == nil || o.has(name)
}

// maxTags is how many legal values a property may have and still be taken for what tells variants apart.
const maxTags = 64

// tags are the values of a property that mean a variant: those that a discriminator gives, else the legal values if they
// are few. Always tells that every value of the variant has the property.
func (r *resolver) tags(u *union, i int, name string) (tags []string, always bool) {
	if labels := u.members[i].labels[name]; len(labels) > 0 {
		return labels, true
	}
	o := r.known(objectOf(u.members[i].t))
	if o == nil {
		return nil, false
	}
	for _, f := range o.fields {
		if texts := enumTexts(f.decl.Type); f.decl.JSON == name && len(texts) <= maxTags {
			return texts, f.decl.Required && !f.decl.Nullable
		}
	}
	return nil, false
}

// constants are the legal values of an object's property, as texts.
func (r *resolver) constants(decl *ir.Object, name string) []string {
	o := r.known(decl)
	if o == nil {
		return nil
	}
	for _, f := range o.fields {
		if f.decl.JSON == name {
			return enumTexts(f.decl.Type)
		}
	}
	return nil
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
