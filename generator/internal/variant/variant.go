// Package variant decides how the members of a union are told apart by their JSON, or why they cannot be.
//
// It knows neither OpenAPI nor Go: a member is the JSON types, the properties and the constants of its values. The
// decision is a tree of questions. A question that tells some members apart tells them apart in any smaller group, too,
// so the first useful question is never a wrong turn: nothing is tried twice, and the time is polynomial.
package variant

import (
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Member is what is known of the values of one member of a union.
type Member struct {
	// Name is what messages call it.
	Name string
	// Kinds are the JSON types of its values: string, number, boolean, array, object. None is any value.
	Kinds []string
	// Properties are those that its objects may have.
	Properties []Property
	// Map reports that its objects may have any other property, of type Extra; nil is any type.
	Map   bool
	Extra []string
}

// Property is what is known of a property.
type Property struct {
	Name string
	// Required reports that every value has it.
	Required bool
	// Values are the only legal values: a string's text, the JSON of anything else. None is any value.
	Values []string
	// Kinds are the JSON types of its values, null among them. None is any type.
	Kinds []string
	// Format is the format of a string.
	Format string
	// Discriminator reports that a discriminator names the property.
	Discriminator bool
}

// Decision is how the members of a union are told apart.
type Decision struct {
	// Choice is the tree of questions. A leaf's variant is the index of a member, or, from len(members) on, that of a
	// group in Alike.
	Choice *ir.Choice
	// Alike are the groups of members that nothing tells apart.
	Alike []Group
}

// Group are members that nothing tells apart.
type Group struct {
	// Members are their indexes.
	Members []int
	// Why names a pair of them, what both are like, and what would tell them apart.
	Why string
}

// Decide finds out how members are told apart.
func Decide(members []Member) Decision {
	d := newDecider(members)
	all := make([]int, len(members))
	for i := range all {
		all[i] = i
	}
	choice := d.decide(all)
	if len(d.anything) > 0 && len(members) > 1 {
		choice = d.beside(all)
	}
	return Decision{Choice: choice, Alike: d.groups}
}

// Bounds of a decision. What is not decided within them is alike.
const (
	// maxQuestions is how many questions there may be, besides eight for each member. Only questions whose answers leave a
	// member on several ways get near it.
	maxQuestions = 64
	// maxLookups is how often a property may be looked up: less than a second.
	maxLookups = 1 << 22
)

// decider is the state of one decision.
type decider struct {
	members []Member
	// anything are the members whose values may be any JSON. Among objects, they are objects with any properties.
	anything []int
	// properties are each member's, by name.
	properties []map[string]*Property
	groups     []Group
	// alike are the indexes of the groups by their members.
	alike              map[string]int
	questions, lookups int
}

func newDecider(members []Member) *decider {
	d := &decider{members: slices.Clone(members), alike: map[string]int{}, questions: maxQuestions + 8*len(members), lookups: maxLookups}
	for i := range d.members {
		m := &d.members[i]
		if m.Kinds == nil {
			d.anything = append(d.anything, i)
			m.Kinds, m.Map = []string{"object"}, true
		}
		byName := map[string]*Property{}
		for n := range m.Properties {
			byName[m.Properties[n].Name] = &m.Properties[n]
		}
		d.properties = append(d.properties, byName)
	}
	return d
}

// beside tells members apart of which some may be any JSON: they are what remains.
func (d *decider) beside(all []int) *ir.Choice {
	d.groups, d.alike = nil, map[string]int{}
	choice := &ir.Choice{By: ir.ByKind, Other: d.decide(d.anything)}
	for _, kind := range kinds() {
		named := slices.DeleteFunc(slices.Clone(all), func(i int) bool {
			return !slices.Contains(d.members[i].Kinds, kind) || slices.Contains(d.anything, i)
		})
		switch {
		case len(named) == 0:
			continue
		case kind == "object":
			named = append(named, d.anything...)
			slices.Sort(named)
		case kind == "array": // whose elements nobody looks at
			named = append(named, d.anything...)
			choice.Cases = append(choice.Cases, ir.Case{Labels: []string{kind}, Then: leaf(len(d.members) + d.same(named))})
			continue
		}
		choice.Cases = append(choice.Cases, ir.Case{Labels: []string{kind}, Then: d.decide(named)})
	}
	return choice
}

// kinds are the JSON types but null, which is no value of a union.
func kinds() []string { return []string{"string", "number", "boolean", "array", "object"} }

func leaf(variant int) *ir.Choice { return &ir.Choice{By: ir.Leaf, Variant: variant} }

// decide tells a group of members apart.
func (d *decider) decide(group []int) *ir.Choice {
	switch {
	case len(group) == 0:
		return nil
	case len(group) == 1:
		return leaf(group[0])
	}
	d.questions--
	if d.questions >= 0 && d.lookups >= 0 {
		if s := d.split(group); s != nil {
			return d.ask(s)
		}
	}
	return leaf(len(d.members) + d.same(group))
}

// same is the index of a group that nothing tells apart.
func (d *decider) same(group []int) int {
	key := fmt.Sprint(group)
	i, known := d.alike[key]
	if !known {
		i = len(d.groups)
		d.alike[key] = i
		d.groups = append(d.groups, Group{Members: group, Why: d.why(group)})
	}
	return i
}

// ask makes a question of a split, and decides within each answer.
func (d *decider) ask(s *split) *ir.Choice {
	choice := &ir.Choice{By: s.by, Property: s.property}
	for _, c := range s.cases {
		choice.Cases = append(choice.Cases, ir.Case{Labels: c.labels, Then: known(s, c.labels, d.decide(c.members))})
	}
	choice.Else = d.decide(s.absent)
	for _, name := range slices.Backward(s.further) {
		then := &choice.Cases[0].Then
		*then = &ir.Choice{By: ir.ByProperty, Cases: []ir.Case{{Labels: []string{name}, Then: *then}}, Else: choice.Else}
	}
	if s.by == ir.ByTag && len(s.absent) == 1 {
		choice.Else = d.certain(s.absent[0])
	}
	choice.Other = d.decide(s.other)
	return choice
}

// known is a choice without a question that was asked before: what the labels answer it.
func known(s *split, labels []string, then *ir.Choice) *ir.Choice {
	if s.by != ir.ByTag || then == nil || then.By != ir.ByTag || then.Property != s.property {
		return then
	}
	for _, c := range then.Cases {
		if slices.Equal(c.Labels, labels) {
			return c.Then
		}
	}
	return then
}

// certain is what remains of a union: a member, if a value has the constant that the member requires.
func (d *decider) certain(i int) *ir.Choice {
	for _, name := range d.constantNames([]int{i}) {
		if p := d.properties[i][name]; p.always() {
			return &ir.Choice{By: ir.ByTag, Property: name, Cases: []ir.Case{{Labels: p.Values, Then: leaf(i)}}}
		}
	}
	return leaf(i)
}
