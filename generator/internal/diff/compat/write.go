package compat

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The files that are written into the new package's folder.
const (
	// FileName has the declarations.
	FileName = "compat.go"
	// OverlayName makes go fix read the files in the folder of the same name instead of the package's own.
	OverlayName = "compat-arguments.json"
)

const overlayFolder = "compat-arguments"

// Write writes what a plan declares into the folder of the new package, and returns the names of the files, sorted. Files
// of an earlier plan are replaced or removed; no other file is touched.
func Write(folder string, plan *Plan, imports map[string]string) ([]string, error) {
	p, err := readPackage(folder)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	if len(plan.Declarations) > 0 {
		if files[FileName], err = source(p.name, plan.Declarations, plan.Left, imports); err != nil {
			return nil, err
		}
	}
	if len(plan.Changed) > 0 {
		if err := p.overlay(files, plan, imports); err != nil {
			return nil, err
		}
	}
	return put(folder, files)
}

// put writes the files, and removes those that an earlier plan needed.
func put(folder string, files map[string][]byte) ([]string, error) {
	if err := removeOwn(folder); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return nil, err
		}
		if err := root.WriteFile(name, files[name], 0o644); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// mark is in the first line of compat.go.
const mark = "// Written by hubchannels diff --emit-compat"

// removeOwn removes what an earlier plan wrote. A compat.go of somebody else's is an error.
func removeOwn(folder string) error {
	content, err := os.ReadFile(filepath.Join(folder, FileName))
	if err == nil && !bytes.HasPrefix(content, []byte(mark)) {
		return fmt.Errorf("%s is not of this program's making: rename it first", filepath.Join(folder, FileName))
	}
	return errors.Join(remove(filepath.Join(folder, FileName)), RemoveOverlay(folder))
}

// Overlay is the path of the overlay in the folder of a package, "" if no arguments changed there.
func Overlay(folder string) (string, error) {
	path := filepath.Join(folder, OverlayName)
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return path, err
}

// RemoveOverlay removes the overlay from the folder of a package once go fix has run with it: another run would change the
// arguments of the same calls again.
func RemoveOverlay(folder string) error {
	return errors.Join(remove(filepath.Join(folder, OverlayName)), os.RemoveAll(filepath.Join(folder, overlayFolder)))
}

