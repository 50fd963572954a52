package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/demand"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// advise says for each draft what to write instead.
func (j *joiner) advise() {
	if j.new.api == nil || j.old.api == nil {
		return
	}
	for _, d := range j.drafts.all() {
		if d.constant {
			d.advise("Nothing: the client writes the new value. A program that was built before writes the old one, and gets the variant as unknown.")
			continue
		}
		for _, fact := range d.facts {
			j.adviseOn(d, fact)
		}
		j.adviseRenamedSymbols(d)
		if d.incompatible() && len(d.instead) == 0 {
			j.adviseSymbols(d)
		}
		if len(d.instead) == 0 {
			d.adviseAnyway()
		}
	}
}

// adviseAnyway says what to do about a change that no code has to be written for.
func (d *draft) adviseAnyway() {
	switch {
	case d.refused && slices.ContainsFunc(d.leaves, func(l leaf) bool { return demand.Tightened(l.keyword, l.before, l.after) }):
		d.advise("Send only what the new document allows: Validate says what does not fit.")
	case d.refused:
		d.advise("Nothing: the client that is made anew sends what the new document says. What was built before may be refused.")
	case d.misread:
		d.advise("Nothing: the client that is made anew reads what the new document says. What was built before may misread it.")
	}
}

func (d *draft) advise(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if text != "" && !slices.Contains(d.instead, text) {
		d.instead = append(d.instead, text)
	}
}

func (j *joiner) adviseOn(d *draft, f fact) {
	switch f.event {
	case added:
		j.adviseAdded(d, f)
	case removed:
		j.adviseRemoved(d)
	case renamed:
		j.adviseRenamed(d)
	case moved:
		d.adviseMoved(f)
	case unseenNow:
		d.advise("Do not look for %s in answers: they have it no more.", lastName(d.subject.name))
	case required:
		j.adviseRequired(d)
	case optional:
		j.adviseOptional(d)
	case valueAdded:
		for _, name := range d.names("added") {
			d.advise("Handle %s where code switches over the values. A program that was built before keeps the value as it came.", name)
		}
	case valueRemoved:
		for _, name := range d.names("removed") {
			d.advise("Write another value for %s.", name)
		}
	case variantAdded, variantRemoved:
		j.adviseVariant(d, f)
	case defaultChanged:
		d.adviseDefault()
	case secured:
		j.adviseSecured(d)
	}
}

func (d *draft) adviseMoved(f fact) {
	if strings.Contains(f.text, writtenAs) {
		d.advise("Nothing: what stands between braces is not sent.")
		return
	}
	d.advise("Nothing: the client sends to the new path.")
}

func (d *draft) adviseDefault() {
	if d.from == serversAt {
		d.advise("Make the client with WithBaseURL where the old server is meant.")
		return
	}
	if slices.ContainsFunc(d.leaves, func(l leaf) bool { return l.keyword == "default" && l.before == nil }) {
		d.advise("Set the value where the new default is not what is meant.")
		return
	}
	d.advise("Set the value where the old default matters.")
}

func (j *joiner) adviseAdded(d *draft, f fact) {
	switch {
	case d.subject.kind == operationKind:
		for _, name := range d.names("added") {
			d.advise("Call %s.", name)
		}
	case f.detail == "required" && d.incompatible():
		j.adviseRequired(d)
	}
}

func (j *joiner) adviseRemoved(d *draft) {
	gone := strings.Join(d.names("removed"), ", ")
	switch {
	case d.subject.kind == headerKind:
		if gone != "" {
			d.advise("Do without %s.", gone)
		}
		d.advise("Do not look for %s in Response.Header.", d.subject.name)
	case gone == "":
	case d.subject.kind == propertyKind:
		d.advise("Do without %s. What the API still takes or sends under the name is in AdditionalProperties[%q].", gone, lastName(d.subject.name))
	default:
		d.advise("Do without %s.", gone)
	}
}

func lastName(path string) string { return path[strings.LastIndex(path, ".")+1:] }

