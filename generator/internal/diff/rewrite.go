package diff

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rewrite is code before and after a change. Nothing after means that there is nothing to write instead.
type Rewrite struct {
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// rewrites say in code what to write instead.
func (j *joiner) rewrites(d *draft) []Rewrite {
	if j.compat.Old == nil {
		return nil
	}
	var found []Rewrite
	add := func(before, after string) {
		if r := (Rewrite{before, after}); before != after && !slices.Contains(found, r) {
			found = append(found, r)
		}
	}
	for _, symbol := range d.symbols {
		add(j.symbolRewrite(symbol))
	}
	for _, f := range d.facts {
		add(j.factRewrite(d, f))
	}
	for _, change := range j.plan.Changed {
		if len(change.Before) > 0 && d.has(reordered) && j.drafts.of(d.subject) == j.ofSymbol(j.oldSymbol(change.Name), change.Name) {
			add(code(j.compat.Old, j.oldSymbol(change.Name), change.Name), code(j.compat.New, change.Name, change.Name))
		}
	}
	return found
}

// symbolRewrite is how a symbol that changed was used, and is.
func (j *joiner) symbolRewrite(symbol Symbol) (before, after string) {
	if symbol.Compatible {
		return "", ""
	}
	now, renamed := j.compat.Renamed[symbol.Name]
	if !renamed {
		now = symbol.Name
		if owner, member, ok := strings.Cut(now, "."); ok {
			now = j.newName(owner) + "." + member
		}
	}
	before = code(j.compat.Old, symbol.Name, symbol.Name)
	if symbol.Change == "removed" || before == "" {
		return before, ""
	}
	after = code(j.compat.New, now, j.shown(now))
	if before == after {
		before, after = withType(j.compat.Old, symbol.Name, before), withType(j.compat.New, now, after)
	}
	return before, after
}

// factRewrite is about what no symbol says.
func (j *joiner) factRewrite(d *draft, f fact) (before, after string) {
	switch {
	case f.event == valueAdded && len(d.names("added")) > 0:
		return "", "case " + strings.Join(d.names("added"), ", ") + ":"
	case f.event == removed && d.subject.kind == headerKind:
		return fmt.Sprintf("response.Header.Get(%q)", d.subject.name), ""
	case f.event == defaultChanged:
		old, _, _ := strings.Cut(strings.TrimPrefix(f.text, "default changed from "), " to ")
		for name, origin := range j.old.symbols {
			if origin.Role == "fieldWith" && strings.HasSuffix(origin.Pointer, strings.TrimPrefix(d.from, "#")) && d.from != "" {
				owner, setter, _ := strings.Cut(name, ".")
				return "New" + owner + "()", "New" + owner + "()." + setter + "(" + old + ")"
			}
		}
	}
	return "", ""
}

// code is how a symbol is used: called with the names of its parameters, or selected. Shown is how users reach it.
func code(p *types.Package, symbol, shown string) string {
	owner, name, isMember := strings.Cut(symbol, ".")
	object := p.Scope().Lookup(owner)
	if object == nil {
		return ""
	}
	text := shown
	if isMember {
		object, _, _ = types.LookupFieldOrMethod(types.NewPointer(object.Type()), true, p, name)
		owner, rest, _ := strings.Cut(shown, ".")
		text = lower(owner) + "." + rest
	}
	if function, ok := object.(*types.Func); ok {
		return text + "(" + strings.Join(arguments(function.Signature()), ", ") + ")"
	}
	return text
}

// arguments are the names of a function's parameters but for the options of the call.
func arguments(signature *types.Signature) []string {
	var names []string
	for parameter := range signature.Params().Variables() {
		if parameter.Name() != "options" {
			names = append(names, parameter.Name())
		}
	}
	return names
}

// withType adds the type of a field or a result, where only that is different.
func withType(p *types.Package, symbol, text string) string {
	object := p.Scope().Lookup(symbol)
	kind := types.Type(types.Typ[types.Invalid])
	if strings.Contains(symbol, ".") {
		kind = member(p, symbol)
	} else if object != nil {
		kind = object.Type()
	}
	return text + " // " + short(types.TypeString(unnamed(kind), (*types.Package).Name))
}

func lower(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}
