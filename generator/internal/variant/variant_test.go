package variant

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// object makes a member of properties: "a" is required, "a?" is optional, "a=x|y" has known values, "a:number" is of a
// JSON type, "a@uuid" of a format, "*" any other property.
func object(name, properties string) Member {
	m := Member{Name: name, Kinds: []string{"object"}}
	for _, word := range strings.Fields(properties) {
		p := Property{Required: true, Kinds: []string{"string"}}
		if word == "*" {
			m.Map = true
			continue
		}
		if rest, values, found := strings.Cut(word, "="); found {
			word, p.Values = rest, strings.Split(values, "|")
		}
		if rest, kind, found := strings.Cut(word, ":"); found {
			word, p.Kinds = rest, []string{kind}
		}
		if rest, format, found := strings.Cut(word, "@"); found {
			word, p.Format = rest, format
		}
		p.Name = strings.TrimSuffix(word, "?")
		p.Required = p.Name == word
		m.Properties = append(m.Properties, p)
	}
	return m
}

func of(kind string) Member { return Member{Name: kind, Kinds: []string{kind}} }

// text writes a decision as one line: "type? a: A, b: B, none: C, other: D".
func text(d Decision, members []Member) string {
	var write func(c *ir.Choice) string
	write = func(c *ir.Choice) string {
		switch {
		case c == nil:
			return "unknown"
		case c.By == ir.Leaf && c.Variant >= len(members):
			return fmt.Sprint("alike", d.Alike[c.Variant-len(members)].Members)
		case c.By == ir.Leaf:
			return members[c.Variant].Name
		}
		by := map[ir.By]string{ir.ByTag: "=", ir.ByKind: "type", ir.ByProperty: "has", ir.ByPropertyKind: ":", ir.ByFormat: "@"}[c.By]
		var parts []string
		for _, of := range c.Cases {
			parts = append(parts, strings.Join(of.Labels, "|")+" "+write(of.Then))
		}
		if c.Else != nil {
			parts = append(parts, "none "+write(c.Else))
		}
		if c.Other != nil {
			parts = append(parts, "other "+write(c.Other))
		}
		return c.Property + by + "(" + strings.Join(parts, ", ") + ")"
	}
	return write(d.Choice)
}

