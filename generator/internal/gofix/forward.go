package gofix

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// directive is what makes a declaration one that go fix moves code by.
const directive = "//go:fix inline"

// forwards reads what the declarations of a file hand on to, arguments as they are: what to write for Name, and what for
// Name in value.Name where the key is Type.Name. Declarations that do more than that are left out.
func forwards(path string) map[string]string {
	found := map[string]string{}
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return found // go fix says so, too
	}
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			forwardedFunction(found, d)
		case *ast.GenDecl:
			forwardedNames(found, d)
		}
	}
	return found
}

func isDirected(comment *ast.CommentGroup) bool {
	if comment == nil {
		return false
	}
	for _, line := range comment.List {
		if line.Text == directive {
			return true
		}
	}
	return false
}

// forwardedFunction adds a function that consists of a call with its own parameters, in their order.
func forwardedFunction(found map[string]string, d *ast.FuncDecl) {
	if !isDirected(d.Doc) || d.Body == nil || len(d.Body.List) != 1 {
		return
	}
	result, ok := d.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(result.Results) != 1 {
		return
	}
	call, ok := result.Results[0].(*ast.CallExpr)
	if !ok || !handsOn(d.Type.Params, call) {
		return
	}
	callee, ok := chain(call.Fun)
	switch {
	case !ok:
	case d.Recv == nil && len(callee) == 1:
		found[d.Name.Name] = callee[0]
	case d.Recv != nil && len(callee) > 1 && len(d.Recv.List[0].Names) == 1 && callee[0] == d.Recv.List[0].Names[0].Name:
		found[receiverType(d)+"."+d.Name.Name] = strings.Join(callee[1:], ".")
	}
}

// handsOn reports whether a call has the parameters as its arguments, each at its place.
func handsOn(parameters *ast.FieldList, call *ast.CallExpr) bool {
	var names []string
	variadic := false
	for _, field := range parameters.List {
		_, variadic = field.Type.(*ast.Ellipsis)
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	if len(names) != len(call.Args) || variadic != call.Ellipsis.IsValid() {
		return false
	}
	for i, argument := range call.Args {
		if name, ok := argument.(*ast.Ident); !ok || name.Name != names[i] {
			return false
		}
	}
	return true
}

// chain is the names of a selection: c.Orders.List.
func chain(expression ast.Expr) ([]string, bool) {
	switch e := expression.(type) {
	case *ast.Ident:
		return []string{e.Name}, true
	case *ast.SelectorExpr:
		names, ok := chain(e.X)
		return append(names, e.Sel.Name), ok
	default:
		return nil, false
	}
}

func receiverType(d *ast.FuncDecl) string {
	kind := d.Recv.List[0].Type
	if pointer, ok := kind.(*ast.StarExpr); ok {
		kind = pointer.X
	}
	name, _ := kind.(*ast.Ident)
	if name == nil {
		return ""
	}
	return name.Name
}

// forwardedNames adds constants and types that are others under another name.
func forwardedNames(found map[string]string, d *ast.GenDecl) {
	if !isDirected(d.Doc) {
		return
	}
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if now, ok := s.Type.(*ast.Ident); ok && s.Assign.IsValid() {
				found[s.Name.Name] = now.Name
			}
		case *ast.ValueSpec:
			if d.Tok != token.CONST || len(s.Names) != 1 || len(s.Values) != 1 {
				continue
			}
			if now, ok := s.Values[0].(*ast.Ident); ok {
				found[s.Names[0].Name] = now.Name
			}
		}
	}
}
