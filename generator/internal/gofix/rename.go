package gofix

import (
	"context"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/packages"
)

// Rename writes in packages what the declarations with //go:fix inline of files called fileName hand on to, where that is
// nothing but another name: also in calls that go fix leaves alone, because they are generic, or because it does not know that the
// order of what is evaluated makes no difference. It returns the files that changed, sorted.
func Rename(ctx context.Context, fileName string, patterns []string) ([]string, error) {
	config := &packages.Config{Context: ctx, Tests: true, BuildFlags: []string{"-trimpath=false"}, Mode: packages.NeedName | packages.NeedFiles |
		packages.NeedImports | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedExportFile}
	program, err := packages.Load(config, patterns...)
	if err != nil {
		return nil, err
	}
	r := renamer{fileName: fileName, known: map[string]map[string]string{}, generated: map[string]bool{}, edits: map[string]map[edit]bool{}}
	for _, p := range program {
		for _, file := range p.Syntax {
			r.file(p, file)
		}
	}
	for file, edits := range r.edits {
		if err := apply(file, slices.Collect(maps.Keys(edits))); err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(r.edits)), nil
}

// renamer collects what to write, each change once: a file is part of a package, and of the package with its tests.
type renamer struct {
	fileName  string
	known     map[string]map[string]string // what files of declarations hand on to
	generated map[string]bool
	edits     map[string]map[edit]bool
}

func (r *renamer) file(p *packages.Package, file *ast.File) {
	name := p.Fset.Position(file.FileStart).Filename
	if filepath.Base(name) == r.fileName || isGenerated(r.generated, name) {
		return
	}
	expressions := map[*ast.Ident]bool{} // methods as functions of their receiver
	ast.Inspect(file, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.SelectorExpr:
			selection := p.TypesInfo.Selections[n]
			expressions[n.Sel] = selection != nil && selection.Kind() == types.MethodExpr
		case *ast.Ident:
			if now := r.now(p, n); now != "" && !expressions[n] {
				r.edit(p.Fset, name, n, now)
			}
		}
		return true
	})
}

// now is what to write for a name; "" is the same.
func (r *renamer) now(p *packages.Package, name *ast.Ident) string {
	object := p.TypesInfo.Uses[name]
	if object == nil || object.Pkg() == nil || object.Pkg() == p.Types {
		return ""
	}
	file := p.Fset.Position(object.Pos()).Filename
	if filepath.Base(file) != r.fileName {
		return ""
	}
	if r.known[file] == nil {
		r.known[file] = forwards(file)
	}
	return r.known[file][symbol(object)]
}

// symbol is Name, or Type.Name for a method.
func symbol(object types.Object) string {
	function, ok := object.(*types.Func)
	if !ok || function.Signature().Recv() == nil {
		return object.Name()
	}
	kind := function.Signature().Recv().Type()
	if pointer, ok := kind.(*types.Pointer); ok {
		kind = pointer.Elem()
	}
	if named, ok := types.Unalias(kind).(*types.Named); ok {
		return named.Obj().Name() + "." + object.Name()
	}
	return object.Name()
}

func (r *renamer) edit(fset *token.FileSet, file string, name *ast.Ident, now string) {
	if r.edits[file] == nil {
		r.edits[file] = map[edit]bool{}
	}
	start := fset.Position(name.Pos()).Offset
	r.edits[file][edit{Filename: file, Start: start, End: start + len(name.Name), New: now}] = true
}
