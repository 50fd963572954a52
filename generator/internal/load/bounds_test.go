package load

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestHostileDocuments gives documents that mean or nest far more than they hold: each is refused, or loaded, at once.
func TestHostileDocuments(t *testing.T) {
	schemas := head + "components:\n  schemas:\n"
	tests := []struct {
		name, document string
		says           string // empty for a document that is fine
	}{
		{"aliases of lists", aliases(list), "aliases stand for too much"},
		{"aliases of mappings", aliases(mapping), "aliases stand for too much"},
		{"aliases of merge keys", aliases(merged), "aliases stand for too much"},
		{"aliases of a long text", head + "x-a: &a " + strings.Repeat("x", 1<<20) + "\nx-b: [" + strings.Repeat("*a, ", 100) + "]\n", "aliases stand for too much"},
		{"alias of itself", head + "x-a: &a [*a]\n", `alias "*a" contains itself`},
		{"merge of itself", head + "x-a: &a\n  <<: *a\n", "a merge key contains itself"},
		{"deep YAML", head + "x-a: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "nested too deeply"},
		{"deep indentation", deepIndentation(2000), "nested too deeply"},
		{"deep JSON", strings.Repeat(`{"a":`, 100_000), "exceeded max depth"},
		{"empty schema in itself", schemas + "    A: {allOf: [{$ref: '#/components/schemas/A'}], example: {a: 1}}\n", ""},
		{"nested alternatives", schemas + "    A: {properties: {a: {anyOf: [{$ref: '#/components/schemas/A'}]}}, example: " +
			strings.Repeat("{a: ", 50) + "1" + strings.Repeat("}", 50) + "}\n", "too many alternatives at too many levels"},
		{"chain of $refs", schemas + chain(300) + "    A300: {type: string}\n", ""},
		{"circle of $refs", schemas + chain(300) + "    A300: {$ref: '#/components/schemas/A0'}\n", "leads in a circle"},
		{"$ref through itself", schemas + "    A: {$ref: '#/components/schemas/A/properties/x'}\n", `there is no "properties" in "#/components/schemas/A"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			begun := time.Now()
			dir := folder(t, "spec.yaml", test.document)
			if test.says == "" {
				mustLoad(t, dir)
			} else if got := problemsOf(t, dir, "spec.yaml", Options{MaxSize: 8 << 20, StrictExamples: true}); !strings.Contains(got[0], test.says) {
				t.Errorf("got %.300q, want %q", got[0], test.says)
			}
			if took := time.Since(begun); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// aliases writes ten lines, each of which means ten times what the one before does.
func aliases(line func(items []string) string) string {
	var b strings.Builder
	b.WriteString(head + "x-a0: &a0 {z: 1}\n")
	for i := 1; i <= 9; i++ {
		items := slices.Repeat([]string{fmt.Sprintf("*a%d", i-1)}, 10)
		fmt.Fprintf(&b, "x-a%d: &a%d %s\n", i, i, line(items))
	}
	return b.String()
}

func list(items []string) string { return "[" + strings.Join(items, ", ") + "]" }

func mapping(items []string) string {
	var b strings.Builder
	for i, item := range items {
		fmt.Fprintf(&b, "k%d: %s, ", i, item)
	}
	return "{" + b.String() + "}"
}

func merged(items []string) string { return "{<<: " + list(items) + "}" }

func deepIndentation(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func chain(length int) string {
	var b strings.Builder
	for i := range length {
		fmt.Fprintf(&b, "    A%d: {$ref: '#/components/schemas/A%d'}\n", i, i+1)
	}
	return b.String()
}

// TestReasonsAreBounded compares an example that is wrong at the bottom with alternatives that nest: there are as many
// reasons why it is wrong as there are ways down.
func TestReasonsAreBounded(t *testing.T) {
	for _, version := range []string{"3.0.3", "3.1.0"} {
		for _, union := range []string{"oneOf", "anyOf"} {
			document := strings.Replace(head, "3.0.3", version, 1) + "components:\n  schemas:\n"
			var variants []string
			for i := range 6 {
				document += fmt.Sprintf("    V%d: {required: [kind], properties: {kind: {enum: [v%d]}, inner: {type: array, items: {$ref: '#/components/schemas/U'}}}}\n", i, i)
				variants = append(variants, fmt.Sprintf("{$ref: '#/components/schemas/V%d'}", i))
			}
			document += "    U: {" + union + ": " + list(variants) + "}\n    X:\n      properties: {u: {$ref: '#/components/schemas/U'}}\n      example: {u: " +
				strings.Repeat("{kind: no, inner: [", 7) + strings.Repeat("]}", 7) + "}\n"
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := problemsOf(t, folder(t, "spec.yaml", document), "spec.yaml", Options{StrictExamples: true})
			runtime.ReadMemStats(&after)
			if len(got) != 1 || !strings.Contains(got[0], "spec.yaml:15: example contradicts its schema") {
				t.Errorf("%s %s: got %q", version, union, got)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 500<<20 {
				t.Errorf("%s %s: used %d MB", version, union, used>>20)
			}
		}
	}
}

// TestManyExamples has more examples than could be compared if each were compared with a schema that holds all of them. The
// last one is wrong, and found.
func TestManyExamples(t *testing.T) {
	document := strings.Replace(head, "3.0.3", "3.1.0", 1) + "components:\n  schemas:\n    A:\n      type: array\n      items: {type: string}\n      examples:\n" +
		strings.Repeat("        - [a, b, c, d, e, f, g, h, i, j]\n", 3000) + "        - [1]\n"
	doc, err := File(t.Context(), folder(t, "spec.yaml", document)+"/spec.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, warning := range doc.Warnings {
		said = append(said, warning.Message)
	}
	if len(said) != 1 || !strings.Contains(said[0], "contradicts its schema") {
		t.Errorf("the warnings are %q", said)
	}
}
