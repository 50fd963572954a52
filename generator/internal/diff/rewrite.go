package diff

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
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
	if len(found) == 0 {
		add(j.keywordRewrite(d))
	}
	if len(found) == 0 {
		add("", j.gained(d))
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
		return before, j.insteadOf(now)
	}
	after = j.codeNow(symbol.Name, now)
	if before == after {
		before, after = withType(j.compat.Old, symbol.Name, before), withType(j.compat.New, now, after)
	}
	return before, after
}

// insteadOf is what to write for a method that went because its field did not: the field itself for a Get method, the
// constructor for a With method. Nothing is nothing.
func (j *joiner) insteadOf(method string) string {
	owner, name, _ := strings.Cut(method, ".")
	if field, ok := strings.CutPrefix(name, "Get"); ok && has(j.compat.New, owner, field) {
		return code(j.compat.New, owner+"."+field, owner+"."+field)
	}
	made := j.new.object(owner)
	if field, ok := strings.CutPrefix(name, "With"); ok && made != nil {
		for _, argument := range made.Constructor {
			if argument.Name == field {
				return call(made)
			}
		}
	}
	return ""
}

// codeNow is how a symbol is used now. A constructor that lost arguments is followed by what sets them, a field that may be
// absent is read by its Get method, and parameters that a method takes now are made, or nil where all are optional.
func (j *joiner) codeNow(before, now string) string {
	text := code(j.compat.New, now, j.shown(now))
	owner, name, isMember := strings.Cut(now, ".")
	if isMember && isField(j.compat.New, owner, name) {
		if became := short(types.TypeString(member(j.compat.New, now), nil)); became == "*"+short(types.TypeString(member(j.compat.Old, before), nil)) && has(j.compat.New, owner, "Get"+name) {
			return code(j.compat.New, owner+".Get"+name, owner+".Get"+name)
		}
		return text
	}
	was, is := function(j.compat.Old, before), function(j.compat.New, now)
	if was == nil || is == nil {
		return text
	}
	for parameter := range is.Signature().Params().Variables() {
		if parameter.Name() == "params" && !slices.Contains(arguments(was.Signature()), "params") {
			text = strings.Replace(text, "params", j.params(parameter.Type()), 1)
		}
	}
	return text + j.setters(was, is)
}

// params are the parameters that a method takes, as little as there has to be.
func (j *joiner) params(kind types.Type) string {
	name := types.TypeString(kind, func(*types.Package) string { return "" })
	object := j.new.object(strings.TrimPrefix(name, "*"))
	if object == nil || len(object.Constructor) == 0 {
		return "nil"
	}
	return call(object)
}

// setters set what a constructor took as an argument, and takes no more.
func (j *joiner) setters(was, is *types.Func) (text string) {
	made, ok := strings.CutPrefix(is.Name(), "New")
	if !ok || is.Signature().Recv() != nil {
		return ""
	}
	for _, argument := range arguments(was.Signature()) {
		if slices.Contains(arguments(is.Signature()), argument) {
			continue
		}
		if object := j.new.object(made); object != nil {
			for _, field := range object.Fields {
				if field.Arg == argument && has(j.compat.New, made, "With"+field.Name) {
					text += ".With" + field.Name + "(" + argument + ")"
				}
			}
		}
	}
	return text
}

// factRewrite is about what no symbol says.
func (j *joiner) factRewrite(d *draft, f fact) (before, after string) {
	switch {
	case f.event == valueAdded && len(d.names("added")) > 0:
		return "", "case " + strings.Join(d.names("added"), ", ") + ":"
	case f.event == removed && d.subject.kind == headerKind:
		return fmt.Sprintf("response.Header.Get(%q)", d.subject.name), ""
	case f.event == defaultChanged && d.from == serversAt:
		return "NewClient()", fmt.Sprintf("NewClient(WithBaseURL(%q))", f.detail)
	case f.event == secured:
		return j.credentials(d)
	default:
		return "", ""
	}
}

// credentials are the options of the client that a change of the security is about.
func (j *joiner) credentials(d *draft) (before, after string) {
	was, is := j.optionsOf(d)
	if !d.refused || slices.Equal(was, is) {
		return "", ""
	}
	made := func(options []string) string {
		var calls []string
		for _, option := range options {
			calls = append(calls, option+"("+strings.Join(arguments(function(j.packageWith(option), option).Signature()), ", ")+")")
		}
		return "NewClient(" + strings.Join(calls, ", ") + ")"
	}
	return made(was), made(is)
}

// packageWith is the new package if it has a function, else the old one.
func (j *joiner) packageWith(name string) *types.Package {
	if function(j.compat.New, name) != nil {
		return j.compat.New
	}
	return j.compat.Old
}

// keywordRewrite is about a keyword that no symbol says: the call that sets the value, with what holds for it.
func (j *joiner) keywordRewrite(d *draft) (before, after string) {
	setter := j.setter(d)
	if setter == nil {
		return "", ""
	}
	for _, leaf := range d.leaves {
		if leaf.keyword == "default" && leaf.before != nil {
			return setter.without, setter.with(leaf.before)
		}
	}
	var was, is []string
	for _, leaf := range d.leaves {
		if leaf.keyword == "default" || leaf.long() || flag(leaf.keyword) == "deprecated" {
			continue
		}
		was, is = append(was, said(leaf.keyword, leaf.before)), append(is, said(leaf.keyword, leaf.after))
	}
	if len(was) == 0 {
		return "", ""
	}
	return setter.text + comment(was), setter.text + comment(is)
}

func said(keyword string, value any) string {
	switch {
	case value == nil:
		return ""
	case flag(keyword) != "":
		return flag(keyword)
	}
	return keyword + " " + brief(value)
}

func comment(parts []string) string {
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	if len(parts) == 0 {
		return ""
	}
	return " // " + strings.Join(parts, ", ")
}

// gained is how what was added is used: the first thing that has a use of its own.
func (j *joiner) gained(d *draft) string {
	for _, prefix := range []string{"Client.", ".Get", ".With", "."} {
		for _, symbol := range d.symbols {
			if symbol.Change == "added" && (strings.HasPrefix(symbol.Name, prefix) || strings.Contains(symbol.Name, prefix) && prefix != "Client.") {
				return code(j.compat.New, symbol.Name, symbol.Name)
			}
		}
	}
	return ""
}
