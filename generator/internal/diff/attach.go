package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// attach gives each change of a Go symbol to the row about what the symbol comes from. What is about nothing in
// particular gets a row of its own, so that nothing is left out.
func (j *joiner) attach(changes []goChange, renamedSymbols map[string]string) {
	for now, before := range renamedSymbols {
		d := j.ofSymbol(before, now)
		d.symbols = append(d.symbols, Symbol{Name: before, Change: "renamed to " + now})
	}
	for _, change := range changes {
		for _, d := range j.concerned(change) {
			d.symbols = append(d.symbols, Symbol{Name: change.symbol, Change: change.what, Compatible: change.compatible})
		}
	}
}

// concerned are the drafts that a change of a symbol belongs to.
func (j *joiner) concerned(change goChange) []*draft {
	if constructor := naming.Constructed(change.symbol); constructor != "" {
		if found := j.arguments(constructor); len(found) > 0 {
			return found
		}
	}
	about, known := j.aboutSymbol(change.symbol)
	if !known {
		d := j.drafts.of(subject{kind: otherKind, owner: "Go symbol " + change.symbol})
		d.add(fact{event: otherwise, text: change.what})
		return []*draft{d}
	}
	if d := j.drafts.find(about); d != nil {
		return []*draft{d}
	}
	var parts []*draft
	for _, d := range j.drafts.all() {
		// That parameters have a struct now is about the first of them.
		if d.subject.within(about) && (!change.compatible || about.kind == operationKind && j.inBoth(about) || d.subject.kind == parameterKind && j.isParams(change.symbol)) {
			parts = append(parts, d)
		}
	}
	if len(parts) > 0 {
		return parts[:1]
	}
	return []*draft{j.ownRow(change)}
}

// inBoth reports whether both documents have an operation: a method that it gains is about what it takes or answers.
func (j *joiner) inBoth(about subject) bool {
	return j.old.find(about) != "" && j.new.find(subject{kind: operationKind, owner: j.nowOperation(about.owner)}) != ""
}

// isParams reports whether a symbol is the struct of an operation's parameters, or its constructor.
func (j *joiner) isParams(symbol string) bool {
	return strings.HasPrefix(j.new.symbols[j.newName(symbol)].Role, "params")
}

// ownRow is the row of a thing that only the packages tell about, such as a schema that is new.
func (j *joiner) ownRow(change goChange) *draft {
	now := j.newName(change.symbol)
	if renamed, ok := j.compat.Renamed[change.symbol]; ok {
		now = renamed
	}
	d := j.ofSymbol(change.symbol, now)
	j.completeDraft(d)
	if d.from == "" || d.to == "" {
		event := added
		if d.to == "" {
			event = removed
		}
		d.add(fact{event: event, text: string(event)})
	}
	return d
}

// newName is what the new package calls a symbol of the old one.
func (j *joiner) newName(symbol string) string {
	owner, member, isMember := strings.Cut(symbol, ".")
	for now, before := range j.types {
		if before == owner {
			owner = now
		}
	}
	if isMember {
		return owner + "." + member
	}
	return owner
}

// aboutSymbol is the subject that a symbol comes from.
func (j *joiner) aboutSymbol(symbol string) (subject, bool) {
	if pointer, ok := j.new.symbols.Pointer(j.newName(symbol)); ok {
		if about, at := j.new.subject(j.new.canonical(pointer), j.names); at != "#" {
			return about, true
		}
	}
	if pointer, ok := j.old.symbols.Pointer(symbol); ok {
		about, _ := j.old.subject(j.old.canonical(pointer), names{})
		return about, true
	}
	return subject{}, false
}

// ofSymbol is the draft about what a symbol comes from, with its places in both documents.
func (j *joiner) ofSymbol(before, now string) *draft {
	from, to := j.old.symbols[before].Pointer, j.new.symbols[now].Pointer
	if from == "" && to == "" {
		from, _ = j.old.symbols.Pointer(before)
		to, _ = j.new.symbols.Pointer(now)
	}
	if from != "" {
		from = j.old.canonical(from)
	}
	if to != "" {
		to = j.new.canonical(to)
	}
	if from == "" && to == "" {
		return j.drafts.of(subject{kind: otherKind, owner: "Go symbol " + before})
	}
	return j.at(from, to)
}

// arguments are the drafts about the properties that a constructor takes in only one of the packages.
func (j *joiner) arguments(typeName string) []*draft {
	old, new := j.old.object(typeName), j.new.object(j.newName(typeName))
	if old == nil || new == nil {
		return nil
	}
	var found []*draft
	for _, difference := range []struct {
		side   *side
		own    []*ir.Field
		others []*ir.Field
		names  names
	}{{j.old, old.Constructor, new.Constructor, names{}}, {j.new, new.Constructor, old.Constructor, j.names}} {
		for _, field := range difference.own {
			if slices.ContainsFunc(difference.others, func(other *ir.Field) bool { return other.JSON == field.JSON }) {
				continue
			}
			about, _ := difference.side.subject(difference.side.canonical(field.Doc.Pointer), difference.names)
			if d := j.drafts.find(about); d != nil && !slices.Contains(found, d) {
				found = append(found, d)
			}
		}
	}
	return found
}

func (s *side) object(name string) *ir.Object {
	for _, object := range slices.Concat(s.api.Objects, s.api.Params) {
		if object.Name == name {
			return object
		}
	}
	return nil
}

// swappedArguments adds the functions and methods whose arguments changed places without changing types: code that calls
// them compiles and means something else.
func (j *joiner) swappedArguments() {
	for _, change := range j.plan.Changed {
		if len(change.Before) == 0 {
			continue
		}
		before, after := shownArguments(change.Before), shownArguments(change.After)
		d := j.ofSymbol(j.oldSymbol(change.Name), change.Name)
		d.add(fact{event: reordered, text: fmt.Sprintf("the arguments of %s changed places: (%s) became (%s)", change.Name, before, after)})
		d.misread = true
		d.instead = append(d.instead, fmt.Sprintf("Look at every call of %s: where types are the same, the compiler does not notice.", change.Name))
	}
}

// oldSymbol is what the old package calls a symbol of the new one's.
func (j *joiner) oldSymbol(now string) string {
	for before, renamed := range j.compat.Renamed {
		if renamed == now {
			return before
		}
	}
	return now
}

// shownArguments leaves out what every method takes.
func shownArguments(names []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "ctx" || name == "options" }), ", ")
}

func argumentNames(fields []*ir.Field) []string {
	var names []string
	for _, field := range fields {
		names = append(names, field.Arg)
	}
	return names
}
