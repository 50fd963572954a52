package variant

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// split is a question and which members each answer leaves.
type split struct {
	by       ir.By
	property string
	cases    []answer
	// absent are left where the value lacks the property, other where the answer is none of the cases.
	absent, other []int
	// further are properties that the members of the one case require besides: a value that lacks one of these leaves absent, too.
	further []string
}

// answer are labels that leave the same members.
type answer struct {
	labels  []string
	members []int
}

// useful reports whether each answer leaves fewer members than there are.
func (s *split) useful(of int) bool {
	ways := 0
	for _, left := range s.ways() {
		if len(left) == of {
			return false
		}
		if len(left) > 0 {
			ways++
		}
	}
	return ways > 1
}

// clean reports whether each member is left by one answer alone.
func (s *split) clean(of int) bool { return s.left() == of }

// left counts the members that the answers leave, as often as they leave them.
func (s *split) left() int {
	n := 0
	for _, left := range s.ways() {
		n += len(left)
	}
	return n
}

func (s *split) ways() [][]int {
	ways := [][]int{s.absent, s.other}
	for _, c := range s.cases {
		ways = append(ways, c.members)
	}
	return ways
}

// add notes that a label leaves members; labels that leave the same ones are one answer.
func (s *split) add(label string, members []int) {
	for i := range s.cases {
		if slices.Equal(s.cases[i].members, members) {
			s.cases[i].labels = append(s.cases[i].labels, label)
			return
		}
	}
	s.cases = append(s.cases, answer{labels: []string{label}, members: members})
}

// split finds the question to ask about a group. Those that leave each member on one way come first, then those that are
// right of all values that have what they ask for, then those that leave a member on several ways. Last come those that
// take the more specific member where a value could be both: a member that accepts anything is what remains.
func (d *decider) split(group []int) *split {
	questions := []func([]int) *split{d.byKind, d.byDiscriminator, d.byConstant, d.byOwn, d.byPresence, d.byOptionalConstant, d.byPropertyKind, d.byFormat,
		d.byOverlap, d.bySpecific}
	for _, ask := range questions {
		if s := ask(group); s != nil {
			return s
		}
	}
	return nil
}

// first is the first useful and clean one of some questions.
func first(group []int, questions []*split) *split {
	for _, s := range questions {
		if s.useful(len(group)) && s.clean(len(group)) {
			return s
		}
	}
	return nil
}

// byKind asks for the JSON type.
func (d *decider) byKind(group []int) *split {
	s := &split{by: ir.ByKind}
	for _, kind := range kinds() {
		left := slices.DeleteFunc(slices.Clone(group), func(i int) bool { return !slices.Contains(d.members[i].Kinds, kind) })
		if len(left) > 0 {
			s.add(kind, left)
		}
	}
	slices.SortStableFunc(s.cases, func(a, b answer) int { return cmp.Compare(a.members[0], b.members[0]) })
	if !s.useful(len(group)) {
		return nil
	}
	return s
}

// byOwn asks which property an object has that one member requires and no other knows. One member may have none: it is
// what remains.
func (d *decider) byOwn(group []int) *split {
	if !d.objects(group) {
		return nil
	}
	s := &split{by: ir.ByProperty}
	knowers := d.knowers(group)
	for _, i := range group {
		name := d.own(i, knowers)
		switch {
		case name != "":
			s.add(name, []int{i})
		case s.absent == nil:
			s.absent = []int{i}
		default:
			return nil
		}
	}
	return s
}

// knowers counts the members that know each property.
func (d *decider) knowers(group []int) map[string]int {
	count := map[string]int{}
	for _, i := range group {
		if d.members[i].Map {
			return nil // it knows all of them
		}
		for name := range d.properties[i] {
			count[name]++
		}
	}
	return count
}

func (d *decider) own(i int, knowers map[string]int) string {
	for _, p := range d.members[i].Properties {
		if p.Required && knowers[p.Name] == 1 {
			return p.Name
		}
	}
	return ""
}

// byPresence asks whether an object has a property that some members require and the others do not know.
func (d *decider) byPresence(group []int) *split { return first(group, d.presences(group)) }

