package diff

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/output"
)

// goPackage is the generated package, parsed.
type goPackage struct {
	fset  *token.FileSet
	files []*ast.File
}

// parseFiles parses the files of the package itself; other packages in folders below are not compared.
func parseFiles(files []output.File) (*goPackage, error) {
	p := &goPackage{fset: token.NewFileSet()}
	for _, file := range files {
		if strings.Contains(file.Path, "/") || !strings.HasSuffix(file.Path, ".go") || strings.HasSuffix(file.Path, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(p.fset, file.Path, file.Content, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("generated package: %w", err)
		}
		withoutBodies(parsed)
		p.files = append(p.files, parsed)
	}
	return p, nil
}

// withoutBodies forgets what functions do: the API is in what they take and give. What only the run-time calls is no API.
func withoutBodies(file *ast.File) {
	file.Decls = slices.DeleteFunc(file.Decls, func(decl ast.Decl) bool {
		function, is := decl.(*ast.FuncDecl)
		return is && function.Recv != nil && function.Name.Name == "DescribeJSON"
	})
	for _, decl := range file.Decls {
		if function, ok := decl.(*ast.FuncDecl); ok {
			function.Body = nil
		}
	}
}

// imports are the packages that the package imports, sorted.
func (p *goPackage) imports() []string {
	all := map[string]bool{}
	for _, file := range p.files {
		for _, spec := range file.Imports {
			if path, err := strconv.Unquote(spec.Path.Value); err == nil {
				all[path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// check type-checks the package. Imports that only bodies use are no mistake here.
func (p *goPackage) check(importer types.Importer, info *types.Info) (*types.Package, error) {
	var errs []error
	config := types.Config{
		Importer: importer,
		Error: func(err error) {
			if !strings.Contains(err.Error(), "imported and not used") && !strings.Contains(err.Error(), "missing function body") {
				errs = append(errs, err)
			}
		},
		IgnoreFuncBodies: true,
	}
	checked, _ := config.Check(packageName, p.fset, p.files, info) // whose errors are collected above
	if len(errs) > 0 {
		return nil, fmt.Errorf("the generated package does not compile: %w", errors.Join(errs[:min(len(errs), 10)]...))
	}
	return checked, nil
}

// rename gives declarations of the package other names, so that apidiff compares them with those of these names.
func (p *goPackage) rename(renamed map[string]string, importer types.Importer) (*types.Package, error) {
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	checked, err := p.check(importer, info)
	if err != nil {
		return nil, err
	}
	scope := checked.Scope()
	for _, identifiers := range []map[*ast.Ident]types.Object{info.Defs, info.Uses} {
		for identifier, object := range identifiers {
			if name, ok := renamed[identifier.Name]; ok && object != nil && object.Parent() == scope {
				identifier.Name = name
			}
		}
	}
	return p.check(importer, nil)
}

// exported are the names of the package's exported declarations.
func (p *goPackage) exported() map[string]bool {
	names := map[string]bool{}
	for _, file := range p.files {
		for _, decl := range file.Decls {
			for _, name := range declared(decl) {
				if token.IsExported(name) {
					names[name] = true
				}
			}
		}
	}
	return names
}

// declared are the names that a declaration declares in the package.
func declared(decl ast.Decl) []string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			return []string{decl.Name.Name}
		}
	case *ast.GenDecl:
		var names []string
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					names = append(names, name.Name)
				}
			}
		}
		return names
	}
	return nil
}
