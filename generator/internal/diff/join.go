package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/compat"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// joiner brings together what was found about the same subject.
type joiner struct {
	old, new *side
	names    names
	drafts   drafts
	// types are the Go types that have another name now: new to old.
	types map[string]string
	// newTypes are the Go types of the new package by what they are about.
	newTypes map[subject]string
	// compat are both packages and the symbols that have another name now.
	compat compat.Input
	// plan declares these symbols in the new package, with the help of imports.
	plan    *compat.Plan
	imports map[string]string
	// uses is what a program uses; nil is that nobody asks. The drafts that it does not use are counted.
	uses      Uses
	untouched int
	about     map[subject][]string // the symbols that it uses, by what they are about
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
		if change.from == "" && change.to == "" && change.operation == "" {
			continue
		}
		from, to := j.places(change)
		d := j.at(from, to)
		if fact := change.fact(); fact.exact() {
			d.exactFrom, d.exactTo = cmp.Or(d.exactFrom, from), cmp.Or(d.exactTo, to)
		}
		d.add(change.fact())
		d.reaches(strings.Replace(change.operation, "GET /webhook ", "webhook ", 1))
		d.refused = d.refused || change.mayBeRefused()
		d.misread = d.misread || change.mayBeMisread()
		if !slices.Contains(d.rules, change.rule.Id) {
			d.rules = append(d.rules, change.rule.Id)
		}
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

// translated is a pointer of the old document in the new one's names.
func (j *joiner) translated(pointer string) string {
	file, tokens := tokensOf(pointer)
	if len(tokens) >= 3 && tokens[1] == "schemas" {
		for now, before := range j.names.schemas {
			if before == tokens[2] {
				tokens[2] = now
			}
		}
	}
	return join(file, tokens)
}

// complete finds the place in the other document of what is in both.
func (j *joiner) complete() {
	for _, d := range j.drafts.all() {
		if d.from == "" && !d.has(added) {
			d.from = j.old.find(d.subject)
		}
		if d.to == "" && !d.has(removed) {
			about := d.subject
			for now, before := range j.names.schemas {
				if before == about.owner {
					about.owner = now
				}
			}
			d.to = j.new.find(about)
		}
	}
}

// leaves adds what changed without changing anything, and what oasdiff did not see.
func (j *joiner) leaves(leaves []leaf) {
	var words []leaf
	for _, leaf := range leaves {
		if leaf.words() {
			words = append(words, leaf)
			continue
		}
		if !j.unseen(leaf) {
			continue
		}
		from, to := leaf.from, leaf.to
		if leaf.before == nil {
			from = j.old.canonicalIfExists(from)
		}
		if leaf.after == nil {
			to = j.new.canonicalIfExists(to)
		}
		j.at(from, to).add(fact{event: otherwise, text: leaf.String()})
	}
	j.addWords(words)
}

// unseen reports whether oasdiff said nothing about what a leaf is about. If it did, it may not have said where.
func (j *joiner) unseen(leaf leaf) bool {
	was, from := j.old.subject(leaf.from, names{})
	is, to := j.new.subject(leaf.to, j.names)
	if is.kind == otherKind && is.owner == "info" {
		return false // the report begins with the version
	}
	about := is
	if leaf.after == nil && leaf.keyword != "required" {
		about = was
	}
	d := j.drafts.find(about)
	if d == nil || len(d.rules) == 0 {
		return true
	}
	if d.from == "" && !d.has(added) {
		d.from = j.old.canonicalIfExists(from)
	}
	if d.to == "" && !d.has(removed) {
		d.to = j.new.canonicalIfExists(to)
	}
	return false
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
		d.add(fact{moved, "moved to " + now, now})
		d.reaches(before)
	}
	after := j.new.schemaPointers()
	before := j.old.schemaPointers()
	for now, was := range j.names.schemas {
		d := j.at(before[was], after[now])
		d.add(fact{renamed, "renamed to " + now, now})
	}
}

// pathPointer is where an operation's path stands, also if what is there is in another file.
func pathPointer(operation string) string {
	_, path, _ := strings.Cut(operation, " ")
	return load.Join("#/paths", path)
}

// renamedTypes finds the Go types that are about the same as one of another name was.
func (j *joiner) renamedTypes() {
	was := j.old.types(names{})
	j.types = map[string]string{}
	j.newTypes = j.new.types(j.names)
	for about, now := range j.newTypes {
		if before, ok := was[about]; ok && before != now {
			j.types[now] = before
		}
	}
}

// types are the names of the declared Go types by what they are about.
func (s *side) types(names names) map[subject]string {
	types := map[subject]string{}
	add := func(name string, doc ir.Doc, params bool) {
		about, _ := s.subject(s.canonical(doc.Pointer), names)
		if params {
			about.name = "params"
		}
		types[about] = name
	}
	for _, object := range s.api.Objects {
		add(object.Name, object.Doc, false)
	}
	for _, object := range s.api.Params {
		add(object.Name, object.Doc, true)
	}
	for _, union := range s.api.Unions {
		add(union.Name, union.Doc, false)
	}
	for _, enum := range s.api.Enums {
		add(enum.Name, enum.Doc, false)
	}
	for _, opaque := range s.api.Opaques {
		add(opaque.Name, opaque.Doc, false)
	}
	for _, list := range s.api.Lists {
		add(list.Name, list.Doc, false)
	}
	return types
}
