// Package repair is the list of what is done about mistakes in documents that mean only one thing, or nothing that an SDK
// needs.
//
// Each rule has an id, which [problem.Problem] carries, and a sentence that says what is done. What a rule finds is found in
// strict mode, too, where it is a problem that says that leniency would repair it.
package repair

import (
	"slices"
)

// ID names a rule.
type ID = string

// Rule says what is done about one kind of mistake.
type Rule struct {
	ID ID
	// Finds says what the rule looks for, as the subject of a sentence.
	Finds string
	// Sentence says what is done about it, in the plural and without a full stop.
	Sentence string
	// Warns is set for rules that keep nobody from generating, leniently or not: what they find is a warning.
	Warns bool
}

// Of is the rule of an id.
func Of(id ID) (Rule, bool) {
	rules := Rules()
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == id })
	if id == "" || i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}
