package templates

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

// TestBorders fails if a template makes a comment, a literal or a tag by other functions than those of border.go, or
// writes an operator that is no constant.
func TestBorders(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, path := range files {
		if path == "border.go" || path == "border_test.go" {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok && crosses(call) {
				t.Errorf("%s: use a function of border.go", set.Position(call.Pos()))
			}
			return true
		})
	}
}

// crosses reports whether a call may put text of a document into the source as it is.
func crosses(call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch selector.Sel.Name {
	case "Comment", "Commentf", "Lit", "LitFunc", "LitRune", "Tag", "HeaderComment", "PackageComment":
		return true
	case "Op":
		_, constant := call.Args[0].(*ast.BasicLit)
		_, name := call.Args[0].(*ast.Ident)
		return !constant && !name
	default:
		return false
	}
}
