package lock

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/symbol"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// MapName is the file that tells where in the document each symbol comes from.
const MapName = "sdk.map"

// Map tells for each exported symbol of the package where in the document it comes from. A symbol stands on a line of
// its own, sorted, so that a change of one is a change of one line.
func Map(header string, doc *load.Document, api *ir.API, files []output.File) (output.File, error) {
	index := symbol.Of(api)
	names, err := exported(files)
	if err != nil {
		return output.File{}, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n#\n# Where in the document each symbol of this package comes from.\n\n", header)
	for _, name := range names {
		if pointer, ok := index.Pointer(name); ok && pointer != "" {
			position := doc.Position(pointer)
			position.File = filepath.Base(position.File)
			fmt.Fprintf(&b, "%s %s\n", name, position)
		}
	}
	return output.File{Path: MapName, Content: b.Bytes()}, nil
}

// exported are the exported symbols of the package itself, as Type, Func, Const, Type.Field and Type.Method.
func exported(files []output.File) ([]string, error) {
	var names []string
	for _, file := range files {
		if strings.Contains(file.Path, "/") || !strings.HasSuffix(file.Path, ".go") || strings.HasSuffix(file.Path, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file.Path, withoutBodies(file.Content), parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.Path, err)
		}
		for _, decl := range parsed.Decls {
			names = append(names, declared(decl)...)
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool {
		owner, member, isMember := strings.Cut(name, ".")
		return !token.IsExported(owner) || isMember && !token.IsExported(member)
	})
	return sorted(names), nil
}

// withoutBodies leaves the bodies of functions out of a formatted file, which say nothing here and are most of it: what
// is between a line that begins with "func" and ends with a brace and the next that is a closing brace. No generated
// function holds text of several lines, which could have such a line.
func withoutBodies(source []byte) []byte {
	kept := make([]byte, 0, len(source)/4)
	inside := false
	for line := range bytes.Lines(source) {
		inside = inside && string(line) != "}\n"
		if !inside {
			kept = append(kept, line...)
			inside = bytes.HasPrefix(line, []byte("func ")) && bytes.HasSuffix(line, []byte("{\n"))
		}
	}
	return kept
}

// sorted sorts names, of which each is there once. Case does not part a type from its members.
func sorted(names []string) []string {
	lower := make(map[string]string, len(names))
	for _, name := range names {
		lower[name] = strings.ToLower(name)
	}
	return slices.SortedFunc(maps.Keys(lower), func(a, b string) int {
		return cmp.Or(cmp.Compare(lower[a], lower[b]), cmp.Compare(a, b))
	})
}

func declared(decl ast.Decl) []string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			return []string{decl.Name.Name}
		}
		return []string{receiver(decl.Recv.List[0].Type) + "." + decl.Name.Name}
	case *ast.GenDecl:
		var names []string
		for _, spec := range decl.Specs {
			names = append(names, specified(spec)...)
		}
		return names
	}
	return nil
}

func specified(spec ast.Spec) []string {
	var names []string
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			names = append(names, name.Name)
		}
	case *ast.TypeSpec:
		names = append(names, spec.Name.Name)
		if structure, ok := spec.Type.(*ast.StructType); ok {
			for _, field := range structure.Fields.List {
				for _, name := range field.Names {
					names = append(names, spec.Name.Name+"."+name.Name)
				}
			}
		}
	}
	return names
}

// receiver is the name of a method's type.
func receiver(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.StarExpr:
		return receiver(expr.X)
	case *ast.IndexExpr:
		return receiver(expr.X)
	case *ast.Ident:
		return expr.Name
	default:
		return ""
	}
}
