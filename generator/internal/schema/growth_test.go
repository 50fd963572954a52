package schema

import (
	"fmt"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// counted counts what is asked of a document: how much work it is.
type counted struct {
	document
	asked int
}

func (c *counted) Target(ref *openapi3.SchemaRef) string {
	c.asked++
	return c.document.Target(ref)
}

func (c *counted) Keys(pointer string) []string {
	c.asked++
	return c.document.Keys(pointer)
}

// TestWideAllOf doubles how many schemas one is made of: the work doubles, too.
func TestWideAllOf(t *testing.T) {
	var work []int
	for _, n := range []int{400, 800} {
		var schemas, list strings.Builder
		for i := range n {
			fmt.Fprintf(&schemas, "P%d: {type: object, properties: {p%d: {type: string}}}\n", i, i)
			fmt.Fprintf(&list, "{$ref: '#/components/schemas/P%d'}, ", i)
		}
		doc := &counted{document: newDocument(t, schemas.String()+"A: {allOf: ["+strings.TrimSuffix(list.String(), ", ")+"]}\n")}
		if _, _, is := Only(doc, doc.part("A")); is {
			t.Error("one of many is all that is said")
		}
		if got := len(Read(doc, doc.part("A")).Properties); got != n {
			t.Errorf("%d properties of %d are left", got, n)
		}
		work = append(work, doc.asked)
	}
	if work[1] > 3*work[0] {
		t.Errorf("the work grows from %d to %d", work[0], work[1])
	}
}

// A part that is in another one is left out however many there are.
func TestWideAllOfLeavesOutWhatIsInAnother(t *testing.T) {
	var schemas strings.Builder
	parts := 3 * mostCompared
	for i := range parts {
		fmt.Fprintf(&schemas, "P%d: {allOf: [{$ref: '#/components/schemas/B%d'}], properties: {p%d: {type: string}}}\n", i, i, i)
		fmt.Fprintf(&schemas, "B%d: {properties: {b%d: {type: string}}}\n", i, i)
	}
	doc := newDocument(t, schemas.String())
	var all []Part
	for i := range parts {
		all = append(all, doc.part(fmt.Sprintf("B%d", i)), doc.part(fmt.Sprintf("P%d", i)), doc.part(fmt.Sprintf("P%d", i)))
	}
	left := Simplify(doc, all)
	if len(left) != parts {
		t.Errorf("%d parts are left, want %d", len(left), parts)
	}
}
