package emit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
)

// TestSymbols holds the reported symbols against what go/ast finds in the files.
func TestSymbols(t *testing.T) {
	for _, name := range []string{"unions", "groups", "statuses", "short-ways", "opaque-constructor-pointer"} {
		doc, err := load.File(t.Context(), "../../testdata/"+name+"/spec.yaml", load.Options{Lenient: true})
		if err != nil {
			t.Fatal(err)
		}
		api, _, err := resolve.API(t.Context(), doc, resolve.Options{Package: "api", Import: "example.test/api", Lenient: true})
		if err != nil {
			t.Fatal(err)
		}
		made, err := emit.Make(api)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, file := range made.Files {
			if strings.HasSuffix(file.Path, ".gen.go") && !strings.Contains(file.Path, "/") {
				found = append(found, inFile(t, file.Content)...)
			}
		}
		got := slices.Compact(slices.Sorted(slices.Values(made.Symbols)))
		want := slices.Compact(slices.Sorted(slices.Values(found)))
		if len(want) < 20 || !slices.Equal(got, want) {
			t.Errorf("%s: reported are %d symbols, the files have %d", name, len(got), len(want))
		}
	}
}

// inFile are the exported symbols of a file: what ast.FileExports leaves of it.
func inFile(t *testing.T, content []byte) (names []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", content, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.FileExports(file)
	for _, decl := range file.Decls {
		if function, is := decl.(*ast.FuncDecl); is && function.Recv != nil {
			owner := strings.Trim(types(function.Recv.List[0].Type), "*")
			if token.IsExported(owner) {
				names = append(names, owner+"."+function.Name.Name)
			}
			continue
		}
		ast.Inspect(decl, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.FuncDecl:
				names = append(names, node.Name.Name)
				return false
			case *ast.ValueSpec:
				for _, name := range node.Names {
					names = append(names, name.Name)
				}
				return false
			case *ast.TypeSpec:
				names = append(names, node.Name.Name)
				if structure, is := node.Type.(*ast.StructType); is {
					for _, field := range structure.Fields.List {
						for _, name := range field.Names {
							names = append(names, node.Name.Name+"."+name.Name)
						}
					}
				}
				return false
			}
			return true
		})
	}
	return names
}

// types is a receiver's type as text.
func types(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.StarExpr:
		return "*" + types(expr.X)
	case *ast.IndexExpr:
		return types(expr.X)
	case *ast.Ident:
		return expr.Name
	default:
		return ""
	}
}
