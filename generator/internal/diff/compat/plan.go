// Package compat keeps code alive that was written against an old package: it declares, in the new one, what the old one
// called otherwise. The declarations are deprecated and say by //go:fix inline what to write instead, so that go fix
// writes it.
package compat

import (
	"go/types"
	"slices"
	"strings"
)

// Input is what two packages are.
type Input struct {
	Old, New *types.Package
	// Renamed has the symbols that the new package calls otherwise: Type, Func, Const, Type.Field, Type.Method.
	Renamed map[string]string
}

// Plan is what to declare.
type Plan struct {
	// Declarations stand beside the new package's own: what it does not have any more, and the names that Changed
	// leaves behind.
	Declarations []Declaration
	// Changed are functions and methods that take other arguments now under the same name. The old ones stand in for
	// them while go fix runs for the first time.
	Changed []Change
	// Left are symbols that no declaration can keep alive, with the reason.
	Left []Left
}

// Declaration is one of the old package.
type Declaration struct {
	// Name is the old symbol, Instead what to write for it now.
	Name, Instead string
	// Source is the declaration in Go, without comments.
	Source string
}

// Change is a function or method whose arguments changed.
type Change struct {
	Declaration
	// Receiver is the type of a method; "" is a function. Function is what the new package calls it.
	Receiver, Function string
	// Now is the name that the new one has meanwhile.
	Now string
	// Before and After are the names of the parameters, where they changed places and the types in order did not: old
	// code compiles and means something else.
	Before, After []string
}

// Left is a symbol that code has to be moved away from by hand.
type Left struct{ Name, Why string }

// planner makes a plan.
type planner struct {
	Input
	imports *imports
	plan    Plan
}

// Make plans what to declare, in the order of the old package's names. The imports are what the declarations need, by path.
func Make(in Input) (*Plan, map[string]string) {
	p := &planner{Input: in, imports: newImports(in)}
	for _, name := range in.Old.Scope().Names() {
		if object := in.Old.Scope().Lookup(name); object.Exported() {
			p.object(object)
		}
	}
	return &p.plan, p.imports.used
}

// now returns what the new package calls a name of the old one's scope.
func (p *planner) now(name string) string {
	if now, ok := p.Renamed[name]; ok && !strings.Contains(now, ".") {
		return now
	}
	return name
}

func (p *planner) object(old types.Object) {
	name := old.Name()
	now := p.New.Scope().Lookup(p.now(name))
	if now == nil {
		return // it is gone: the report says so
	}
	switch old := old.(type) {
	case *types.TypeName:
		p.typeName(old, now)
	case *types.Const:
		if now.Name() != name {
			p.declare(name, now.Name(), "const "+name+" = "+now.Name())
		}
	case *types.Func:
		if now, ok := now.(*types.Func); ok {
			p.function(old, now)
		}
	}
}

func (p *planner) typeName(old *types.TypeName, now types.Object) {
	if _, ok := now.(*types.TypeName); !ok {
		return
	}
	if now.Name() != old.Name() {
		p.declare(old.Name(), now.Name(), "type "+old.Name()+" = "+now.Name())
	}
	before, ok := old.Type().(*types.Named)
	after, isNamed := now.Type().(*types.Named)
	if !ok || !isNamed {
		return
	}
	for method := range before.Methods() {
		if method.Exported() {
			p.method(before, after, method)
		}
	}
	p.fields(before, after)
}

// fields lists the fields that are called otherwise: Go has no aliases of fields.
func (p *planner) fields(before, after *types.Named) {
	owner := before.Obj().Name()
	structure, ok := before.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for field := range structure.Fields() {
		if now, ok := p.Renamed[owner+"."+field.Name()]; ok {
			p.left(owner+"."+field.Name(), "write "+now+": Go has no aliases of fields")
		}
	}
}

func (p *planner) declare(name, instead, source string) {
	p.plan.Declarations = append(p.plan.Declarations, Declaration{name, instead, source})
}

func (p *planner) left(name, why string) {
	p.plan.Left = append(p.plan.Left, Left{name, why})
}

