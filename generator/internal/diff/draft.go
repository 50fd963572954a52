package diff

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// draft is a row in the making: all that was found about one subject.
type draft struct {
	subject  subject
	from, to string // pointers of the subject
	// exactFrom and exactTo lead to what changed within it, where that says more.
	exactFrom, exactTo string
	facts              []fact
	leaves             []leaf // the keywords that changed
	operations         []string
	rules              []string
	symbols            []Symbol
	refused            bool
	misread            bool
	instead            []string
	// wordsOnly means that nothing but words changed.
	wordsOnly bool
	// constant means that the subject is the property that tells a variant apart.
	constant bool
}

func (d *draft) add(f fact) {
	if f.text != "" && !slices.ContainsFunc(d.facts, func(known fact) bool { return known.text == f.text }) {
		d.facts = append(d.facts, f)
	}
}

func (d *draft) has(e event) bool {
	return slices.ContainsFunc(d.facts, func(f fact) bool { return f.event == e })
}

// only reports whether nothing else happened.
func (d *draft) only(e event) bool {
	return len(d.facts) > 0 && !slices.ContainsFunc(d.facts, func(f fact) bool { return f.event != e })
}

func (d *draft) incompatible() bool {
	return slices.ContainsFunc(d.symbols, func(s Symbol) bool { return !s.Compatible })
}

func (d *draft) reaches(operation string) {
	if operation != "" && !slices.Contains(d.operations, operation) {
		d.operations = append(d.operations, operation)
	}
}

// drafts are the rows in the making by subject.
type drafts struct {
	bySubject map[subject]*draft
	// aliases are the subjects that were joined with another.
	aliases map[subject]subject
}

func (d *drafts) find(s subject) *draft {
	if alias, ok := d.aliases[s]; ok {
		s = alias
	}
	return d.bySubject[s]
}

// of is the draft about a subject, a new one if there is none.
func (d *drafts) of(s subject) *draft {
	found := d.find(s)
	if found == nil {
		found = &draft{subject: s}
		d.bySubject[s] = found
	}
	return found
}

// drop forgets a draft. What is found about its subject later goes to another's.
func (d *drafts) drop(dropped, instead *draft) {
	delete(d.bySubject, dropped.subject)
	d.aliases[dropped.subject] = instead.subject
}

// all are the drafts in the order of their subjects.
func (d *drafts) all() []*draft {
	return slices.SortedFunc(maps.Values(d.bySubject), func(a, b *draft) int {
		return cmp.Or(
			cmp.Compare(a.subject.owner, b.subject.owner),
			cmp.Compare(a.subject.name, b.subject.name),
			cmp.Compare(a.subject.kind, b.subject.kind),
		)
	})
}

// verdict returns what the draft means.
func (d *draft) verdict() Verdict {
	switch {
	case d.wordsOnly:
		return Nothing
	case d.refused || d.misread:
		return Breaking
	case d.incompatible() && d.onlyNeedsCases():
		return Variant
	case d.incompatible():
		return Breaking
	case d.has(defaultChanged), d.has(unseenNow), d.subject.kind == headerKind && d.has(removed):
		return Behavior
	default:
		return Additive
	}
}

// onlyNeedsCases reports whether a variant was added, and code stops compiling for nothing but its missing case.
func (d *draft) onlyNeedsCases() bool {
	return d.has(variantAdded) && !d.has(variantRemoved) && !slices.ContainsFunc(d.symbols, func(s Symbol) bool {
		return !s.Compatible && !strings.HasPrefix(s.Name, "Match")
	})
}

// changes says what changed: the facts or, where no part of the document says it, that the symbols did.
func (d *draft) changes() []string {
	var changes []string
	for _, fact := range d.facts {
		changes = append(changes, fact.text)
	}
	switch {
	case len(changes) > 0:
		return changes
	case len(d.symbols) > 0 && !slices.ContainsFunc(d.symbols, func(s Symbol) bool { return !strings.HasPrefix(s.Change, "renamed to ") }):
		return []string{"its names in Go changed"}
	case len(d.symbols) > 0:
		return []string{"the Go code for it changed"}
	default:
		return []string{"changed"}
	}
}

// row finishes the draft.
func (d *draft) row(old, new *side) Row {
	r := Row{
		ID: anchor(d.subject.String()), Subject: d.subject.String(),
		Operations: slices.Sorted(slices.Values(d.operations)),
		Symbols:    d.symbols, Verdict: d.verdict(), StopsCompiling: d.incompatible(),
		MayBeRefused: d.refused, MayBeMisread: d.misread, Instead: d.instead,
		Rules: slices.Sorted(slices.Values(d.rules)), Changes: d.changes(),
	}
	if from := cmp.Or(d.exactFrom, d.from); from != "" {
		r.From = old.place(from)
	}
	if to := cmp.Or(d.exactTo, d.to); to != "" {
		r.To = new.place(to)
	}
	slices.SortFunc(r.Symbols, func(a, b Symbol) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Change, b.Change))
	})
	return r
}

// anchor makes a name fit for the fragment of a link.
func anchor(name string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(name) {
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '_':
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-.")
}
