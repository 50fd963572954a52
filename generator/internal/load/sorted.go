package load

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
)

// Repair is what was done about one kind of problem.
type Repair struct {
	// Rule is the id of the rule that did it, empty for what is none.
	Rule repair.ID
	// Kind says it in a sentence without a full stop: "examples that contradict their schemas are ignored".
	Kind string
	// Count is how many there were.
	Count int
	// First is the first of them, empty where it has no place.
	First problem.Problem
}

// String gives "kind (count)".
func (r Repair) String() string { return fmt.Sprintf("%s (%d)", r.Kind, r.Count) }

// sorted takes problems apart: what was repaired, if anybody wants that, what is a warning, and what remains.
func (o Options) sorted(problems problem.Problems) (repairs []Repair, warnings, remaining problem.Problems) {
	for _, p := range problems {
		rule, known := repair.Of(p.Rule)
		switch {
		case rule.ID == repair.Contradiction && o.StrictExamples:
			remaining = append(remaining, p)
		case known && rule.Warns:
			warnings = append(warnings, p)
		case known && o.Lenient:
			repairs = counted(repairs, rule, p)
		default:
			p.Repair = rule.Sentence
			remaining = append(remaining, p)
		}
	}
	slices.SortFunc(repairs, func(a, b Repair) int { return cmp.Compare(a.Kind, b.Kind) })
	return repairs, warnings, remaining
}

func counted(repairs []Repair, rule repair.Rule, p problem.Problem) []Repair {
	i := slices.IndexFunc(repairs, func(r Repair) bool { return r.Rule == rule.ID })
	if i < 0 {
		i, repairs = len(repairs), append(repairs, Repair{Rule: rule.ID, Kind: rule.Sentence, First: p})
	}
	repairs[i].Count++
	return repairs
}
