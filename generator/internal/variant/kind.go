package variant

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// byPropertyKind asks for the JSON type of a property's value.
func (d *decider) byPropertyKind(group []int) *split { return first(group, d.propertyKinds(group)) }

// propertyKinds are the questions for the JSON type of one property.
func (d *decider) propertyKinds(group []int) []*split {
	if !d.objects(group) {
		return nil
	}
	var found []*split
	for _, name := range d.required(group) {
		s := &split{by: ir.ByPropertyKind, property: name}
		for _, kind := range []string{"string", "number", "boolean", "array", "object", "null"} {
			if left := d.withKind(group, name, kind); len(left) > 0 {
				s.add(kind, left)
			}
		}
		for _, i := range group {
			if p, _ := d.property(i, name); !p.Required {
				s.absent = append(s.absent, i)
			}
		}
		found = append(found, s)
	}
	return found
}

// withKind are the members whose property may have a JSON type.
func (d *decider) withKind(group []int, name, kind string) []int {
	var left []int
	for _, i := range group {
		if p, known := d.property(i, name); known && (p.Kinds == nil || slices.Contains(p.Kinds, kind)) {
			left = append(left, i)
		}
	}
	return left
}

// byFormat asks for the format of a property's value, where the formats exclude each other.
func (d *decider) byFormat(group []int) *split {
	if !d.objects(group) {
		return nil
	}
	for _, name := range d.required(group) {
		s := &split{by: ir.ByFormat, property: name}
		sure := true
		for _, i := range group {
			p, known := d.property(i, name)
			if !p.Required {
				s.absent = append(s.absent, i)
			}
			if known {
				sure = sure && exclusive(p.Format) && slices.Equal(p.Kinds, []string{"string"})
				s.add(p.Format, append(s.of(p.Format), i))
			}
		}
		if sure && s.useful(len(group)) {
			return s
		}
	}
	return nil
}

// of takes the members out that a label leaves so far.
func (s *split) of(label string) []int {
	for i, c := range s.cases {
		if c.labels[0] == label {
			s.cases = slices.Delete(s.cases, i, i+1)
			return c.members
		}
	}
	return nil
}

// exclusive reports whether no string has this format and another one of these.
func exclusive(format string) bool {
	switch format {
	case "date", "date-time", "ipv4", "ipv6", "uuid", "email":
		return true
	default:
		return false
	}
}
