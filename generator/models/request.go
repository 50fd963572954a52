package models

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// edit is a replacement of what stands between two places of oapi-codegen's output.
type edit struct {
	from, to int
	text     string
}

// function copies a request constructor under our names. What oapi-codegen cannot write of itself is put around values:
// raw JSON would be styled as the list of its bytes, and what is no styled path parameter would not be escaped.
func (s *selection) function(decl *ast.FuncDecl, name requestName) Declaration {
	f := &function{selection: s, name: name, imports: imports(decl)}
	ast.Inspect(decl, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.Ident:
			if replacement, ok := name.replace[node.Name]; ok {
				f.replace(node.Pos(), node.End(), replacement)
			}
		case *ast.CallExpr:
			f.style(node)
		case *ast.AssignStmt:
			f.escape(node)
		}
		return true
	})
	return Declaration{name: name.method, imports: f.imports,
		text: fmt.Sprintf("// %s builds the request of %s.\n%s\n\n", name.constructor, name.operation, f.text(decl))}
}

// function is a request constructor and what is changed in it.
type function struct {
	*selection
	name    requestName
	imports []string
	edits   []edit
}

func (f *function) replace(from, to token.Pos, text string) {
	f.edits = append(f.edits, edit{f.fileSet.Position(from).Offset, f.fileSet.Position(to).Offset, text})
}

// around puts a call around an expression.
func (f *function) around(node ast.Expr, call, path string) {
	f.replace(node.Pos(), node.Pos(), call+"(")
	f.replace(node.End(), node.End(), ")")
	f.imports = append(f.imports, path)
}

// style mends the styles that the runtime does not know whole: objects that may be something else, and separators that no
// URL has.
func (f *function) style(call *ast.CallExpr) {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "StyleParamWithOptions" || len(call.Args) < 4 {
		return
	}
	value := f.source(call.Args[3])
	if f.name.raw[value] {
		f.around(call.Args[3], "sdk.Decoded", packages()["sdk"])
	}
	if f.name.varied[value] && f.source(call.Args[0]) == `"deepObject"` {
		f.replace(call.Args[0].Pos(), call.Args[0].End(), "sdk.DeepStyle("+value+")")
		f.imports = append(f.imports, packages()["sdk"])
	}
}

// escape escapes a path parameter that is assigned as it is, a string or JSON, and the separators in a query.
func (f *function) escape(assign *ast.AssignStmt) {
	if len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
		return
	}
	switch target := f.source(assign.Lhs[0]); {
	case strings.HasPrefix(target, "pathParam"):
		f.around(assign.Rhs[0], "url.PathEscape", "net/url")
	case target == "queryURL.RawQuery" && f.name.delimited:
		f.around(assign.Rhs[0], "sdk.Delimited", packages()["sdk"])
	}
}

// text is the function with its edits.
func (f *function) text(decl *ast.FuncDecl) string {
	slices.SortStableFunc(f.edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var text strings.Builder
	at := f.fileSet.Position(decl.Pos()).Offset
	for _, edit := range f.edits {
		text.WriteString(f.code[at:edit.from] + edit.text)
		at = edit.to
	}
	text.WriteString(f.code[at:f.fileSet.Position(decl.End()).Offset])
	return text.String()
}
