package diff_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/render"
)

// TestChanges makes one change in a document, as each file of testdata/changes says, and compares what is reported with
// the file's last part. UPDATE=1 go test writes these anew.
func TestChanges(t *testing.T) {
	base, err := os.ReadFile("testdata/changes/base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := filepath.Glob("testdata/changes/*.txt")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			changed := edited(t, string(base), archive)
			got := reported(t, string(base), changed)
			wantReport(t, file, archive, got)
		})
	}
}

// edited is a document with the changes that an archive names.
func edited(t *testing.T, document string, archive *txtar.Archive) string {
	t.Helper()
	for i, part := range archive.Files {
		if part.Name != "replace" {
			continue
		}
		before, after := string(part.Data), string(archive.Files[i+1].Data)
		if strings.Count(document, before) != 1 {
			// A part of a line has no newline of its own.
			before, after = strings.TrimSuffix(before, "\n"), strings.TrimSuffix(after, "\n")
		}
		if found := strings.Count(document, before); found != 1 {
			t.Fatalf("%q is in the document %d times", before, found)
		}
		document = strings.Replace(document, before, after, 1)
	}
	return document
}

func reported(t *testing.T, old, new string) string {
	t.Helper()
	folder := t.TempDir() + "/"
	for name, content := range map[string]string{"old.yaml": old, "new.yaml": new} {
		if err := os.WriteFile(folder+name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report, before, after, err := diff.PackagesWith(t.Context(), diff.Options{From: folder + "old.yaml", To: folder + "new.yaml"}, shared)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range report.Rows {
		for _, rewrite := range row.Rewrites {
			wantCode(t, before, rewrite.Before)
			wantCode(t, after, rewrite.After)
		}
	}
	var text bytes.Buffer
	if err := render.Text(&text, report); err != nil {
		t.Fatal(err)
	}
	_, rows, _ := strings.Cut(text.String(), "\n\n")
	return strings.ReplaceAll(rows, folder, "")
}

// wantCode type-checks what a report says to write. Values of the package's types have the names of these, in lower case;
// other names are for the reader to fill in.
func wantCode(t *testing.T, p *types.Package, code string) {
	t.Helper()
	code, _, _ = strings.Cut(code, " // ")
	code = strings.TrimSuffix(strings.TrimPrefix(code, "case "), ":")
	if code == "" || strings.HasPrefix(code, "response.") {
		return
	}
	var variables strings.Builder
	for _, name := range p.Scope().Names() {
		receiver := strings.ToLower(name[:1]) + name[1:]
		if _, isType := p.Scope().Lookup(name).(*types.TypeName); isType && strings.HasPrefix(code, receiver+".") {
			fmt.Fprintf(&variables, "var %s *%s\n", receiver, name)
		}
	}
	program := "package user\nimport . \"client\"\nfunc user() {\n" + variables.String() + "_ = list(" + code + ")\n}\nfunc list(...any) any"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "user.go", program, parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	config := types.Config{Importer: with{"client", p, importer(t)}, Error: func(err error) {
		if !toFillIn.MatchString(err.Error()) {
			t.Errorf("%s: %v", code, err)
		}
	}}
	_, _ = config.Check("user", fset, []*ast.File{file}, nil) // whose errors are reported
}

var toFillIn = regexp.MustCompile(`: (undefined: [a-z]\w*$|declared and not used|missing function body|.* is not an expression|.*\(no value\) used as value|func list)`)

func wantReport(t *testing.T, file string, archive *txtar.Archive, got string) {
	t.Helper()
	i := len(archive.Files) - 1
	if archive.Files[i].Name != "report" {
		i++
		archive.Files = append(archive.Files, txtar.File{Name: "report"})
	}
	if want := string(archive.Files[i].Data); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	archive.Files[i].Data = []byte(got)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, txtar.Format(archive), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
