// Package problem says what is wrong with a document: where, what, why, and what to do about it.
//
// Every stage that looks at the document collects its problems in a [List], so that somebody with ten mistakes in a
// document learns of all ten in one run.
package problem

import (
	"cmp"
	"fmt"
)

// Position is a place in a document. Line and Column count from 1; zero means that the place within the file is unknown.
type Position struct {
	// File is the document's name as it was given on the command line, or next to it for a file that it refers to.
	File   string
	Line   int
	Column int
}

// String gives file:line, the form that editors and terminals turn into a link.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// At gives file:line, and a value's JSON pointer where the line alone does not say where it is.
func (p Position) At(pointer string) string {
	minified := p.Line == 1 && p.Column > 1 || p.Column >= longLine
	if len(pointer) > 1 && (p.Line == 0 || minified) {
		return p.String() + " " + pointer
	}
	return p.String()
}

// Compare orders positions by file, line and column.
func (p Position) Compare(other Position) int {
	return cmp.Or(
		cmp.Compare(p.File, other.File),
		cmp.Compare(p.Line, other.Line),
		cmp.Compare(p.Column, other.Column),
	)
}

// Problem is one thing that somebody has to change in a document.
type Problem struct {
	Pos Position
	// Pointer is the JSON pointer of the offending value ("#/components/schemas/Message"), empty where there is none,
	// as in a file that does not parse.
	Pointer string
	// Message says what is wrong and why: "what: why". One line.
	Message string
	// Hint says what to do about it, as an imperative. One line, may be empty.
	Hint string
	// Rule is the id of the rule that the problem is about, empty where there is none: see package repair.
	Rule string
	// Repair is what --lenient does about it, in the plural: "path parameters are required". Empty where only somebody who
	// knows the API can mend it.
	Repair string
}

// longLine is the column from which on a line does not say where something is: documents can have one line.
const longLine = 400

// Error gives "file:line: message; hint", and behind the line the JSON pointer where the line is a long one, or not known.
func (p Problem) Error() string {
	text := p.Message
	if p.Pos.File != "" {
		text = p.Place() + ": " + text
	}
	if p.Hint != "" {
		text += "; " + p.Hint
	}
	return text
}

// Place gives file:line, and the JSON pointer where the line alone does not say where something is.
func (p Problem) Place() string { return p.Pos.At(p.Pointer) }
