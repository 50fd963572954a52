package schema

import (
	"fmt"
	"strings"
	"testing"
)

// remembered is a document with a memory.
type remembered struct {
	*counted
	Memory
}

// tower is schemas each of which has the one before it in its allOf, with something of its own on some levels.
func tower(levels int, own map[int]string) string {
	var text strings.Builder
	text.WriteString("T0: {type: object, required: [p0], properties: {p0: {type: string, maxLength: 9}}}\n")
	for i := 1; i < levels; i++ {
		said, given := own[i]
		if !given {
			said = fmt.Sprintf("type: object, required: [p%d], properties: {p%[1]d: {type: string, minLength: %d}}", i%7, i)
		}
		fmt.Fprintf(&text, "T%d: {allOf: [{$ref: '#/components/schemas/T%d'}, {%s}]}\n", i, i-1, said)
	}
	return text.String()
}

// TestTowerGrowth doubles the levels of a tower of schemas and reads all of them: the work doubles, too, from below and from above.
func TestTowerGrowth(t *testing.T) {
	for name, level := range map[string]func(i, n int) int{
		"from below": func(i, n int) int { return i },
		"from above": func(i, n int) int { return n - 1 - i },
	} {
		var work []int
		for _, n := range []int{200, 400} {
			doc := &remembered{counted: &counted{document: newDocument(t, tower(n, nil))}}
			for i := range n {
				part := doc.part(fmt.Sprint("T", level(i, n)))
				if _, _, is := Only(doc, part); is {
					t.Fatal("a level is all that is said")
				}
				Read(doc, part)
			}
			work = append(work, doc.asked)
		}
		if work[1] > 5*work[0]/2 {
			t.Errorf("%s: the work grows from %d to %d", name, work[0], work[1])
		}
	}
}

// What a memory keeps changes nothing of what is read, whatever stands on the levels of a tower.
func TestTowersAreReadAlike(t *testing.T) {
	schemas := tower(60, map[int]string{
		12: "oneOf: [{$ref: '#/components/schemas/T30'}, {$ref: '#/components/schemas/K'}]", // a base that lists its kinds
		20: "additionalProperties: {type: integer}", 25: "nullable: true, minProperties: 2", 28: "type: string",
		33: "anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]",
		40: "properties: {p0: {type: string, enum: [a, b]}}", 45: "properties: {p0: {type: string, enum: [b, c]}}",
		50: "allOf: [{$ref: '#/components/schemas/T9'}, {$ref: '#/components/schemas/K'}]", 55: "additionalProperties: false",
	}) + "K: {type: object, properties: {k: {type: string, pattern: k}}}\n"
	plain := newDocument(t, schemas)
	below, above := &remembered{counted: &counted{document: plain}}, &remembered{counted: &counted{document: plain}}
	for i := range 60 {
		for doc, level := range map[*remembered]int{below: i, above: 59 - i} {
			part := plain.part(fmt.Sprint("T", level))
			for _, parts := range [][]Part{{part}, {plain.part("K"), part}, {part, plain.part("K")}, {without(part)}} {
				want, got := Read(plain, parts...), Read(doc, parts...)
				if a, b := text(plain, want), text(doc, got); a != b {
					t.Fatalf("T%d with a memory says\n%s\nand without one\n%s", level, b, a)
				}
				if a, b := fmt.Sprint(want.Conflicts, pointers(want.Sources)), fmt.Sprint(got.Conflicts, pointers(got.Sources)); a != b {
					t.Fatalf("T%d with a memory is made of\n%s\nand without one of\n%s", level, b, a)
				}
			}
		}
	}
}

// without is a part of which the list of variants on level 33 does not apply.
func without(part Part) Part {
	part.Without = []string{"#/components/schemas/T33/allOf/1/anyOf"}
	return part
}

func pointers(parts []Part) (list []string) {
	for _, part := range parts {
		list = append(list, part.Pointer)
	}
	return list
}
