package load

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/problem"
)

// Repair is what was done about one kind of problem.
type Repair struct {
	// Kind says it in a sentence without a full stop: "examples that contradict their schemas are ignored".
	Kind string
	// Count is how many there were.
	Count int
	// First is the first of them, empty where it has no place.
	First problem.Problem
}

// String gives "kind (count)".
func (r Repair) String() string { return fmt.Sprintf("%s (%d)", r.Kind, r.Count) }

// repaired takes out of problems those that a lenient user wants repaired, and counts them.
func repaired(problems problem.Problems, lenient bool) (repairs []Repair, remaining problem.Problems) {
	for _, p := range problems {
		if !lenient || p.Repair == "" {
			remaining = append(remaining, p)
			continue
		}
		i := slices.IndexFunc(repairs, func(r Repair) bool { return r.Kind == p.Repair })
		if i < 0 {
			i, repairs = len(repairs), append(repairs, Repair{Kind: p.Repair, First: p})
		}
		repairs[i].Count++
	}
	slices.SortFunc(repairs, func(a, b Repair) int { return cmp.Compare(a.Kind, b.Kind) })
	return repairs, remaining
}

const repairStray = "path parameters that their path lacks are dropped"

// dropStrayParameters drops path parameters that are not in the path. It comes before validation, which would otherwise
// find the operation wanting.
func (c *checker) dropStrayParameters() {
	for _, path := range c.doc.Paths.Keys() {
		item := c.doc.Paths.Value(path)
		if item == nil {
			continue
		}
		at := Join("#/paths", path)
		item.Parameters = c.inPath(path, at, item.Parameters)
		for method, operation := range item.Operations() {
			operation.Parameters = c.inPath(path, Join(at, strings.ToLower(method)), operation.Parameters)
		}
	}
}

// inPath keeps the parameters that are not stray, and reports those that are.
func (c *checker) inPath(path, at string, parameters openapi3.Parameters) openapi3.Parameters {
	var kept openapi3.Parameters
	for i, ref := range parameters {
		p := ref.Value
		if p == nil || p.In != openapi3.ParameterInPath || strings.Contains(path, "{"+p.Name+"}") || p.Name == "" {
			kept = append(kept, ref)
			continue
		}
		pointer := Join(at, "parameters", fmt.Sprint(i))
		position := Position{File: c.files.given}
		if place, ok := c.place(pointer); ok {
			position = place.tree.position(place.at)
		}
		c.problems.Add(problem.Problem{Pos: position, Pointer: pointer, Repair: repairStray,
			Message: fmt.Sprintf("the path parameter %s is not in the path", quote(p.Name))})
	}
	return kept
}
