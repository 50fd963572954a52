package diff

import (
	"encoding/json"
	"fmt"
	"go/types"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

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

// function is a function or method of a package; nil if a symbol is none.
func function(p *types.Package, symbol string) *types.Func {
	owner, name, isMember := strings.Cut(symbol, ".")
	object := p.Scope().Lookup(owner)
	if isMember && object != nil {
		object, _, _ = types.LookupFieldOrMethod(types.NewPointer(object.Type()), true, p, name)
	}
	found, _ := object.(*types.Func)
	return found
}

// has reports whether a type of a package has a field or method.
func has(p *types.Package, owner, name string) bool {
	object := p.Scope().Lookup(owner)
	if object == nil {
		return false
	}
	found, _, _ := types.LookupFieldOrMethod(types.NewPointer(object.Type()), true, p, name)
	return found != nil
}

func isField(p *types.Package, owner, name string) bool {
	object := p.Scope().Lookup(owner)
	if object == nil {
		return false
	}
	found, _, _ := types.LookupFieldOrMethod(types.NewPointer(object.Type()), true, p, name)
	_, ok := found.(*types.Var)
	return ok
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

// setter is how a value is set: an argument of a constructor, or a With method after it.
type setter struct {
	// text sets the value to one that has a name; without leaves it out.
	text, without string
	method        *types.Func // nil is the constructor
	made          *types.Package
}

// setter finds what sets the property or parameter that a draft is about; nil if it is nothing.
func (j *joiner) setter(d *draft) *setter {
	for _, object := range append(append([]*ir.Object{}, j.new.api.Params...), j.new.api.Objects...) {
		for _, field := range object.Fields {
			about, _ := j.new.subject(j.new.canonical(field.Doc.Pointer), j.names)
			if about != d.subject || function(j.compat.New, object.New) == nil {
				continue
			}
			found := &setter{text: call(object), without: call(object), made: j.compat.New}
			if found.method = function(j.compat.New, object.Name+".With"+field.Name); found.method != nil {
				found.text += "." + found.method.Name() + "(" + strings.Join(arguments(found.method.Signature()), ", ") + ")"
			}
			return found
		}
	}
	return nil
}

// with sets a value of the document; the text that names one where Go has no short way to write it.
func (s *setter) with(value any) string {
	if s.method == nil {
		return s.text
	}
	literal, ok := s.literal(s.method.Signature().Params().At(0).Type(), value)
	if !ok {
		return s.text
	}
	return s.without + "." + s.method.Name() + "(" + literal + ")"
}

// literal is a value of the document in Go.
func (s *setter) literal(kind types.Type, value any) (string, bool) {
	if named, ok := types.Unalias(kind).(*types.Named); ok {
		return s.constant(named, value)
	}
	basic, ok := kind.Underlying().(*types.Basic)
	if !ok {
		return "", false
	}
	switch value := value.(type) {
	case string:
		return strconv.Quote(value), basic.Info()&types.IsString != 0
	case json.Number:
		return value.String(), basic.Info()&types.IsNumeric != 0
	case bool:
		return fmt.Sprint(value), basic.Info()&types.IsBoolean != 0
	default:
		return "", false
	}
}

// constant is the name of an enum's value.
func (s *setter) constant(named *types.Named, value any) (string, bool) {
	for _, name := range s.made.Scope().Names() {
		known, ok := s.made.Scope().Lookup(name).(*types.Const)
		if ok && types.Identical(known.Type(), named) && known.Val().ExactString() == quoted(value) {
			return name, true
		}
	}
	return "", false
}

// quoted is a value as a constant's ExactString has it.
func quoted(value any) string {
	if text, ok := value.(string); ok {
		return strconv.Quote(text)
	}
	return fmt.Sprint(value)
}
