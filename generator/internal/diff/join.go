package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/compat"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
)

// joiner brings together what was found about the same subject.
type joiner struct {
	old, new *side
	names    names
	drafts   drafts
	// types are the Go types that have another name now: new to old.
	types map[string]string
	// newTypes are the Go types of the new package by what they are about.
	newTypes map[subject]goType
	// compat are both packages and the symbols that have another name now.
	compat compat.Input
	// plan declares these symbols in the new package, with the help of imports.
	plan    *compat.Plan
	imports map[string]string
	// uses is what a program uses; nil is that nobody asks. The drafts that it does not use are counted.
	uses      Uses
	untouched int
	about     map[subject][]string // the symbols that it uses, by what they are about
	// note says why the packages were not compared; "" is that they were.
	note string
	// referred are the changes that are about a reference that leads elsewhere now.
	referred []wireChange
	// extracted are the parts of the old document that the new one has as a component, and the other way round.
	extracted map[subject]subject
}

func newJoiner(old, new *side, names names) *joiner {
	return &joiner{old: old, new: new, names: names,
		drafts: drafts{bySubject: map[subject]*draft{}, aliases: map[subject]subject{}}}
}

// at is the draft about what stands at a place of one or both documents.
func (j *joiner) at(from, to string) *draft {
	var d *draft
	if from != "" {
		about, pointer := j.old.subject(from, names{})
		d = j.drafts.of(about)
		if d.from == "" {
			d.from = pointer
		}
	}
	if to != "" {
		about, pointer := j.new.subject(to, j.names)
		if d == nil {
			d = j.drafts.of(about)
		}
		if d.to == "" {
			d.to = pointer
		}
	}
	return d
}

// wire adds what oasdiff found.
func (j *joiner) wire(changes []wireChange) {
	schemas := j.new.schemas()
	for _, change := range changes {
		if change.rule.Id == "api-schema-removed" && schemas[change.arg(0)] != nil {
			continue // it is in another file now
		}
		if change.from == "" && change.to == "" && change.operation == "" || change.seenAsLeaf() {
			continue
		}
		from, to := j.places(change)
		if !j.elsewhere(change, from, to) {
			j.found(change, from, to)
		}
	}
}

// found adds what oasdiff found at a place of one or both documents.
func (j *joiner) found(change wireChange, from, to string) {
	d := j.at(from, to)
	if fact := change.fact(); fact.exact() {
		d.exactFrom, d.exactTo = cmp.Or(d.exactFrom, from), cmp.Or(d.exactTo, to)
	}
	d.add(change.fact())
	d.means(change)
}

// means adds what a change means for programs.
func (d *draft) means(change wireChange) {
	d.reaches(strings.Replace(change.operation, "GET /webhook ", "webhook ", 1))
	d.refused = d.refused || change.mayBeRefused()
	d.misread = d.misread || change.mayBeMisread()
	if !slices.Contains(d.rules, change.rule.Id) {
		d.rules = append(d.rules, change.rule.Id)
	}
}

// places are where a change is. One about the list of required properties is about the property.
func (j *joiner) places(change wireChange) (from, to string) {
	from, to = j.old.requiredProperty(change.from), j.new.requiredProperty(change.to)
	if from == "" && to == "" {
		from = j.old.canonical(operationPointer(change.operation))
	}
	// What became required or optional was there before, and is still there.
	if id := change.rule.Id; strings.Contains(id, "became-") {
		from, to = j.counterpart(from, to)
	}
	return from, to
}

// counterpart finds the place in the other document by the names on the way.
func (j *joiner) counterpart(from, to string) (string, string) {
	if from == "" {
		about, _ := j.new.subject(to, j.names)
		from = j.old.find(about)
	}
	if to == "" && from != "" {
		to = j.new.canonicalIfExists(j.translated(from))
	}
	return from, to
}

// complete finds the place in the other document of what is in both.
func (j *joiner) complete() {
	for _, d := range j.drafts.all() {
		j.completeDraft(d)
	}
}

func (j *joiner) completeDraft(d *draft) {
	if d.from == "" && !d.has(added) {
		d.from = j.old.find(d.subject)
	}
	if d.to == "" && !d.has(removed) {
		about := j.nowCalled(d.subject)
		if about.kind == operationKind {
			about.owner = j.nowOperation(about.owner)
		}
		d.to = j.new.find(about)
	}
}

// addWords makes one row of all changes of descriptions and examples.
func (j *joiner) addWords(words []leaf) {
	if len(words) == 0 {
		return
	}
	d := j.drafts.of(subject{kind: otherKind, owner: "descriptions"})
	d.from, d.to, d.wordsOnly = words[0].from, words[0].to, true
	for _, leaf := range words {
		about, _ := j.new.subject(leaf.to, j.names)
		text := fmt.Sprintf("%s, %s", about, j.new.place(leaf.to))
		if leaf.keyword != "description" {
			text += ", " + leaf.keyword
		}
		d.add(fact{event: otherwise, text: text})
	}
}

// moves adds the operations that are elsewhere and the schemas that are called otherwise.
func (j *joiner) moves() {
	for now, before := range j.names.operations {
		if now == before {
			continue
		}
		d := j.drafts.of(subject{kind: operationKind, owner: before})
		d.from, d.to = pathPointer(before), pathPointer(now)
		d.add(fact{event: moved, text: movedText(now, before), detail: now})
		d.reaches(before)
	}
	after := j.new.schemaPointers()
	before := j.old.schemaPointers()
	for now, was := range j.names.schemas {
		d := j.at(before[was], after[now])
		d.add(fact{event: renamed, text: "renamed to " + now, detail: now})
	}
}

// writtenAs begins what is said of an operation whose path is sent as before.
const writtenAs = "is written "

// movedText says where an operation is now. What stands between braces in a path is never sent.
func movedText(now, before string) string {
	if placeholder.ReplaceAllString(now, "{}") == placeholder.ReplaceAllString(before, "{}") {
		return writtenAs + now
	}
	return "moved to " + now
}

// pathPointer is where an operation's path stands, also if what is there is in another file.
func pathPointer(operation string) string {
	_, path, _ := strings.Cut(operation, " ")
	return load.Join("#/paths", path)
}