// adviseRenamed pairs the symbols of one owner that went with those that came: what is left of GetSubject and GetTopic
// without Subject and Topic is the same.
func (j *joiner) adviseRenamed(d *draft) {
	gone, come := d.names("removed"), d.names("added")
	if len(gone) != len(come) {
		return
	}
	var pairs []string
	for i := range gone {
		pairs = append(pairs, fmt.Sprintf("%s for %s", come[i], gone[i]))
	}
	if len(pairs) > 0 {
		d.advise("Write %s.", strings.Join(pairs, ", "))
	}
}

func (j *joiner) adviseRenamedSymbols(d *draft) {
	var pairs []string
	for _, symbol := range d.symbols {
		if now, ok := strings.CutPrefix(symbol.Change, "renamed to "); ok {
			pairs = append(pairs, now+" for "+symbol.Name)
		}
	}
	slices.Sort(pairs)
	if len(pairs) > 0 {
		d.advise("Write %s.", strings.Join(pairs, ", "))
	}
}

func (j *joiner) adviseRequired(d *draft) {
	if object := j.made(d); object != nil {
		d.advise("Give %s to the constructor: %s.", lastName(d.subject.name), call(object))
	}
	if field := d.changed("*"); field != "" {
		d.advise("Use %s as a value: it is no pointer any more.", field)
	}
	if len(d.instead) == 0 && d.refused {
		d.advise("Set %s in every request.", d.subject.name)
	}
}

func (j *joiner) adviseOptional(d *draft) {
	if !d.incompatible() {
		return
	}
	if object := j.made(d); object != nil {
		d.advise("Leave %s out of the constructor, %s, and set it with its With method.", lastName(d.subject.name), call(object))
	}
	d.advise("Read the field with its Get method: it is a pointer now, nil where the value is absent.")
}

func (j *joiner) adviseVariant(d *draft, f fact) {
	union := j.goName(d.subject)
	if d.incompatible() && f.event == variantAdded {
		d.advise("Give Match%s a function for *%s, and type switches a case. A program that was built before gets it as Unknown.", union, f.detail)
	}
	if f.event == variantRemoved {
		d.advise("Drop *%s from type switches, and its function from Match%s.", f.detail, union)
	}
}

// adviseSecured compares the options of the client that the operations ask for.
func (j *joiner) adviseSecured(d *draft) {
	before, after := j.optionsOf(d)
	var come, gone []string
	for _, option := range after {
		if !slices.Contains(before, option) {
			come = append(come, option)
		}
	}
	for _, option := range before {
		if !slices.Contains(after, option) {
			gone = append(gone, option)
		}
	}
	switch {
	case len(come) > 0 && !d.refused:
		d.advise("Nothing: %s will do, too.", strings.Join(come, ", "))
	case len(come) > 0 && len(gone) > 0:
		d.advise("Make the client with %s instead of %s.", strings.Join(come, ", "), strings.Join(gone, ", "))
	case len(come) > 0:
		d.advise("Make the client with %s.", strings.Join(come, ", "))
	}
}

// optionsOf are the options of the client that the operations of a draft asked for, and ask for.
func (j *joiner) optionsOf(d *draft) (before, after []string) {
	before = options(j.old.api, d.operations, func(o string) string { return o })
	return before, options(j.new.api, d.operations, func(o string) string { return j.names.operation("paths", cutMethod(o), cutPath(o)) })
}

func cutMethod(operation string) string { method, _, _ := strings.Cut(operation, " "); return method }
func cutPath(operation string) string   { _, path, _ := strings.Cut(operation, " "); return path }

// options are the client options that set the credentials of some operations.
func options(api *ir.API, operations []string, oldName func(string) string) []string {
	var found []string
	for _, operation := range api.Operations {
		if !slices.Contains(operations, oldName(operation.Method+" "+operation.Path)) {
			continue
		}
		for _, alternative := range operation.Security {
			for _, scheme := range alternative {
				found = append(found, scheme.Option)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// adviseSymbols lists the symbols that changed, for want of better advice.
func (j *joiner) adviseSymbols(d *draft) {
	for _, symbol := range d.symbols {
		if before, after, ok := strings.Cut(strings.TrimPrefix(symbol.Change, "changed from "), " to "); ok && !symbol.Compatible {
			d.advise("%s is %s where it was %s.", symbol.Name, after, before)
		}
	}
	if gone := d.names("removed"); len(gone) > 0 && len(d.instead) == 0 {
		d.advise("Do without %s.", strings.Join(gone, ", "))
	}
}
