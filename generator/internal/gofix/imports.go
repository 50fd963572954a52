package gofix

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
)

// withoutNewImports takes those imports out of a file that it did not have before and does not use: go fix brings what a
// declaration needs along with its call, also where only the declaration needs it.
func withoutNewImports(name string, before, after []byte) ([]byte, error) {
	known, err := imports(name, before)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, after, parser.ParseComments)
	if err != nil {
		return nil, fmt.Errorf("reading what go fix wrote: %w", err)
	}
	used := packagesUsed(file)
	removed := false
	for _, spec := range slices.Clone(file.Imports) {
		if importPath := unquoted(spec); !known[importPath] && !used[nameOf(spec, importPath)] {
			removed = astutil.DeleteNamedImport(fset, file, alias(spec), importPath) || removed
		}
	}
	if !removed {
		return after, nil
	}
	var text bytes.Buffer
	if err := format.Node(&text, fset, file); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return text.Bytes(), nil
}

func imports(name string, content []byte) (map[string]bool, error) {
	file, err := parser.ParseFile(token.NewFileSet(), name, content, parser.ImportsOnly)
	if err != nil {
		return nil, fmt.Errorf("reading a program: %w", err)
	}
	found := map[string]bool{}
	for _, spec := range file.Imports {
		found[unquoted(spec)] = true
	}
	return found, nil
}

// packagesUsed are the names before dots, packages and variables alike: an import that a variable hides stays.
func packagesUsed(file *ast.File) map[string]bool {
	used := map[string]bool{}
	ast.Inspect(file, func(node ast.Node) bool {
		if selector, ok := node.(*ast.SelectorExpr); ok {
			if name, ok := selector.X.(*ast.Ident); ok {
				used[name.Name] = true
			}
		}
		return true
	})
	return used
}

func unquoted(spec *ast.ImportSpec) string {
	importPath, _ := strconv.Unquote(spec.Path.Value) // of source that was parsed
	return importPath
}

func alias(spec *ast.ImportSpec) string {
	if spec.Name == nil {
		return ""
	}
	return spec.Name.Name
}

func nameOf(spec *ast.ImportSpec, importPath string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return path.Base(importPath)
}
