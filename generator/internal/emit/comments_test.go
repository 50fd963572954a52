package emit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
)

// commentsOf generates from a document, and returns the doc comments of declarations and fields by their names.
func commentsOf(t *testing.T, spec string) map[string]string {
	t.Helper()
	doc, err := load.File(t.Context(), spec, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := resolve.API(t.Context(), doc, resolve.Options{Package: "sdk", Import: "example.test/sdk"})
	if err != nil {
		t.Fatal(err)
	}
	files, err := emit.Files(api)
	if err != nil {
		t.Fatal(err)
	}
	comments := map[string]string{}
	for _, made := range files {
		if !strings.HasSuffix(made.Path, ".gen.go") || strings.Contains(made.Path, "/") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), made.Path, made.Content, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if file.Doc != nil {
			comments["package"] = file.Doc.Text()
		}
		for _, decl := range file.Decls {
			collect(decl, comments)
		}
	}
	return comments
}

func collect(decl ast.Decl, comments map[string]string) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		comments[decl.Name.Name] = decl.Doc.Text()
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			spec, ok := spec.(*ast.TypeSpec)
			if !ok {
				continue
			}
			comments[spec.Name.Name] = decl.Doc.Text()
			structure, ok := spec.Type.(*ast.StructType)
			for i := 0; ok && i < len(structure.Fields.List); i++ {
				if field := structure.Fields.List[i]; len(field.Names) == 1 {
					comments[spec.Name.Name+"."+field.Names[0].Name] = field.Doc.Text()
				}
			}
		}
	}
}

func TestTextsInComments(t *testing.T) {
	const deprecated = "\nDeprecated: the document marks it as deprecated.\n"
	comments := commentsOf(t, "../../testdata/doc-text/spec.yaml")
	for name, want := range map[string]string{
		"GetA": "GetA sends GET /a.\n\nGet an A.\n\nReturns **one** A.\n\n  - first\n  - second\n  - 1. one\n  - 2. two\n\nquote\n\n" +
			"Deprecated: not really.\n\n//go:generate rm -rf /\n\n\"+build\" ignore\n" + deprecated,
		"MakeA":        "MakeA sends POST /a.\n\nlowercase first. e.g. this, i.e. that. Second sentence\n\nReference: https://example.com/docs\n",
		"GetAParams":   "GetAParams are the parameters of [Client.GetA].\n",
		"GetAParams.P": "The p. Windows line. Tab. RTL bell\n\nThe default is x y.\n" + deprecated,
		"GetAParams.Q": "go:embed secret.txt\n\nThe default is 5.\n",
		"WithP":        "WithP sets P.\n\nThe p. Windows line. Tab. RTL bell\n\nThe default is x y.\n" + deprecated,
		"A.X":          "Old.\n\nThe default is d.\n" + deprecated,
		"A.Y":          "At least 1.\n",
		"A.Z":          "",
		"A.URL":        "\"nolint\":all\n",
	} {
		if comments[name] != want {
			t.Errorf("%s has the comment %q, want %q", name, comments[name], want)
		}
	}
	for _, want := range []string{"# Heading\n\nSome *markdown*", "a link (https://example.com), html & entities.\n\n\tfunc main() {}\n\n\ta  b\n\t1  2\n"} {
		if !strings.Contains(comments["package"], want) {
			t.Errorf("the package's comment lacks %q:\n%s", want, comments["package"])
		}
	}
}

func TestReadOnlyAndWriteOnlyAreSaid(t *testing.T) {
	comments := commentsOf(t, "../../testdata/read-write-only/spec.yaml")
	const readOnly, writeOnly = "Read-only: the server sets it, and requests leave it out.\n", "Write-only: answers leave it out.\n"
	for name, want := range map[string]string{
		"User.ID": readOnly, "User.CreatedAt": readOnly, "User.Note": readOnly, "User.Settings": readOnly, "User.Tags": readOnly,
		"User.Name": "", "User.Password": writeOnly,
	} {
		if got := comments[name]; got != want {
			t.Errorf("%s has the comment %q, want %q", name, got, want)
		}
	}
}