func TestDecide(t *testing.T) {
	tests := []struct {
		name    string
		members []Member
		want    string
	}{
		{"one", []Member{object("A", "")}, "A"},
		{"JSON types", []Member{of("string"), of("number"), object("A", "")}, "type(string string, number number, object A)"},
		{"constants", []Member{object("A", "type=a"), object("B", "type=b|c")}, "type=(a A, b|c B)"},
		{"a constant and none", []Member{object("A", "kind=a x"), object("B", "y?")}, "kind=(a A, none B)"},
		{"the same constant, another property", []Member{object("A", "type=a x"), object("B", "type=a y"), object("C", "type=c")},
			"type=(a has(x A, y B), c C)"},
		{"optional constants", []Member{object("A", "kind?=a v"), object("B", "kind?=b v")}, "kind=(a A, b B)"},
		{"own properties", []Member{object("A", "x"), object("B", "y"), object("C", "z?")}, "has(x A, y B, none C)"},
		{"levels", []Member{object("A", "a"), object("B", "a b"), object("C", "a b c")}, "has(b has(c C, none B), none A)"},
		{"the JSON type of a property", []Member{object("A", "id"), object("B", "id:number"), object("C", "id:array")},
			"id:(string A, number B, array C)"},
		{"formats", []Member{object("A", "ip@ipv4"), object("B", "ip@ipv6")}, "ip@(ipv4 A, ipv6 B)"},
		{"formats that do not exclude each other", []Member{object("A", "x@uri"), object("B", "x@uuid")}, "alike[0 1]"},
		{"alike", []Member{object("A", "x"), object("B", "x")}, "alike[0 1]"},
		{"alike among others", []Member{object("A", "role"), object("B", "role"), object("C", "type=c")}, "type=(c C, none alike[0 1])"},
		{"a pair that shares an optional constant", []Member{object("A", "type?=m role content"), object("B", "type?=m role=u content:array"),
			object("C", "type=c name"), object("D", "type=d text")}, "has(role content:(string A, array B), none type=(c C, d D))"},
		{"any tag is the last case", []Member{object("A", "type=a x?"), object("B", "type=b"), object("C", "type")},
			"type=(a A, b B, other C)"},
		{"a map is the last case", []Member{object("A", "x"), object("M", "*")}, "has(x A, none M)"},
		{"an object that may have it is the last case", []Member{object("A", "x"), object("B", "x? y?")}, "has(x A, none B)"},
		{"an object that may have all that another requires", []Member{object("A", "x y"), object("B", "x? y? z?")}, "has(x has(y A, none B), none B)"},
		{"a map beside an object of several properties", []Member{object("A", "x y z"), object("M", "*")}, "has(x has(y has(z A, none M), none M), none M)"},
		{"what all require does not matter", []Member{object("A", "x y t"), object("B", "x? y? t")}, "has(x has(y A, none B), none B)"},
		{"maps of other types", []Member{{Name: "M", Kinds: []string{"object"}, Map: true, Extra: []string{"number"}}, object("A", "x")},
			"x:(string A, number M, none M)"},
		{"any JSON is the last case", []Member{of("string"), object("A", "x"), {Name: "any"}},
			"type(string string, object has(x A, none any), other any)"},
		{"any JSON and an array", []Member{of("array"), {Name: "any"}}, "type(array alike[0 1], other any)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := text(Decide(test.members), test.members); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestWhy(t *testing.T) {
	tests := []struct {
		members []Member
		want    string
	}{
		{[]Member{object("A", "type=a x"), object("B", "type=a x"), object("C", "type=c")},
			"A requires type = a and x, and B requires type = a and x: a required property with different constants or types, " +
				"or one that the other lacks, would tell them apart"},
		{[]Member{of("array"), {Name: "Any"}}, "Any may be any JSON, and so may be what array is; a type for it would tell them apart"},
		{[]Member{{Name: "X", Kinds: []string{"array"}}, of("array")}, "X and array are the same JSON type"},
	}
	for _, test := range tests {
		if made := Decide(test.members); len(made.Alike) != 1 || made.Alike[0].Why != test.want {
			t.Errorf("got %+v, want %s", made.Alike, test.want)
		}
	}
}

// TestDecideIsPolynomial decides unions that a search with a way back would not: each member shares each of its properties
// with others, and two of them are alike.
func TestDecideIsPolynomial(t *testing.T) {
	for _, count := range []int{24, 200} {
		members := []Member{object("X", "role"), object("Y", "role")}
		for i := range count {
			var words []string
			for j := range 6 {
				words = append(words, fmt.Sprintf("p%d", (i*7+j*j*5+j)%(2*count)))
			}
			members = append(members, object(fmt.Sprint("M", i), strings.Join(words, " ")+fmt.Sprintf(" kind?=k%d", i)))
		}
		made := Decide(members)
		if len(made.Alike) != 1 || fmt.Sprint(made.Alike[0].Members) != "[0 1]" {
			t.Errorf("%d members: alike are %v", count, made.Alike)
		}
	}
}

// TestDecideIsBounded decides a union in which every answer leaves most members.
func TestDecideIsBounded(t *testing.T) {
	var members []Member
	for i := range 300 {
		var words []string
		for j := range 300 {
			if i != j {
				words = append(words, fmt.Sprintf("p%d?", j))
			}
		}
		members = append(members, object(fmt.Sprint("M", i), strings.Join(words, " ")+fmt.Sprintf(" p%d", i)))
	}
	if made := Decide(members); made.Choice == nil {
		t.Error("nothing is decided")
	}
}
