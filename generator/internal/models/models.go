// Package models makes the structs of objects and of operations' parameters with oapi-codegen.
//
// It is the only importer of oapi-codegen. The document that oapi-codegen is given is not the user's: it is written anew
// from the resolved model, in the shapes that leave oapi-codegen no choice of a name or a type (x-go-name, x-go-type,
// x-order). So what the user's document holds cannot surprise it, and none of its text reaches it but names. It has no
// operations: a request is built at run time, from the table that a template makes of its operation.
package models

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"

	"github.com/hubchannels/hubchannels-go/internal/border"
	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Declaration is a package-level declaration with its doc comment.
type Declaration struct {
	name, text string
	imports    []string
}

// Name is what is declared.
func (d Declaration) Name() string { return d.name }

// Lines is how long the declaration is.
func (d Declaration) Lines() int { return strings.Count(d.text, "\n") }

// Generate makes the declarations. It must not run concurrently: oapi-codegen keeps global state.
func Generate(api *ir.API) ([]Declaration, error) {
	doc := document(api)
	code, err := codegen.Generate(doc, configuration())
	*doc = openapi3.T{} // oapi-codegen keeps it, and a large one would stay in memory
	if err != nil {
		return nil, fmt.Errorf("generating models: %w", err)
	}
	fileSet := token.NewFileSet()
	file, err := parser.ParseFile(fileSet, "models.go", code, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("reading generated models: %w", err)
	}
	return structures(api, &output{fileSet: fileSet, code: code, packages: packages(api)}, file), nil
}

// configuration asks for models and leaves the rest out. Formatting is skipped because the output stage formats once, and
// its search for imports is half of oapi-codegen's time.
func configuration() codegen.Configuration {
	version := "v2"
	nothing := "{{\"\"}}\n"
	return codegen.Configuration{
		PackageName:         "generated",
		Generate:            codegen.GenerateOptions{Models: true},
		Compatibility:       codegen.CompatibilityOptions{DisableFlattenAdditionalProperties: true},
		AllowRemoteRefsFrom: []string{},
		OutputOptions: codegen.OutputOptions{
			SkipFmt:       true,
			SkipPrune:     true,
			UserTemplates: map[string]string{"additional-properties.tmpl": nothing},
		},
		NoVCSVersionOverride: &version,
	}
}

// output is oapi-codegen's output, of which declarations are selected.
type output struct {
	fileSet *token.FileSet
	code    string
	// packages are those that structs may use, by what they are imported as.
	packages map[string]string
}

// structures are the structs, under the doc comments that the resolved model gives them.
func structures(api *ir.API, made *output, file *ast.File) []Declaration {
	objects := map[string]*ir.Object{}
	for _, object := range slices.Concat(api.Objects, api.Params) {
		objects[object.Name] = object
	}
	var found []Declaration
	for _, decl := range file.Decls {
		if decl, ok := decl.(*ast.GenDecl); ok {
			if object, ok := objects[declaredType(decl)]; ok {
				found = append(found, made.structure(decl.Specs[0].(*ast.TypeSpec), object))
			}
		}
	}
	return found
}

// source is the text of a node.
func (o *output) source(node ast.Node) string {
	return o.code[o.fileSet.Position(node.Pos()).Offset:o.fileSet.Position(node.End()).Offset]
}

// packages are how the packages that structs may use are imported, by what they are called.
func packages(api *ir.API) map[string]string {
	known := map[string]string{}
	for _, importPath := range []string{"encoding/json", "math/big", "time", "github.com/google/uuid",
		"github.com/hubchannels/hubchannels-go/sdk", "github.com/hubchannels/hubchannels-go/sdk/codec"} {
		known[path.Base(importPath)] = strconv.Quote(importPath)
	}
	for importPath, alias := range api.Imports {
		known[alias] = strings.TrimPrefix(alias+" "+strconv.Quote(importPath), path.Base(importPath)+" ")
	}
	return known
}

// imports are the packages that a node refers to.
func (o *output) imports(node ast.Node) []string {
	known := o.packages
	var used []string
	ast.Inspect(node, func(node ast.Node) bool {
		if selector, ok := node.(*ast.SelectorExpr); ok {
			if ident, ok := selector.X.(*ast.Ident); ok && known[ident.Name] != "" {
				used = append(used, known[ident.Name])
			}
		}
		return true
	})
	return used
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

// structure copies a struct's fields under our name and doc comments.
func (o *output) structure(spec *ast.TypeSpec, object *ir.Object) Declaration {
	docs, tags := map[string]ir.Doc{"AdditionalProperties": extraDoc()}, tagsOf(object)
	for _, field := range object.Fields {
		docs[field.Name] = field.Doc
	}
	var text strings.Builder
	writeComment(&text, "", godoc.Lines(object.Doc, object.Name))
	fmt.Fprintf(&text, "type %s struct {\n", object.Name)
	body, ok := spec.Type.(*ast.StructType)
	for i := 0; ok && i < len(body.Fields.List); i++ {
		field := body.Fields.List[i]
		if i > 0 {
			text.WriteString("\n")
		}
		field.Tag = nil
		name := field.Names[0].Name
		writeComment(&text, "\t", godoc.FieldLines(docs[name]))
		fmt.Fprintf(&text, "\t%s%s\n", o.source(field), tags[name])
	}
	text.WriteString("}\n\n")
	return Declaration{name: object.Name, text: text.String(), imports: o.imports(spec.Type)}
}

// tagsOf are the struct tags of an object's fields, by which the codec knows them. Parameters need none: the tables of
// their operations name the fields.
func tagsOf(object *ir.Object) map[string]string {
	if object.Params {
		return nil
	}
	tags := map[string]string{"AdditionalProperties": " " + border.Tag(gotype.ExtraTag(object))}
	for _, field := range object.Fields {
		tags[field.Name] = " " + border.Tag(gotype.Tag(object, field))
	}
	return tags
}

func writeComment(out *strings.Builder, indent string, lines []string) {
	for _, line := range lines {
		out.WriteString(indent + border.Comment(line) + "\n")
	}
}

func extraDoc() ir.Doc {
	return ir.Doc{Text: "What the document does not know; see the package's comment."}
}
