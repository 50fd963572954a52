package variant

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// maxTags is how many legal values a property may have and still be taken for what tells members apart.
const maxTags = 64

// constant reports whether the property has few legal values.
func (p *Property) constant() bool {
	return p != nil && len(p.Values) > 0 && (len(p.Values) <= maxTags || p.Discriminator)
}

// always reports whether every value of a member has the property, with one of its constants.
func (p *Property) always() bool {
	return p.constant() && p.Required && !slices.Contains(p.Kinds, "null")
}

// byConstant asks for the value of a property that tells members apart: each has it with constants, or does not know it.
func (d *decider) byConstant(group []int) *split {
	return first(group, d.constants(group))
}

// byDiscriminator asks for the value of the property that a discriminator names. A member that has any value is what remains.
func (d *decider) byDiscriminator(group []int) *split {
	for _, name := range d.tags(group) {
		named := slices.ContainsFunc(group, func(i int) bool {
			p := d.properties[i][name]
			return p != nil && p.Discriminator
		})
		if !named {
			continue
		}
		if s := d.constant(group, name, true); s.useful(len(group)) {
			return s
		}
	}
	return nil
}

// constants are the questions for the values of properties, those first that divide most.
func (d *decider) constants(group []int) []*split {
	var found []*split
	for _, name := range d.tags(group) {
		found = append(found, d.constant(group, name, false))
	}
	slices.SortStableFunc(found, func(a, b *split) int { return len(b.cases) - len(a.cases) })
	return found
}

// tags are the properties whose values may be asked for.
func (d *decider) tags(group []int) []string {
	if !d.objects(group) {
		return nil
	}
	return d.constantNames(group)
}

// byOptionalConstant asks for the value of a property that all members have with constants, although a value may lack it:
// one that does is of no known variant.
func (d *decider) byOptionalConstant(group []int) *split {
	for _, s := range d.constants(group) {
		all := !slices.ContainsFunc(group, func(i int) bool { return !d.properties[i][s.property].constant() })
		if all {
			s.absent = nil
			if s.useful(len(group)) && s.clean(len(group)) {
				return s
			}
		}
	}
	return nil
}

// constant asks for the value of one property. If the question is specific, a member whose constant it is comes before one
// that may have any value.
func (d *decider) constant(group []int, name string, specific bool) *split {
	s := &split{by: ir.ByTag, property: name}
	owners := map[string][]int{}
	var labels []string
	for _, i := range group {
		p, known := d.property(i, name)
		if !p.Required || slices.Contains(p.Kinds, "null") {
			s.absent = append(s.absent, i)
		}
		if known && !p.constant() {
			s.other = append(s.other, i)
			continue
		}
		for _, value := range p.Values {
			if owners[value] == nil {
				labels = append(labels, value)
			}
			owners[value] = append(owners[value], i)
		}
	}
	for _, label := range labels {
		left := slices.Compact(owners[label])
		if !specific && len(s.other) > 0 {
			left = slices.Concat(left, s.other)
			slices.Sort(left)
		}
		s.add(label, left)
	}
	return s
}

// constantNames are the properties that some member has with constants: what discriminators name first, then by name.
func (d *decider) constantNames(group []int) []string {
	rank := map[string]int{}
	for _, i := range group {
		d.lookups -= len(d.properties[i])
		for name, p := range d.properties[i] {
			if !p.constant() {
				continue
			}
			if of := p.rank(); rank[name] == 0 || of < rank[name] {
				rank[name] = of
			}
		}
	}
	names := make([]string, 0, len(rank))
	for name := range rank {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(rank[a]-rank[b], cmp.Compare(a, b)) })
	return names
}

// rank orders properties: what a discriminator names, the names that documents use for what tells variants apart, others.
func (p *Property) rank() int {
	switch {
	case p.Discriminator:
		return 1
	case p.Name == "type" || p.Name == "kind" || p.Name == "object" || strings.HasSuffix(p.Name, "Type") ||
		strings.HasSuffix(p.Name, "_type"):
		return 2
	default:
		return 3
	}
}

// requires says what the values of a member have.
func (m Member) requires() string {
	var names []string
	for _, p := range m.Properties {
		switch {
		case !p.Required:
		case len(p.Values) == 1:
			names = append(names, p.Name+" = "+p.Values[0])
		default:
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return "nothing"
	}
	return strings.Join(names, " and ")
}
