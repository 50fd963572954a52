package schema

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// document makes component schemas of YAML, each on a line of its own.
type document struct {
	doc *openapi3.T
}

func newDocument(t *testing.T, schemas string) document {
	t.Helper()
	text := "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
	if strings.Contains(schemas, "'null'") || strings.Contains(schemas, "const:") {
		text = strings.Replace(text, "3.0.3", "3.1.0", 1)
	}
	for line := range strings.Lines(strings.TrimSpace(schemas)) {
		text += "    " + strings.TrimSpace(line) + "\n"
	}
	loader := openapi3.NewLoader()
	loader.Context = context.Background()
	doc, err := loader.LoadFromData([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return document{doc}
}

func (d document) Target(ref *openapi3.SchemaRef) string { return ref.Ref }
func (d document) Keys(string) []string                  { return nil }

func (d document) part(name string) Part {
	pointer := "#/components/schemas/" + name
	return Part{Ref: &openapi3.SchemaRef{Ref: pointer, Value: d.doc.Components.Schemas[name].Value}, Pointer: pointer}
}

// text writes what a schema says as one line.
func text(d Document, s *Schema) string {
	var words []string
	add := func(format string, args ...any) { words = append(words, fmt.Sprintf(format, args...)) }
	if s.Types != nil {
		add("%s", strings.Join(s.Types, "|"))
	}
	if s.Nullable {
		add("null")
	}
	if s.Format != "" {
		add("format %s", s.Format)
	}
	if s.Limited {
		add("enum %v", s.Enum)
	}
	l := s.Limits
	if l.Min != nil {
		add("min %v", *l.Min)
	}
	if l.Max != nil {
		add("max %v", *l.Max)
	}
	if l.MultipleOf != nil {
		add("step %v", *l.MultipleOf)
	}
	if l.MaxLength != nil {
		add("maxLength %v", *l.MaxLength)
	}
	if len(l.Patterns) > 0 {
		add("patterns %v", l.Patterns)
	}
	for _, p := range s.Properties {
		required := ""
		if s.Required[p.Name] {
			required = "!"
		}
		add("%s%s(%s)", p.Name, required, text(d, Read(d, p.Parts...)))
	}
	for _, u := range s.Unions {
		add("%s %d", u.Keyword, len(u.Variants))
	}
	if s.Items != nil {
		add("items(%s)", text(d, Read(d, s.Items...)))
	}
	if s.Additional != nil {
		add("more(%s)", text(d, Read(d, s.Additional...)))
	}
	if s.Closed {
		add("closed")
	}
	for _, c := range s.Conflicts {
		add("conflict: %s", c.What)
	}
	return strings.Join(words, " ")
}

func TestRead(t *testing.T) {
	tests := []struct{ name, schemas, want string }{
		{"nothing", `A: {}`, ""},
		{"limits of both", `A: {allOf: [{type: integer, minimum: 1, multipleOf: 4}, {maximum: 9, multipleOf: 6}], minimum: 0}`, "integer min 1 max 9 step 12"},
		{"an integer is a number", `A: {allOf: [{type: number}, {type: integer}]}`, "integer"},
		{"both patterns", `A: {type: string, pattern: a, allOf: [{pattern: b}]}`, "string patterns [b a]"},
		{"the values of both", `A: {allOf: [{enum: [a, b, c]}, {enum: [b, c, d]}]}`, "enum [b c]"},
		{"a constant", "A: {type: string, const: x}", "string enum [x]"},
		{"the narrower format", `A: {type: integer, format: int32, allOf: [{format: int64}]}`, "integer format int32"},
		{"types exclude each other", `A: {allOf: [{type: string}, {type: integer}]}`, "string conflict: the type is string there and integer here"},
		{"values exclude each other", `A: {allOf: [{enum: [a]}, {enum: [b]}]}`, "enum [a] conflict: no value is legal both there and here"},
		{"bounds exclude each other", `A: {allOf: [{minimum: 5}, {maximum: 4}]}`, "min 5 max 4 conflict: the minimum is 5 there and the maximum is 4 here"},
		{"properties said twice", `A: {allOf: [{properties: {x: {type: string, maxLength: 9}}}, {required: [x], properties: {x: {maxLength: 5}}}]}`,
			"x!(string maxLength 5)"},
		{"elements said twice", `A: {allOf: [{type: array, items: {type: string}}, {items: {maxLength: 3}}]}`, "array items(string maxLength 3)"},
		{"further properties", `A: {allOf: [{additionalProperties: {type: integer}}, {additionalProperties: {minimum: 1}}]}`, "more(integer min 1)"},
		{"closed", `A: {type: object, additionalProperties: false}`, "object closed"},
		{"null of 3.0", `A: {type: string, nullable: true}`, "string null"},
		{"null of a wrapper", "A: {nullable: true, allOf: [{$ref: '#/components/schemas/B'}]}\nB: {type: string}", "string null"},
		{"null that one part forbids", `A: {allOf: [{type: string, nullable: true}, {type: string}]}`, "string"},
		{"null of 3.1", `A: {type: [string, 'null']}`, "string null"},
		{"null that no value is", `A: {type: [string, 'null'], enum: [a]}`, "string enum [a]"},
		{"null among the values", `A: {type: [string, 'null'], enum: [a, null]}`, "string null enum [a]"},
		{"a union and what stands beside it", `A: {properties: {x: {}}, oneOf: [{type: object}, {required: [x]}]}`, "x() oneOf 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDocument(t, test.schemas)
			if got := text(d, Read(d, d.part("A"))); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestWithout(t *testing.T) {
	d := newDocument(t, `A: {properties: {x: {}}, oneOf: [{type: object}, {type: object}]}`)
	part := d.part("A")
	part.Without = []string{part.Pointer + "/oneOf"}
	if got := text(d, Read(d, part)); got != "x()" {
		t.Errorf("got %s", got)
	}
}

func TestCycle(t *testing.T) {
	d := newDocument(t, "A: {allOf: [{$ref: '#/components/schemas/B'}]}\nB: {allOf: [{$ref: '#/components/schemas/A'}]}")
	if s := Read(d, d.part("A")); s.Cycle != "#/components/schemas/A" {
		t.Errorf("the cycle is at %q", s.Cycle)
	}
}

func TestSimplify(t *testing.T) {
	const base = "Base: {type: object, required: [id], properties: {id: {type: string}}}\n" +
		"Child: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {x: {type: string}}}]}\n"
	tests := []struct{ name, schemas, want string }{
		{"nothing to say", "P: {description: More.}", "Child"},
		{"the type again", "P: {type: object}", "Child"},
		{"what it has, again", "P: {type: object, required: [id], properties: {id: {type: string}}}", "Child"},
		{"a requirement", "P: {required: [x]}", "P Child"},
		{"a limit", "P: {properties: {id: {maxLength: 3}}}", "P Child"},
		{"a part of it", "P: {type: object}", "Child"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDocument(t, base+test.schemas)
			parts := []Part{d.part("P"), d.part("Child")}
			if test.name == "a part of it" {
				parts = []Part{d.part("Base"), d.part("Child")}
			}
			var names []string
			for _, part := range Simplify(d, parts) {
				names = append(names, part.Pointer[strings.LastIndexByte(part.Pointer, '/')+1:])
			}
			if got := strings.Join(names, " "); got != test.want {
				t.Errorf("left is %s, want %s", got, test.want)
			}
		})
	}
}

func TestOnly(t *testing.T) {
	tests := []struct {
		schema string
		want   bool
	}{
		{"A: {allOf: [{$ref: '#/components/schemas/B'}], description: Said.}", true},
		{"A: {allOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}", true},
		{"A: {type: object, allOf: [{$ref: '#/components/schemas/B'}]}", true},
		{"A: {nullable: true, allOf: [{$ref: '#/components/schemas/B'}]}", true},
		{"A: {maxProperties: 3, allOf: [{$ref: '#/components/schemas/B'}]}", false},
		{"A: {allOf: [{$ref: '#/components/schemas/B'}, {required: [y]}]}", false},
	}
	for _, test := range tests {
		d := newDocument(t, test.schema+"\nB: {type: object, properties: {x: {}}}")
		only, _, is := Only(d, d.part("A"))
		if is != test.want || is && only.Pointer != "#/components/schemas/B" {
			t.Errorf("%s stands for %v, %t", test.schema, only.Pointer, is)
		}
	}
}

// TestTower reads a tower of schemas whose ways down double on each level, and which is no cycle.
func TestTower(t *testing.T) {
	var lines []string
	for i := range 1000 {
		lines = append(lines, fmt.Sprintf("S%d: {allOf: [{$ref: '#/components/schemas/S%d'}, {$ref: '#/components/schemas/S%d'}]}", i, i+1, i+1))
	}
	d := newDocument(t, strings.Join(lines, "\n")+"\nS1000: {type: string}")
	if s := Read(d, d.part("S0")); s.Cycle != "" || !slices.Equal(s.Types, []string{"string"}) {
		t.Errorf("got %+v", s)
	}
}