// presences are the questions for one property.
func (d *decider) presences(group []int) []*split {
	if !d.objects(group) {
		return nil
	}
	var found []*split
	for _, name := range d.required(group) {
		s := &split{by: ir.ByProperty}
		var has []int
		for _, i := range group {
			p, known := d.property(i, name)
			if known {
				has = append(has, i)
			}
			if !p.Required {
				s.absent = append(s.absent, i)
			}
		}
		s.add(name, has)
		found = append(found, s)
	}
	return found
}

// required are the properties that some member of a group requires, in their order.
func (d *decider) required(group []int) []string {
	var names []string
	seen := map[string]bool{}
	for _, i := range group {
		for _, p := range d.members[i].Properties {
			if p.Required && !seen[p.Name] {
				seen[p.Name] = true
				names = append(names, p.Name)
			}
		}
	}
	return names
}

// byOverlap asks the question that leaves the fewest members, if some of them on several ways.
func (d *decider) byOverlap(group []int) *split {
	var best *split
	for _, s := range slices.Concat(d.constants(group), d.presences(group), d.propertyKinds(group)) {
		if s.useful(len(group)) && (best == nil || s.left() < best.left()) {
			best = s
		}
	}
	return best
}

// bySpecific asks for what some members require and the others may have: those are taken that require it.
func (d *decider) bySpecific(group []int) *split {
	for _, name := range d.tags(group) {
		if s := d.constant(group, name, true); s.useful(len(group)) {
			return s
		}
	}
	if !d.objects(group) {
		return nil
	}
	for _, name := range d.required(group) {
		s := &split{by: ir.ByProperty}
		var has []int
		for _, i := range group {
			if p, _ := d.property(i, name); p.Required {
				has = append(has, i)
			} else {
				s.absent = append(s.absent, i)
			}
		}
		s.add(name, has)
		if s.useful(len(group)) {
			s.further = d.further(name, has, s.absent)
			return s
		}
	}
	return nil
}

// further are the properties besides one that some members require, and not all of the others do.
func (d *decider) further(asked string, has, others []int) []string {
	all := func(members []int, name string) bool {
		return !slices.ContainsFunc(members, func(i int) bool { p, _ := d.property(i, name); return !p.Required })
	}
	names := slices.DeleteFunc(d.required(has), func(name string) bool { return name == asked || !all(has, name) || all(others, name) })
	return names[:min(len(names), maxFurther/len(others))]
}

// maxFurther bounds what is written again for each further property: what is decided of the others.
const maxFurther = 64

// objects reports whether all members are objects, which have properties.
func (d *decider) objects(group []int) bool {
	return !slices.ContainsFunc(group, func(i int) bool { return !slices.Equal(d.members[i].Kinds, []string{"object"}) })
}

// property is what member i knows of a property. One that has any properties knows all of them.
func (d *decider) property(i int, name string) (Property, bool) {
	d.lookups--
	if p := d.properties[i][name]; p != nil {
		return *p, true
	}
	return Property{Name: name, Kinds: d.members[i].Extra}, d.members[i].Map
}

// why says of a group that nothing tells apart which two of them are alike, in what, and what would help.
func (d *decider) why(group []int) string {
	a, b := d.pair(group)
	one, other := d.members[a], d.members[b]
	for _, i := range []int{a, b} {
		if slices.Contains(d.anything, i) {
			return fmt.Sprintf("%s may be any JSON, and so may be what %s is; a type for it would tell them apart",
				d.members[i].Name, d.members[a+b-i].Name)
		}
	}
	if !d.objects([]int{a, b}) {
		return fmt.Sprintf("%s and %s are the same JSON type", one.Name, other.Name)
	}
	return fmt.Sprintf("%s requires %s, and %s requires %s: a required property with different constants or types, or one that "+
		"the other lacks, would tell them apart", one.Name, one.requires(), other.Name, other.requires())
}

// pair are two members of a group that would be alike without the others, too, or the first two.
func (d *decider) pair(group []int) (a, b int) {
	for n, i := range group[:min(len(group), maxPairs)] {
		for _, j := range group[n+1 : min(len(group), maxPairs)] {
			if d.lookups > 0 && d.split([]int{i, j}) == nil {
				return i, j
			}
		}
	}
	return group[0], group[1]
}

// maxPairs is how many members are looked at for a pair that a message names.
const maxPairs = 32
