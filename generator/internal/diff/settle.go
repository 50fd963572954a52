package diff

import (
	"encoding/json"
	"slices"
	"strings"
)

// joinRenamedProperties takes a property that went and one that came, in the same schema and with the same words and
// type, for one that was renamed.
func (j *joiner) joinRenamedProperties() {
	all := j.drafts.all()
	for _, gone := range all {
		if gone.subject.kind != propertyKind || !gone.only(removed) {
			continue
		}
		var candidates []*draft
		for _, come := range all {
			if come.subject.kind == propertyKind && come.only(added) && come.subject.owner == gone.subject.owner &&
				same(j.old.value(gone.from), j.new.value(come.to)) {
				candidates = append(candidates, come)
			}
		}
		if len(candidates) == 1 {
			j.joinRenamed(gone, candidates[0])
		}
	}
}

func (j *joiner) joinRenamed(gone, come *draft) {
	name := come.subject.name
	gone.facts = []fact{{renamed, "renamed to " + name, name}}
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
			if union.only(tagChanged) && j.refersTo(union, d.subject.owner) {
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
	d.facts = []fact{{tagChanged, "its only value changed from " + before + " to " + after, before}}
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
		all.add(fact{moved, d.subject.String() + " " + d.facts[0].text, ""})
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

// refersTo reports whether a union has a schema among its variants.
func (j *joiner) refersTo(union *draft, schema string) bool {
	data, _ := json.Marshal(j.old.value(union.from)) // of JSON, which can be written again
	return strings.Contains(string(data), "#/components/schemas/"+schema+`"`)
}
