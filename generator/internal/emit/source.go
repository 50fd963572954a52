package emit

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
)

// goSource is a Go file.
type goSource struct {
	text []byte
	// symbols are the exported ones: Type, Func, Const, Type.Field and Type.Method.
	symbols []string
}

// formatted formats what templates have written, as gofmt does. The syntax tree that it takes says what is declared, too.
func formatted(written []byte) (goSource, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", written, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return goSource{}, err
	}
	ast.SortImports(set, file)
	var out bytes.Buffer
	gofmt := printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 8}
	if err := gofmt.Fprint(&out, set, file); err != nil {
		return goSource{}, err
	}
	return goSource{text: groupImports(out.Bytes()), symbols: exported(file)}, nil
}
