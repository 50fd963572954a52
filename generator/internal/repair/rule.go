// Package repair is the table of what is done about mistakes in documents that mean only one thing, or nothing that an SDK
// needs.
//
// Each row has an id, which [problem.Problem] carries, a sentence that says what is done, a predicate that finds the mistake
// and the action that mends it. Strict mode asks the same predicates: there, what they find is a problem that says that
// leniency would repair it.
package repair

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// ID names a rule.
type ID = string

// Rule says what is done about one kind of mistake. The columns below Warns are how it is found: a rule has those for the
// objects that the mistake is made in. Rules without any are found by who knows more: $refs by package source, examples by
// package load.
type Rule struct {
	ID ID
	// Finds says what the rule looks for, as the subject of a sentence.
	Finds string
	// Sentence says what is done about it, in the plural and without a full stop.
	Sentence string
	// Warns is set for rules that keep nobody from generating, leniently or not: what they find is a warning.
	Warns bool

	// value is what is read in place of a value of the wrong kind, as JSON, empty where nothing is.
	value func(Value) (text string, ok bool)

	document  on[*openapi3.T]
	info      on[infoAt]
	security  on[securityAt]
	server    on[serverAt]
	variable  on[variableAt]
	path      on[pathAt]
	operation on[operationAt]
	parameter on[parameterAt]
	status    on[statusAt]

	// refused finds what an error of kin-openapi is about, if that is the rule's. The object is nil where it is not known.
	refused func(err error, object any) []Finding
	// schema takes out of a schema what such an error is about, keep what is only another version's.
	schema func(schema *openapi3.Schema, err error)
	keep   func(schema *openapi3.Schema, modern bool)
	// object does so with other objects, and reports whether it could.
	object func(object any, err error) bool
}

// on is how a rule finds a mistake in objects of a kind, and what it does about it.
type on[T any] struct {
	find func(T) []Finding
	// mend reports whether nothing is left of the object. It is nil where what is found does no harm.
	mend func(T) (gone bool)
}

// Finding is a mistake in words for people.
type Finding struct {
	Message, Hint string
	// Key is where it is below the object that was looked at, empty for the object itself.
	Key string
	// Pointer is where it is if that is somewhere else.
	Pointer string
	// Rule is empty where nobody can tell what is meant.
	Rule ID
}

// found is what a predicate gives that is true.
func found(message, hint string) []Finding { return []Finding{{Message: message, Hint: hint}} }

// Of is the rule of an id.
func Of(id ID) (Rule, bool) {
	rules := Rules()
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == id })
	if id == "" || i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}
