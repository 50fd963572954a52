// Package calling writes a program that calls every operation of a generated package, with arguments by chance.
package calling

import (
	"bytes"
	_ "embed" // the program
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"text/template"
)

//go:embed calls_test.go.txt
var program string

// tries is how often arguments are made up until the client takes them.
const tries = 30

// facts are what the program cannot find out by reflection.
type facts struct {
	Package, Out string
	Tries        int
	// Variants are the types of unions, Constants the names of enums' constants, by the names of their types.
	Variants, Constants map[string][]string
}

// Program is a test of the package in a folder that writes what it sends to a file.
func Program(dir, importPath, out string) ([]byte, error) {
	f := facts{importPath, out, tries, map[string][]string{}, map[string][]string{}}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		f.read(parsed)
	}
	var b bytes.Buffer
	if err := template.Must(template.New("program").Parse(program)).Execute(&b, f); err != nil {
		return nil, fmt.Errorf("writing the program: %w", err)
	}
	return b.Bytes(), nil
}

func (f facts) read(file *ast.File) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			f.variant(d)
		case *ast.GenDecl:
			if d.Tok == token.CONST {
				f.constants(d)
			}
		}
	}
}

// variant reads the methods that seal unions: func (*FileAttachment) isAttachment().
func (f facts) variant(d *ast.FuncDecl) {
	union, seals := strings.CutPrefix(d.Name.Name, "is")
	if d.Recv == nil || !seals || !ast.IsExported(union) || len(d.Type.Params.List) > 0 || d.Type.Results != nil {
		return
	}
	name, pointer := "", ""
	switch receiver := d.Recv.List[0].Type.(type) {
	case *ast.Ident:
		name = receiver.Name
	case *ast.StarExpr:
		if ident, ok := receiver.X.(*ast.Ident); ok {
			name, pointer = ident.Name, "*"
		}
	}
	if name != "" && !strings.HasPrefix(name, "Unknown") {
		f.Variants[union] = append(f.Variants[union], pointer+"sdk."+name)
	}
}

func (f facts) constants(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		value, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		if of, ok := value.Type.(*ast.Ident); ok && ast.IsExported(of.Name) {
			f.Constants[of.Name] = append(f.Constants[of.Name], value.Names[0].Name)
		}
	}
}
