package compat

import (
	"fmt"
	"go/types"
	"strings"
)

// call is how a function of the old package is called in terms of the new one's.
type call struct {
	*planner
	before, after *types.Signature
	callee        string
}

// instead is what users write in the end, without the receiver.
func (c call) instead() string { return strings.TrimPrefix(c.callee, receiverName+".") }

// same reports whether both take and return the same, arguments at the same places.
func (c call) same() bool { return c.sameTypes() && !c.permuted() }

// sameTypes reports whether code that calls one compiles with the other.
func (c call) sameTypes() bool {
	if c.before.Variadic() != c.after.Variadic() || c.before.Params().Len() != c.after.Params().Len() || !c.sameResults() {
		return false
	}
	for i := range c.before.Params().Len() {
		if c.old(c.before.Params().At(i).Type()) != c.new(c.after.Params().At(i).Type()) {
			return false
		}
	}
	return true
}

func parameterNames(signature *types.Signature) []string {
	var names []string
	for parameter := range signature.Params().Variables() {
		names = append(names, parameter.Name())
	}
	return names
}

// permuted reports whether the same names stand in another order.
func (c call) permuted() bool {
	places := map[string]int{}
	for i := range c.before.Params().Len() {
		places[c.before.Params().At(i).Name()] = i
	}
	moved := false
	for i := range c.after.Params().Len() {
		place, ok := places[c.after.Params().At(i).Name()]
		if !ok {
			return false
		}
		moved = moved || place != i
	}
	return moved
}

func (c call) sameResults() bool {
	return c.old(c.before.Results()) == c.new(c.after.Results())
}

// expression calls the new function with the old one's arguments. It fails where a value would be made up or dropped.
func (c call) expression() (string, bool) {
	if !c.sameResults() || c.before.Variadic() != c.after.Variadic() || c.before.TypeParams().Len() != c.after.TypeParams().Len() || c.before.Results().Len() == 0 {
		return "", false
	}
	left := map[int]*types.Var{}
	for i := range c.before.Params().Len() {
		left[i] = c.before.Params().At(i)
	}
	given, ok := c.arguments(left)
	if !ok {
		return "", false
	}
	setters, ok := c.setters(left)
	return c.callee + "(" + strings.Join(given, ", ") + ")" + setters, ok
}

// arguments finds an argument of the old function for each of the new one, and takes it from those that are left.
func (c call) arguments(left map[int]*types.Var) ([]string, bool) {
	var given []string
	for i := range c.after.Params().Len() {
		parameter := c.after.Params().At(i)
		last := c.after.Variadic() && i == c.after.Params().Len()-1
		argument, ok := c.argument(parameter, i, left)
		switch {
		case ok && last:
			argument += "..."
		case !ok && !last && c.optional(parameter.Type()):
			argument = "nil"
		case !ok:
			return nil, false
		}
		given = append(given, argument)
	}
	return given, true
}

// argument is the old argument of the same name and type or, where the names changed, the one at the same place.
func (c call) argument(parameter *types.Var, place int, left map[int]*types.Var) (string, bool) {
	for i := range c.before.Params().Len() {
		if old := left[i]; old != nil && old.Name() == parameter.Name() && c.old(old.Type()) == c.new(parameter.Type()) {
			delete(left, i)
			return old.Name(), true
		}
	}
	old := left[place]
	if old == nil || c.before.Params().Len() != c.after.Params().Len() || c.named(old.Name()) || c.old(old.Type()) != c.new(parameter.Type()) {
		return "", false
	}
	delete(left, place)
	return old.Name(), true
}

// named reports whether the new function has a parameter of a name.
func (c call) named(name string) bool {
	for parameter := range c.after.Params().Variables() {
		if parameter.Name() == name {
			return true
		}
	}
	return false
}

// optional reports whether nil will do: a pointer to parameters none of which is required.
func (c call) optional(kind types.Type) bool {
	pointer, ok := kind.(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := pointer.Elem().(*types.Named)
	if !ok || !strings.HasSuffix(named.Obj().Name(), "Params") {
		return false
	}
	constructor, ok := c.New.Scope().Lookup("New" + named.Obj().Name()).(*types.Func)
	return ok && constructor.Signature().Params().Len() == 0
}

// setters sets what the new constructor does not take any more by With methods of what it makes.
func (c call) setters(left map[int]*types.Var) (string, bool) {
	var chain strings.Builder
	for i := range c.before.Params().Len() {
		if left[i] == nil {
			continue
		}
		setter := c.setter(left[i])
		if setter == "" || c.before.Variadic() {
			return "", false
		}
		fmt.Fprintf(&chain, ".%s(%s)", setter, left[i].Name())
	}
	return chain.String(), true
}

func (c call) setter(argument *types.Var) string {
	pointer, ok := c.after.Results().At(0).Type().(*types.Pointer)
	if !ok || c.after.Results().Len() != 1 {
		return ""
	}
	made, ok := pointer.Elem().(*types.Named)
	if !ok {
		return ""
	}
	for method := range made.Methods() {
		parameters := method.Signature().Params()
		if strings.EqualFold(method.Name(), "With"+strings.TrimRight(argument.Name(), "_")) && parameters.Len() == 1 &&
			c.new(parameters.At(0).Type()) == c.old(argument.Type()) {
			return method.Name()
		}
	}
	return ""
}

// typeParameters are what stands in brackets behind a function's name; generated functions have no other constraint.
func typeParameters(signature *types.Signature) string {
	var names []string
	for parameter := range signature.TypeParams().TypeParams() {
		names = append(names, parameter.Obj().Name()+" any")
	}
	if len(names) == 0 {
		return ""
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// typed writes the parameters and results of a signature in the new package's names.
func (c call) typed(signature *types.Signature) string {
	var b strings.Builder
	for i := range signature.Params().Len() {
		parameter := signature.Params().At(i)
		text := c.imports.source(parameter.Type())
		if signature.Variadic() && i == signature.Params().Len()-1 {
			text = "..." + strings.TrimPrefix(text, "[]")
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(parameter.Name() + " " + text)
	}
	results := c.imports.source(signature.Results())
	if signature.Results().Len() == 1 {
		results = c.imports.source(signature.Results().At(0).Type())
	}
	return typeParameters(signature) + "(" + b.String() + ") " + results
}

// passed hands all parameters of the new function on.
func (c call) passed() string {
	var names []string
	for i := range c.after.Params().Len() {
		name := c.after.Params().At(i).Name()
		if c.after.Variadic() && i == c.after.Params().Len()-1 {
			name += "..."
		}
		names = append(names, name)
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// old and new write a type so that those of both packages can be compared.
func (c call) old(kind types.Type) string { return c.imports.text(kind, c.Old, nil) }
func (c call) new(kind types.Type) string { return c.imports.text(kind, c.New, nil) }
