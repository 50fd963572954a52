// Package used reads a Go program and says which symbols of a generated package it uses, and where.
package used

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Uses are the places, file:line, where a program uses each symbol: Type, Func, Const, Type.Field, Type.Method. A type
// switch uses the type that it switches over. Files are relative to the current directory, where they are below it.
type Uses map[string][]string

// mapName is the file that every generated package has, and nothing else.
const mapName = "sdk.map"

// Program reads the packages that match the patterns, tests included, and finds what they use of the generated package
// with an import path. "" is the only one that they import. A program that does not compile is an error.
func Program(ctx context.Context, patterns []string, importPath string) (Uses, error) {
	config := &packages.Config{Context: ctx, Tests: true, Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports |
		packages.NeedTypes | packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedExportFile}
	patterns, err := handWritten(ctx, patterns)
	if err != nil {
		return nil, err
	}
	program, err := packages.Load(config, patterns...)
	if err != nil {
		return nil, err
	}
	for _, p := range program {
		if len(p.Errors) > 0 {
			return nil, fmt.Errorf("%s does not compile: %s", p.PkgPath, complaint(p.Errors[0]))
		}
	}
	if importPath == "" {
		if importPath, err = generated(program); err != nil {
			return nil, err
		}
	}
	reader := reader{importPath: importPath, found: map[string]map[string]bool{}, made: map[*token.File]bool{}}
	for _, p := range program {
		reader.read(p)
	}
	return reader.uses(), nil
}

// complaint is what the compiler says, without the line that names the package.
func complaint(err packages.Error) string {
	if first, rest, found := strings.Cut(err.Msg, "\n"); found && strings.HasPrefix(first, "# ") {
		return rest
	}
	return err.Error()
}

// handWritten are the packages that match patterns, but for generated ones: their own tests, an example of each operation among
// them, say nothing of the program, and take minutes to check.
func handWritten(ctx context.Context, patterns []string) ([]string, error) {
	all, err := packages.Load(&packages.Config{Context: ctx, Mode: packages.NeedName | packages.NeedFiles}, patterns...)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, p := range all {
		if len(p.Errors) == 0 && len(p.GoFiles) > 0 && hasMap(filepath.Dir(p.GoFiles[0])) {
			continue
		}
		paths = append(paths, p.PkgPath)
	}
	if len(paths) == 0 || slices.Contains(paths, "") || slices.Contains(paths, "command-line-arguments") {
		return patterns, nil
	}
	return paths, nil
}

// hasMap reports whether a generated package is in a folder.
func hasMap(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, mapName))
	return err == nil
}

// generated finds the import path of the generated package that a program imports.
func generated(program []*packages.Package) (string, error) {
	found := map[string]bool{}
	for _, p := range program {
		if strings.HasSuffix(p.PkgPath, ".test") { // the program of go test, which imports the tests
			continue
		}
		for path, imported := range p.Imports {
			if len(imported.GoFiles) == 0 {
				continue
			}
			if hasMap(filepath.Dir(imported.GoFiles[0])) {
				found[path] = true
			}
		}
	}
	paths := slices.Sorted(maps.Keys(found))
	switch len(paths) {
	case 0:
		return "", errors.New("the program imports no generated package: no folder that it imports from has a " + mapName)
	case 1:
		return paths[0], nil
	default:
		return "", fmt.Errorf("the program imports several generated packages: say by its import path which one is meant: %s", strings.Join(paths, ", "))
	}
}

// reader collects what is used.
type reader struct {
	importPath string
	fset       *token.FileSet
	info       *types.Info
	found      map[string]map[string]bool
	// made are generated files, such as the server for tests: what they use is made anew.
	made map[*token.File]bool
}

func (r *reader) read(p *packages.Package) {
	if p.PkgPath == r.importPath {
		return
	}
	r.fset, r.info = p.Fset, p.TypesInfo
	for _, file := range p.Syntax {
		if ast.IsGenerated(file) {
			r.skip(file)
		}
	}
	for identifier, object := range p.TypesInfo.Uses {
		r.use(identifier.Pos(), r.symbol(object))
	}
	for selector, selection := range p.TypesInfo.Selections {
		r.use(selector.Sel.Pos(), r.member(selection.Recv(), selection.Index(), selection.Obj()))
	}
	for _, file := range p.Syntax {
		ast.Inspect(file, func(node ast.Node) bool {
			r.node(node)
			return true
		})
	}
}

// node looks at what no identifier says: the fields of literals, and what a type switch is about.
func (r *reader) node(node ast.Node) {
	switch node := node.(type) {
	case *ast.CompositeLit:
		owner := r.named(r.info.TypeOf(node))
		for _, element := range node.Elts {
			pair, ok := element.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if key, ok := pair.Key.(*ast.Ident); ok && owner != "" {
				r.use(key.Pos(), owner+"."+key.Name)
			}
		}
	case *ast.TypeSwitchStmt:
		ast.Inspect(node.Assign, func(inner ast.Node) bool {
			if assertion, ok := inner.(*ast.TypeAssertExpr); ok && assertion.Type == nil {
				r.use(assertion.Pos(), r.named(r.info.TypeOf(assertion.X)))
			}
			return true
		})
	}
}

func (r *reader) skip(file *ast.File) { r.made[r.fset.File(file.FileStart)] = true }

func (r *reader) use(at token.Pos, symbol string) {
	if symbol == "" || r.made[r.fset.File(at)] {
		return
	}
	position := r.fset.Position(at)
	if r.found[symbol] == nil {
		r.found[symbol] = map[string]bool{}
	}
	r.found[symbol][fmt.Sprintf("%s:%d", relative(position.Filename), position.Line)] = true
}

func relative(file string) string {
	folder, err := os.Getwd()
	if err != nil {
		return file
	}
	if path, err := filepath.Rel(folder, file); err == nil && filepath.IsLocal(path) {
		return filepath.ToSlash(path)
	}
	return file
}

// symbol is what the generated package calls an object of its scope; "" is none of it.
func (r *reader) symbol(object types.Object) string {
	if object.Pkg() == nil || object.Pkg().Path() != r.importPath || object.Parent() != object.Pkg().Scope() {
		return ""
	}
	return object.Name()
}

// member is what the generated package calls a field or method that is selected. It belongs to the type that declares it.
func (r *reader) member(receiver types.Type, index []int, object types.Object) string {
	for _, i := range index[:len(index)-1] {
		if structure, ok := deref(receiver).Underlying().(*types.Struct); ok {
			receiver = structure.Field(i).Type()
		}
	}
	owner := r.named(receiver)
	if owner == "" {
		return ""
	}
	return owner + "." + object.Name()
}

// named is what the generated package calls a type, or what a pointer leads to; "" is none of it.
func (r *reader) named(kind types.Type) string {
	if kind == nil {
		return ""
	}
	named, ok := deref(kind).(*types.Named)
	if !ok {
		return ""
	}
	return r.symbol(named.Obj())
}

func deref(kind types.Type) types.Type {
	kind = types.Unalias(kind)
	if pointer, ok := kind.(*types.Pointer); ok {
		return types.Unalias(pointer.Elem())
	}
	return kind
}

func (r *reader) uses() Uses {
	uses := Uses{}
	for symbol, places := range r.found {
		uses[symbol] = slices.Sorted(maps.Keys(places))
	}
	return uses
}
