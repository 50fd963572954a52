package diff_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/render"
	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
)

// TestCases compares the documents of every folder in testdata with what its report.txt says, and that with the
// compiler: user.go is a program against the old package, which compiles against the new one if, and only if, the report
// says so. UPDATE=1 go test writes the reports anew.
func TestCases(t *testing.T) {
	folders, err := filepath.Glob("testdata/*/user.go")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	schema := reportSchema(t)
	for _, program := range folders {
		folder := filepath.Dir(program)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			report := compared(t, filepath.ToSlash(folder))
			expected(t, folder, report)
			valid(t, schema, report)
			compiles(t, folder, report)
		})
	}
}

func compared(t *testing.T, folder string) *diff.Report {
	t.Helper()
	options := diff.Options{From: folder + "/old.yaml", To: folder + "/new.yaml", New: diff.Making{Config: configIn(folder, "new.yaml")}}
	report, err := diff.DocumentsWith(t.Context(), options, shared)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// configIn is the configuration that the package of a case's document is made with; "" is none. Only new ones have some.
func configIn(folder, document string) string {
	path := filepath.Join(folder, "config.yaml")
	if _, err := os.Stat(path); err != nil || document != "new.yaml" {
		return ""
	}
	return path
}

func expected(t *testing.T, folder string, report *diff.Report) {
	t.Helper()
	var got bytes.Buffer
	if err := render.Text(&got, report); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join(folder, "report.txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", &got, want)
	}
}

func reportSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// valid holds the report as JSON against its schema.
func valid(t *testing.T, schema *jsonschema.Schema, report *diff.Report) {
	t.Helper()
	var written bytes.Buffer
	if err := render.JSON(&written, report); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(&written)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		text, _ := json.MarshalIndent(value, "", "  ")
		t.Errorf("%v\n%s", err, text)
	}
}

// compiles asks the compiler whether the report is right. Errors have to be about symbols that the report names.
func compiles(t *testing.T, folder string, report *diff.Report) {
	t.Helper()
	if errs := checkProgram(t, folder, "old.yaml"); len(errs) > 0 {
		t.Fatalf("user.go is no program against the old package: %v", errs)
	}
	errs := checkProgram(t, folder, "new.yaml")
	if report.StopsCompiling != (len(errs) > 0) {
		t.Errorf("the report says %t for whether code stops compiling, the compiler %v", report.StopsCompiling, errs)
	}
	for _, err := range errs {
		if !blamed(report, err) {
			t.Errorf("no row explains %v", err)
		}
	}
}

func blamed(report *diff.Report, err error) bool {
	for _, row := range report.Rows {
		for _, symbol := range row.Symbols {
			name := symbol.Name[strings.LastIndex(symbol.Name, ".")+1:]
			if !symbol.Compatible && row.StopsCompiling && strings.Contains(err.Error(), name) {
				return true
			}
		}
	}
	return false
}

// checkProgram type-checks user.go, bodies and all, against the package made of a document.
func checkProgram(t *testing.T, folder, document string) []error {
	t.Helper()
	made := generated(t, folder, document)
	fset := token.NewFileSet()
	program, err := parser.ParseFile(fset, filepath.Join(folder, "user.go"), nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var errs []error
	config := types.Config{
		Importer: with{"example.com/letters", made, importer(t)},
		Error:    func(err error) { errs = append(errs, err) },
	}
	_, _ = config.Check("main", fset, []*ast.File{program}, nil) // whose errors are collected
	return errs
}

// with imports one package that is not on disk.
type with struct {
	path string
	made *types.Package
	rest types.Importer
}

func (w with) Import(path string) (*types.Package, error) {
	if path == w.path {
		return w.made, nil
	}
	return w.rest.Import(path)
}

// generated is the package made of a document, as the compiler sees it from outside. Most cases have the same old one.
func generated(t *testing.T, folder, document string) *types.Package {
	t.Helper()
	path, config := filepath.Join(folder, document), configIn(folder, document)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	key := string(content) + config
	known, ok := packages.Load(key)
	if !ok {
		known, _ = packages.LoadOrStore(key, checked(t, generate(t, path, config)))
	}
	return known.(*types.Package)
}

var packages sync.Map

// generate makes the files of the package of a document.
func generate(t *testing.T, document, configuration string) []output.File {
	t.Helper()
	doc, err := load.File(t.Context(), document, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	options := resolve.Options{Package: "letters"}
	if configuration != "" {
		if options.Config, err = config.File(configuration); err != nil {
			t.Fatal(err)
		}
	}
	api, _, err := resolve.API(t.Context(), doc, options)
	if err != nil {
		t.Fatal(err)
	}
	files, err := emit.Files(api)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func checked(t *testing.T, files []output.File) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, file := range files {
		if strings.Contains(file.Path, "/") || strings.HasSuffix(file.Path, "_test.go") || !strings.HasSuffix(file.Path, ".go") {
			continue
		}
		one, err := parser.ParseFile(fset, file.Path, file.Content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, one)
	}
	// Whether functions do what they should is not asked here, and what only they import would be missed.
	config := types.Config{Importer: importer(t), IgnoreFuncBodies: true, Error: func(err error) {
		if !strings.Contains(err.Error(), "imported and not used") {
			t.Error(err)
		}
	}}
	made, _ := config.Check("example.com/letters", fset, parsed, nil) // whose errors are reported
	return made
}

// imported is what the generated packages of all cases and their users import; asking the go command once is enough.
var imported = sync.OnceValues(func() (types.Importer, error) {
	return diff.Importer(context.Background(), []string{
		"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603", "context", "fmt",
	})
})

func importer(t *testing.T) types.Importer {
	t.Helper()
	found, err := imported()
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// shared gives every comparison the same importer.
func shared(context.Context, []string) (types.Importer, error) {
	found, err := imported()
	if err == nil && found == nil {
		err = errors.New("no importer")
	}
	return found, err
}
