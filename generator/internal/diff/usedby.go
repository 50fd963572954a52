package diff

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Uses are the places where a program uses each symbol of the old package.
type Uses map[string][]string

// touches are the places of a program that a draft is about: those that use its Go symbols and, where it is about what is
// sent or answered, those that call its operations.
func (j *joiner) touches(d *draft, uses Uses) []string {
	if d.wordsOnly {
		return nil
	}
	related := slices.Clone(j.symbolsAbout(d.subject, uses))
	for _, symbol := range d.symbols {
		related = append(related, symbol.Name)
	}
	if !hasSymbols(d.subject) || d.refused || d.subject.kind == headerKind || d.subject.kind == parameterKind {
		related = append(related, j.methods(d.operations)...)
	}
	places := map[string]bool{}
	for _, symbol := range related {
		for _, place := range uses[symbol] {
			places[place] = true
		}
	}
	return slices.Sorted(maps.Keys(places))
}

// symbolsAbout are the symbols that a program uses and that come from a part of the document.
func (j *joiner) symbolsAbout(about subject, uses Uses) []string {
	if j.about == nil {
		j.about = map[subject][]string{}
		for name := range uses {
			if origin := j.old.symbols[name]; origin.Pointer != "" {
				from, _ := j.old.subject(j.old.canonical(origin.Pointer), names{})
				j.about[from] = append(j.about[from], name)
			}
		}
	}
	return j.about[about]
}

// hasSymbols reports whether Go has names of its own for a subject.
func hasSymbols(about subject) bool {
	return about.kind == schemaKind || about.kind == propertyKind
}

// methods are those of the old package that send some operations.
func (j *joiner) methods(operations []string) []string {
	if j.old.api == nil {
		return nil
	}
	var found []string
	for _, operation := range j.old.api.Methods() {
		if slices.Contains(operations, operation.Method+" "+operation.Path) {
			found = append(found, MethodsOf(operation)...)
		}
	}
	return found
}

// MethodsOf are the methods that send an operation, as Type.Method.
func MethodsOf(operation *ir.Operation) []string {
	receiver := operation.Receiver() + "."
	methods := []string{receiver + operation.Call}
	if pages := operation.Pagination; pages != nil {
		methods = append(methods, receiver+pages.Items, receiver+pages.Pages)
	}
	return methods
}

// keep drops the drafts that touch nothing of a program, and says how many these are.
func (j *joiner) keep(r *Report, row Row, d *draft) bool {
	if j.uses == nil {
		r.Rows = append(r.Rows, row)
		return true
	}
	if row.UsedAt = j.touches(d, j.uses); len(row.UsedAt) == 0 {
		j.untouched++
		return false
	}
	r.Rows = append(r.Rows, row)
	return true
}

func (j *joiner) noteUntouched(r *Report) {
	r.Untouched = j.untouched
	if j.untouched > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("Changes that touch nothing the program uses: %d.", j.untouched))
	}
}
