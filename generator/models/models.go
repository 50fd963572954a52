// Package models makes the structs and the request constructors with oapi-codegen.
//
// It is the only importer of oapi-codegen. The document that oapi-codegen is given is not the user's: it is written anew
// from the resolved model, in the shapes that leave oapi-codegen no choice of a name or a type (x-go-name, x-go-type,
// x-order). So what the user's document holds cannot surprise it, and none of its text reaches it but names.
package models

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// Source is what was made: two files' worth of declarations.
type Source struct {
	// Structs are the declarations of the objects and of the operations' parameters.
	Structs Declarations
	// Requests are the unexported request constructors.
	Requests Declarations
}

// Declarations are Go source of package-level declarations, without package clause and imports.
type Declarations struct {
	// Text is the source.
	Text string
	// Imports are the paths of the packages that it uses.
	Imports []string
}

// Generate makes the declarations. It must not run concurrently: oapi-codegen keeps global state.
func Generate(api *ir.API) (*Source, error) {
	code, err := codegen.Generate(document(api), configuration())
	if err != nil {
		return nil, fmt.Errorf("generating models and requests: %w", err)
	}
	fileSet := token.NewFileSet()
	file, err := parser.ParseFile(fileSet, "models.go", code, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("reading generated models: %w", err)
	}
	return selectDeclarations(api, fileSet, file, code)
}

// configuration asks for models and request constructors and leaves the rest out. Formatting is skipped because the
// output stage formats once, and its search for imports is half of oapi-codegen's time.
func configuration() codegen.Configuration {
	version := "v2"
	nothing := "{{\"\"}}\n"
	return codegen.Configuration{
		PackageName:         "generated",
		Generate:            codegen.GenerateOptions{Models: true, Client: true},
		Compatibility:       codegen.CompatibilityOptions{DisableFlattenAdditionalProperties: true},
		AllowRemoteRefsFrom: []string{},
		OutputOptions: codegen.OutputOptions{
			SkipFmt:   true,
			SkipPrune: true,
			UserTemplates: map[string]string{
				"additional-properties.tmpl": nothing,
				"client-with-responses.tmpl": nothing,
			},
		},
		NoVCSVersionOverride: &version,
	}
}

// selection collects declarations and the packages that they use.
type selection struct {
	fileSet *token.FileSet
	code    string
	text    strings.Builder
	used    map[string]bool
}

// selectDeclarations keeps the structs and the New...Request functions, under the names that the resolved model gives
// them, and drops oapi-codegen's client, which has no errors, retries or paging.
func selectDeclarations(api *ir.API, fileSet *token.FileSet, file *ast.File, code string) (*Source, error) {
	names, structs := requestNames(api), structNames(api)
	types := &selection{fileSet: fileSet, code: code, used: map[string]bool{}}
	functions := &selection{fileSet: fileSet, code: code, used: map[string]bool{}}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.GenDecl:
			if object, ok := structs[declaredType(decl)]; ok {
				types.writeStruct(decl.Specs[0].(*ast.TypeSpec), object)
			}
		case *ast.FuncDecl:
			if name, ok := names[decl.Name.Name]; ok && decl.Recv == nil {
				functions.writeFunc(decl, name)
				delete(names, decl.Name.Name)
			}
		}
	}
	if len(names) > 0 {
		return nil, fmt.Errorf("oapi-codegen made no request constructor for %d operations", len(names))
	}
	return &Source{Structs: types.declarations(), Requests: functions.declarations()}, nil
}

func (s *selection) declarations() Declarations {
	imports := slices.SortedFunc(maps.Keys(s.used), func(a, b string) int {
		dotted := func(path string) int { return min(1, strings.Count(path, ".")) }
		return cmp.Or(dotted(a)-dotted(b), strings.Compare(a, b))
	})
	return Declarations{Text: s.text.String(), Imports: imports}
}

// source is the text of a node.
func (s *selection) source(node ast.Node) string {
	return s.code[s.fileSet.Position(node.Pos()).Offset:s.fileSet.Position(node.End()).Offset]
}

