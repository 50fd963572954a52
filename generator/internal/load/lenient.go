package load

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
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