// remove removes a file if it is there.
func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// source is a file with declarations.
func source(packageName string, declarations []Declaration, left []Left, imports map[string]string) ([]byte, error) {
	var b, body bytes.Buffer
	for _, declaration := range declarations {
		fmt.Fprintf(&body, "\n// %s is %s now.\n//\n// Deprecated: write %s.\n//\n//go:fix inline\n%s\n",
			declaration.Name, declaration.Instead, declaration.Instead, declaration.Source)
	}
	fmt.Fprintf(&b, "%s for code that was written against the package before. Once that is moved, remove this file.\n", mark)
	for i, one := range left {
		if i == 0 {
			b.WriteString("//\n// To be moved by hand:\n")
		}
		fmt.Fprintf(&b, "//   - %s: %s.\n", one.Name, one.Why)
	}
	fmt.Fprintf(&b, "\npackage %s\n\nimport (\n", packageName)
	for _, path := range slices.Sorted(maps.Keys(imports)) {
		if strings.Contains(body.String(), imports[path]+".") {
			fmt.Fprintf(&b, "%s %q\n", alias(path, imports[path]), path)
		}
	}
	b.WriteString(")\n")
	text := strings.Replace(b.String()+body.String(), "import (\n)\n", "", 1)
	formatted, err := format.Source([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", FileName, err)
	}
	return formatted, nil
}

// goPackage is the new package as it is on disk.
type goPackage struct {
	folder, name string
	fset         *token.FileSet
	files        map[string]*ast.File
}

func readPackage(folder string) (*goPackage, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	p := &goPackage{folder: folder, fset: token.NewFileSet(), files: map[string]*ast.File{}}
	for _, path := range paths {
		name := filepath.Base(path)
		if name == FileName || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if p.files[name], err = parser.ParseFile(p.fset, path, nil, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			return nil, err
		}
		p.name = p.files[name].Name.Name
	}
	if p.name == "" {
		return nil, fmt.Errorf("%s holds no Go package: generate the new one there first", folder)
	}
	return p, nil
}

// overlay adds the files of the first of two runs of go fix: the package's own, in which what changed has another name,
// and the old functions in their place.
func (p *goPackage) overlay(files map[string][]byte, plan *Plan, imports map[string]string) error {
	changed := map[string]Change{}
	var old []Declaration
	for _, change := range plan.Changed {
		changed[change.Name] = change
		old = append(old, change.Declaration)
	}
	replaced := map[string]string{}
	add := func(name string, content []byte) error {
		copied := filepath.ToSlash(filepath.Join(overlayFolder, name+".txt")) // which no go command takes for a package's
		files[copied] = content
		from, err := filepath.Abs(filepath.Join(p.folder, name))
		if err != nil {
			return err
		}
		replaced[from], err = filepath.Abs(filepath.Join(p.folder, copied))
		return err
	}
	for name, file := range p.files {
		content, err := p.renamed(file, changed)
		if content == nil && err == nil {
			continue
		}
		if err := errors.Join(err, add(name, content)); err != nil {
			return err
		}
	}
	content, err := source(p.name, slices.Concat(old, without(plan)), nil, imports)
	if err := errors.Join(err, add(FileName, content)); err != nil {
		return err
	}
	files[OverlayName], err = json.MarshalIndent(map[string]any{"Replace": replaced}, "", "  ")
	return err
}

// without are the declarations of a plan that are not what Changed leaves behind.
func without(plan *Plan) []Declaration {
	return slices.DeleteFunc(slices.Clone(plan.Declarations), func(declaration Declaration) bool {
		return slices.ContainsFunc(plan.Changed, func(c Change) bool { return c.Name+"Now" == declaration.Name })
	})
}

// renamed is a file in which what changed has its other name, where it is declared and where the package calls it; nil if
// that is nowhere in the file.
func (p *goPackage) renamed(file *ast.File, changed map[string]Change) ([]byte, error) {
	found := false
	for _, decl := range file.Decls {
		function, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		receiver, name := receiverOf(function)
		if change, ok := changed[strings.TrimPrefix(receiver+"."+function.Name.Name, ".")]; ok {
			function.Name.Name, found = change.Now, true
		}
		ast.Inspect(function, func(node ast.Node) bool {
			found = renameCall(node, receiver, name, changed) || found
			return true
		})
	}
	if !found {
		return nil, nil
	}
	var b bytes.Buffer
	err := format.Node(&b, p.fset, file)
	return b.Bytes(), err
}

// renameCall renames what a node calls, if it is a function or a method of the receiver that changed.
func renameCall(node ast.Node, receiver, name string, changed map[string]Change) bool {
	call, ok := node.(*ast.CallExpr)
	if !ok {
		return false
	}
	var called *ast.Ident
	symbol := ""
	switch function := call.Fun.(type) {
	case *ast.Ident:
		called, symbol = function, function.Name
	case *ast.SelectorExpr:
		if owner, ok := function.X.(*ast.Ident); ok && owner.Name == name {
			called, symbol = function.Sel, receiver+"."+function.Sel.Name
		}
	}
	change, ok := changed[symbol]
	if ok && called != nil {
		called.Name = change.Now
	}
	return ok
}

// receiverOf returns the type and the name of a method's receiver, "" for a function.
func receiverOf(function *ast.FuncDecl) (kind, name string) {
	if function.Recv == nil || len(function.Recv.List[0].Names) == 0 {
		return "", ""
	}
	expr := function.Recv.List[0].Type
	if pointer, ok := expr.(*ast.StarExpr); ok {
		expr = pointer.X
	}
	if named, ok := expr.(*ast.Ident); ok {
		kind = named.Name
	}
	return kind, function.Recv.List[0].Names[0].Name
}
