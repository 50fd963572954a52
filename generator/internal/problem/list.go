package problem

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problems are all problems of a document, sorted by position. As an error they read one per line.
type Problems []Problem

// Error gives one problem per line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives each problem to errors.Is and errors.As.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

// List collects problems. The zero value is an empty list.
type List struct {
	problems Problems
}

// Add appends problems.
func (l *List) Add(problems ...Problem) {
	l.problems = append(l.problems, problems...)
}

// Addf appends a problem without a hint whose message is formatted as by [fmt.Sprintf].
func (l *List) Addf(pos Position, pointer, format string, args ...any) {
	l.Add(Problem{Pos: pos, Pointer: pointer, Message: fmt.Sprintf(format, args...)})
}

// Len is the number of problems added so far.
func (l *List) Len() int { return len(l.problems) }

// Repaired reports whether there are problems behind the first n, and all of them are repaired.
func (l *List) Repaired(n int) bool {
	return len(l.problems) > n && !slices.ContainsFunc(l.problems[n:], func(p Problem) bool { return p.Rule == "" })
}

// Problems are the problems added so far, sorted by position and each only once: what YAML repeats by an alias stands
// at one place and has many pointers.
func (l *List) Problems() Problems {
	sorted := slices.Clone(l.problems)
	slices.SortStableFunc(sorted, compare)
	return slices.CompactFunc(sorted, func(a, b Problem) bool { return a.Pos == b.Pos && a.Message == b.Message })
}

// Err gives the problems as [Problems], or nil when there is none.
func (l *List) Err() error {
	if len(l.problems) == 0 {
		return nil
	}
	return l.Problems()
}

// compare goes on to the texts, so that the order does not depend on the order in which maps were walked.
func compare(a, b Problem) int {
	return cmp.Or(
		a.Pos.Compare(b.Pos),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Pointer, b.Pointer),
		cmp.Compare(a.Hint, b.Hint),
	)
}
