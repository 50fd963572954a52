package diff

import (
	"encoding/json"
	"slices"
	"strings"
)

// joinRenamedParts takes a property, parameter or header that went and one that came, in the same schema or operation and
// with the same words and type, for one that was renamed.
func (j *joiner) joinRenamedParts() {
	all := j.drafts.all()
	for _, gone := range all {
		if !gone.subject.hasName() || !gone.only(removed) {
			continue
		}
		var candidates []*draft
		for _, come := range all {
			if come.subject.kind == gone.subject.kind && come.only(added) && come.subject.owner == gone.subject.owner &&
				same(without(j.old.value(gone.from), "name"), without(j.new.value(come.to), "name")) {
				candidates = append(candidates, come)
			}
		}
		if len(candidates) == 1 && j.rivals(gone, candidates[0]) == 1 {
			j.joinRenamed(gone, candidates[0])
		}
	}
}

// joinMovedParameters takes a parameter that is sent in another place for one, and not for two of the same name.
func (j *joiner) joinMovedParameters() {
	for _, d := range j.drafts.all() {
		if d.subject.kind != parameterKind || !d.has(added) || !d.has(removed) {
			continue
		}
		from, was := sentIn(j.old.parameters(operationPointer(d.subject.owner)), d.subject.name)
		to, is := sentIn(j.new.parameters(operationPointer(j.nowOperation(d.subject.owner))), d.subject.name)
		if was != "" && is != "" && was != is {
			d.facts = []fact{{event: otherwise, text: "moved from " + was + " to " + is}}
			d.from, d.to, d.refused = from, to, true
		}
	}
}

// sentIn is where a parameter stands, and where it is sent.
func sentIn(parameters map[string]parameterAt, name string) (at, in string) {
	for key, parameter := range parameters {
		if place, found := strings.CutSuffix(key, " "+name); found {
			return parameter.pointer, place
		}
	}
	return "", ""
}

// rivals counts what went that the same part may be the new name of.
func (j *joiner) rivals(gone, come *draft) (count int) {
	for _, d := range j.drafts.all() {
		if d.subject.kind == gone.subject.kind && d.subject.owner == gone.subject.owner && d.only(removed) &&
			same(without(j.old.value(d.from), "name"), without(j.new.value(come.to), "name")) {
			count++
		}
	}
	return count
}

// hasName reports whether a subject is a part that may get another name.
func (s subject) hasName() bool {
	return s.kind == propertyKind || s.kind == parameterKind || s.kind == headerKind
}

func (j *joiner) joinRenamed(gone, come *draft) {
	name := come.subject.name
	gone.facts = []fact{{event: renamed, text: "renamed to " + name, detail: name}}
	gone.to = come.to
	gone.rules = append(gone.rules, come.rules...)
	for _, rule := range gone.rules {
		gone.refused = gone.refused || strings.HasPrefix(rule, "request-") || strings.HasPrefix(rule, "new-required-request-")
		gone.misread = gone.misread || strings.HasPrefix(rule, "response-") // the value is where nobody looks
	}
	for _, operation := range come.operations {
		gone.reaches(operation)
	}
	j.drafts.drop(come, gone)
}

// same reports whether two parts of documents say the same, in the same words.
func same(a, b any) bool {
	before, _ := json.Marshal(a) // of JSON, which can be written again
	after, _ := json.Marshal(b)
	return a != nil && string(before) == string(after)
}

// joinTags brings the value that tells a variant apart together: in the variant's property, and in the union's mapping.
func (j *joiner) joinTags() {
	for _, d := range j.drafts.all() {
		if d.subject.kind != propertyKind || !j.constant(d) {
			continue
		}
		d.tag()
		for _, union := range j.drafts.all() {
			if union.only(tagChanged) && refersTo(j.old.value(union.from), d.subject.owner) {
				d.rules = append(d.rules, union.rules...)
				j.drafts.drop(union, d)
			}
		}
	}
	for _, d := range j.drafts.all() {
		// That a variant came or went says that its value did.
		if d.has(variantAdded) || d.has(variantRemoved) {
			d.facts = slices.DeleteFunc(d.facts, func(f fact) bool { return f.event == tagChanged })
		}
	}
}

// tag says what became of the value that tells a variant apart.
func (d *draft) tag() {
	var before, after string
	for _, f := range d.facts {
		switch f.event {
		case valueRemoved:
			before = f.detail
		case valueAdded:
			after = f.detail
		}
	}
	d.constant = true
	d.facts = []fact{{event: tagChanged, text: "its only value changed from " + before + " to " + after, detail: before}}
}

// joinMoves makes one row of the operations that moved and did nothing else.
func (j *joiner) joinMoves() {
	var all *draft
	for _, d := range j.drafts.all() {
		if !d.only(moved) || len(d.symbols) > 0 {
			continue
		}
		if all == nil {
			all = j.drafts.of(subject{kind: otherKind, owner: "operations"})
			all.from, all.to = d.from, d.to
		}
		all.add(fact{event: moved, text: d.subject.String() + " " + d.facts[0].text})
		j.drafts.drop(d, all)
	}
}

// constant reports whether a draft is about a property that has had, and has, a single legal value.
func (j *joiner) constant(d *draft) bool {
	return d.has(valueAdded) && d.has(valueRemoved) && single(j.old.value(d.from)) && single(j.new.value(d.to))
}

func single(schema any) bool {
	values, _ := child(schema, "enum").([]any)
	return len(values) == 1
}

// refersTo reports whether a part of a document refers to a schema.
func refersTo(value any, schema string) bool {
	data, _ := json.Marshal(value) // of JSON, which can be written again
	return strings.Contains(string(data), "#/components/schemas/"+schema+`"`)
}
