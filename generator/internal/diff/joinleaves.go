package diff

import (
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/demand"
)

// leaves adds what changed without changing anything, and what oasdiff did not see.
func (j *joiner) leaves(leaves []leaf) {
	var words []leaf
	sent := j.new.sent()
	for _, leaf := range leaves {
		switch {
		case leaf.words():
			words = append(words, leaf)
		case j.unseen(leaf):
			j.leaf(leaf, sent)
		}
	}
	j.addWords(words)
	for _, change := range j.referred {
		j.found(change, change.from, change.to)
	}
	for _, d := range j.drafts.all() {
		d.shorten()
	}
}

// leaf adds what oasdiff has no rule for.
func (j *joiner) leaf(leaf leaf, sent map[string]bool) {
	from, to := leaf.from, leaf.to
	if leaf.before == nil {
		from = j.old.canonicalIfExists(from)
	}
	if leaf.after == nil {
		to = j.new.canonicalIfExists(to)
	}
	d := j.at(from, to)
	d.leaves = append(d.leaves, leaf)
	d.add(leaf.fact())
	if _, isOperation := j.names.operations[j.nowOperation(d.subject.owner)]; isOperation {
		d.reaches(d.subject.owner)
	}
	d.refused = d.refused || d.subject.sent(sent) && leaf.demands(d.subject.kind)
	j.refer(d, leaf)
}

// demands reports whether requests that were sent as before may be refused.
func (l leaf) demands(of kind) bool {
	inJSON := of == parameterKind && l.keyword == "schema" && (l.before == nil || l.after == nil)
	return inJSON || demand.Tightened(l.keyword, l.before, l.after) || demand.SentOtherwise(l.keyword)
}

// nowOperation is what the new document calls an operation of the old one.
func (j *joiner) nowOperation(before string) string {
	for now, was := range j.names.operations {
		if was == before {
			return now
		}
	}
	return before
}

// sent reports whether requests are made of a subject; schemas are those that requests refer to.
func (s subject) sent(schemas map[string]bool) bool {
	switch s.kind {
	case parameterKind:
		return true
	case bodyKind:
		return strings.HasPrefix(s.name, "request")
	case schemaKind, propertyKind:
		return schemas[s.owner]
	default:
		return false
	}
}

// fact is what a leaf says. Where the API lives is no part of the code.
func (l leaf) fact() fact {
	switch {
	case l.keyword == "default":
		return fact{event: defaultChanged, text: l.String()}
	case l.keyword == "writeOnly" && l.after == true:
		return fact{event: unseenNow, text: l.String()}
	case l.keyword == "url":
		return fact{event: defaultChanged, text: l.String()}
	default:
		return fact{event: otherwise, text: l.String()}
	}
}

// shorten says by keywords what oasdiff says in sentences, once for each status that it finds it in.
func (d *draft) shorten() {
	isSentence := func(f fact) bool { return f.sentence }
	if len(d.leaves) == 0 || !slices.ContainsFunc(d.facts, isSentence) || slices.ContainsFunc(d.leaves, leaf.named) {
		return
	}
	d.facts = slices.DeleteFunc(d.facts, isSentence)
	for _, leaf := range d.leaves {
		if !d.says(leaf.keyword) {
			d.add(leaf.fact())
		}
	}
}

// says reports whether the facts say already what became of a keyword.
func (d *draft) says(keyword string) bool {
	switch keyword {
	case "required":
		return d.has(required) || d.has(optional) || d.has(added)
	case "enum":
		return d.has(valueAdded) || d.has(valueRemoved)
	case "type", "format":
		return d.has(retyped)
	default:
		return false
	}
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
	d.leaves = append(d.leaves, leaf)
	if d.from == "" && !d.has(added) {
		d.from = j.old.canonicalIfExists(from)
	}
	if d.to == "" && !d.has(removed) {
		d.to = j.new.canonicalIfExists(to)
	}
	j.refer(d, leaf)
	return false
}