// function keeps a function alive that is called otherwise, or takes other arguments.
func (p *planner) function(old, now *types.Func) {
	c := call{planner: p, before: old.Signature(), after: now.Signature(), callee: now.Name()}
	name := old.Name()
	switch {
	case old.Name() != now.Name():
	case c.same():
		return
	default:
		c.callee = now.Name() + "Now"
	}
	expression, ok := c.expression()
	if !ok {
		p.left(name, "write "+now.Name()+", which takes or returns something else: "+c.typed(c.after))
		return
	}
	source := "func " + name + c.typed(c.before) + " { return " + expression + " }"
	if name != now.Name() {
		p.declare(name, now.Name(), source)
		return
	}
	p.change(c, "", name, source, "func "+c.callee+c.typed(c.after)+" { return "+name+c.passed()+" }")
}

// method keeps a method alive that is called otherwise, stands at another receiver, or takes other arguments.
func (p *planner) method(before, after *types.Named, old *types.Func) {
	symbol := before.Obj().Name() + "." + old.Name()
	receiver, now := p.counterpart(after, symbol, old.Name())
	if now == nil {
		return
	}
	way, ok := p.way(after, receiver)
	if !ok {
		p.left(symbol, "write "+receiver.Obj().Name()+"."+now.Name()+", which a "+after.Obj().Name()+" does not lead to")
		return
	}
	c := call{planner: p, before: old.Signature(), after: now.Signature(), callee: way + now.Name()}
	moved := receiver != after || now.Name() != old.Name()
	if !moved && c.same() {
		return
	}
	if !moved {
		c.callee += "Now"
	}
	expression, ok := c.expression()
	head := "func (" + receiverName + " *" + after.Obj().Name() + ") "
	switch source := head + old.Name() + c.typed(c.before) + " { return " + expression + " }"; {
	case !ok && moved:
		p.left(symbol, "write "+c.instead()+", which takes or returns something else")
	case !ok:
		p.left(symbol, "takes or returns something else: "+c.typed(c.after))
	case moved && p.has(after, old.Name()):
		p.left(symbol, "write "+after.Obj().Name()+"."+c.instead()+": what has the name now is something else")
	case moved:
		p.declare(symbol, after.Obj().Name()+"."+c.instead(), source)
	case !moved:
		p.change(c, after.Obj().Name(), old.Name(), source, head+now.Name()+"Now"+c.typed(c.after)+" { return "+way+now.Name()+c.passed()+" }")
	}
}

// change has the old arguments stand in for the new ones, under the name that code has anyway.
func (p *planner) change(c call, receiver, name, source, back string) {
	symbol := strings.TrimPrefix(receiver+"."+name, ".")
	change := Change{
		Declaration: Declaration{symbol, symbol + " with the arguments that it takes now", source},
		Receiver:    receiver, Function: name, Now: name + "Now",
	}
	if c.sameTypes() {
		change.Before, change.After = parameterNames(c.before), parameterNames(c.after)
	}
	p.plan.Changed = append(p.plan.Changed, change)
	p.declare(symbol+"Now", symbol, back)
}

// counterpart finds what became of a method, and the type that has it.
func (p *planner) counterpart(after *types.Named, symbol, name string) (*types.Named, *types.Func) {
	if now, ok := p.Renamed[symbol]; ok {
		owner, member, _ := strings.Cut(now, ".")
		object, _ := p.New.Scope().Lookup(owner).(*types.TypeName)
		if object == nil {
			return nil, nil
		}
		after, name = object.Type().(*types.Named), member
	}
	return after, methodOf(after, name)
}

func methodOf(owner *types.Named, name string) *types.Func {
	for method := range owner.Methods() {
		if method.Name() == name {
			return method
		}
	}
	return nil
}

// has reports whether a type has a member of a name.
func (p *planner) has(owner *types.Named, name string) bool {
	found, _, _ := types.LookupFieldOrMethod(types.NewPointer(owner), true, p.New, name)
	return found != nil
}

const receiverName = "c"

// way is how a method of one type reaches another: the same value, or a field of it, such as a group of the client's.
func (p *planner) way(from, to *types.Named) (string, bool) {
	if from == to {
		return receiverName + ".", true
	}
	structure, ok := from.Underlying().(*types.Struct)
	if !ok {
		return "", false
	}
	fields := slices.Collect(structure.Fields())
	i := slices.IndexFunc(fields, func(field *types.Var) bool {
		kind := field.Type()
		if pointer, ok := kind.(*types.Pointer); ok {
			kind = pointer.Elem()
		}
		return field.Exported() && types.Identical(kind, to)
	})
	if i < 0 {
		return "", false
	}
	return receiverName + "." + fields[i].Name() + ".", true
}