// packages are the packages that oapi-codegen's structs and request constructors may use.
func packages() map[string]string {
	return map[string]string{
		"json": "encoding/json", "fmt": "fmt", "io": "io", "http": "net/http", "url": "net/url", "strings": "strings",
		"time": "time", "runtime": "github.com/oapi-codegen/runtime",
	}
}

// use notes the packages that a node refers to.
func (s *selection) use(node ast.Node) {
	known := packages()
	ast.Inspect(node, func(node ast.Node) bool {
		if selector, ok := node.(*ast.SelectorExpr); ok {
			if ident, ok := selector.X.(*ast.Ident); ok && known[ident.Name] != "" {
				s.used[known[ident.Name]] = true
			}
		}
		return true
	})
}

// declaredType is the name that a declaration gives to a type, "" for other declarations.
func declaredType(decl *ast.GenDecl) string {
	if decl.Tok != token.TYPE || len(decl.Specs) != 1 {
		return ""
	}
	spec, ok := decl.Specs[0].(*ast.TypeSpec)
	if !ok {
		return ""
	}
	return spec.Name.Name
}

// writeStruct copies a struct's fields under our name and doc comments.
func (s *selection) writeStruct(spec *ast.TypeSpec, object *ir.Object) {
	docs := map[string]ir.Doc{"AdditionalProperties": extraDoc()}
	for _, field := range object.Fields {
		docs[field.Name] = field.Doc
	}
	writeComment(&s.text, "", object.Doc.Lines(object.Name))
	fmt.Fprintf(&s.text, "type %s struct {\n", object.Name)
	body, ok := spec.Type.(*ast.StructType)
	for i := 0; ok && i < len(body.Fields.List); i++ {
		field := body.Fields.List[i]
		if i > 0 {
			s.text.WriteString("\n")
		}
		writeComment(&s.text, "\t", docs[field.Names[0].Name].FieldLines())
		fmt.Fprintf(&s.text, "\t%s\n", s.source(field))
	}
	s.text.WriteString("}\n\n")
	s.use(spec.Type)
}

func writeComment(out *strings.Builder, indent string, lines []string) {
	for _, line := range lines {
		out.WriteString(indent + strings.TrimRight("// "+line, " ") + "\n")
	}
}

func extraDoc() ir.Doc {
	return ir.Doc{Text: "AdditionalProperties are the properties that the document does not know, as they came, and, under a " +
		"field's own name, what the field's type cannot hold. They are sent as they are. Nil where there are none."}
}

// writeFunc copies a function with its name and the name of its parameters' type replaced.
func (s *selection) writeFunc(decl *ast.FuncDecl, name requestName) {
	fmt.Fprintf(&s.text, "// %s builds the request of %s.\n", name.constructor, name.operation)
	offset := func(pos token.Pos) int { return s.fileSet.Position(pos).Offset }
	at := offset(decl.Pos())
	ast.Inspect(decl, func(node ast.Node) bool {
		ident, ok := node.(*ast.Ident)
		if !ok {
			return true
		}
		if replacement, ok := name.replace[ident.Name]; ok {
			s.text.WriteString(s.code[at:offset(ident.Pos())] + replacement)
			at = offset(ident.End())
		}
		return true
	})
	s.text.WriteString(s.code[at:offset(decl.End())] + "\n\n")
	s.use(decl)
}

// File makes a formatted Go file of declarations.
func File(header, packageName string, declarations Declarations) ([]byte, error) {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n\npackage %s\n\n", header, packageName)
	if len(declarations.Imports) > 0 {
		out.WriteString("import (\n")
		standard := true
		for _, path := range declarations.Imports {
			if standard && strings.Contains(path, ".") {
				standard = false
				out.WriteString("\n")
			}
			fmt.Fprintf(&out, "\t%q\n", path)
		}
		out.WriteString(")\n\n")
	}
	out.WriteString(declarations.Text)
	return format.Source([]byte(out.String()))
}
