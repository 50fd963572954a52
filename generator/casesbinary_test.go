package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// cases makes one test of the tests and the examples of many packages, so that each package is compiled once and all of
// them are linked once: Go would compile each package anew for its tests, and link a program for each.
type cases struct {
	module  string
	imports []string
	tests   []string
	shown   []string
}

// add makes plain files of the test files of a package, and notes their tests and examples. Those that are not of the package
// go into a package below it.
func (c *cases) add(t *testing.T, name string) {
	t.Helper()
	folder := filepath.Join(c.module, name)
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	var inside, outside []*ast.File
	fset := token.NewFileSet()
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		to, external := folder, bytes.Contains(source, []byte("\npackage sdk_test\n")) || bytes.HasPrefix(source, []byte("package sdk_test\n"))
		if external {
			to, source = filepath.Join(folder, "used"), bytes.Replace(source, []byte("package sdk_test\n"), []byte("package used\n"), 1)
		}
		parsed, err := parser.ParseFile(fset, file, source, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if external {
			outside = append(outside, parsed)
		} else {
			inside = append(inside, parsed)
		}
		move(t, file, filepath.Join(to, strings.TrimSuffix(filepath.Base(file), "_test.go")+".case.go"), source)
	}
	c.note(name, "", inside)
	c.note(name, "/used", outside)
}

func move(t *testing.T, from, to string, source []byte) {
	t.Helper()
	if err := os.Remove(from); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, source, 0o644); err != nil {
		t.Fatal(err)
	}
}

// note has the tests and the examples of a package called.
func (c *cases) note(name, below string, files []*ast.File) {
	alias := fmt.Sprintf("p%d", len(c.imports))
	before := len(c.tests) + len(c.shown)
	for _, file := range files {
		for _, declaration := range file.Decls {
			if f, is := declaration.(*ast.FuncDecl); is && f.Recv == nil && testName.MatchString(f.Name.Name) {
				c.tests = append(c.tests, fmt.Sprintf("\tt.Run(%q, in(%q, %s.%s))\n", name+"/"+f.Name.Name, name, alias, f.Name.Name))
			}
		}
	}
	for _, example := range doc.Examples(files...) {
		if example.Output != "" || example.EmptyOutput {
			c.shown = append(c.shown, fmt.Sprintf("\t\t{Name: %q, F: %s.Example%s, Output: %q, Unordered: %v},\n",
				name+"/"+example.Name, alias, example.Name, example.Output, example.Unordered))
		}
	}
	if len(c.tests)+len(c.shown) > before {
		c.imports = append(c.imports, fmt.Sprintf("\t%s %q\n", alias, "cases.test/"+name+below))
	}
}

var testName = regexp.MustCompile(`^Test[^a-z]`)

// write writes the test.
func (c *cases) write(t *testing.T) {
	t.Helper()
	source := "package cases\n\nimport (\n\t\"regexp\"\n\t\"testing\"\n\n" + strings.Join(c.imports, "") + ")\n\n" +
		"func TestCases(t *testing.T) {\n" + strings.Join(c.tests, "") + "}\n\n" +
		"func in(folder string, test func(*testing.T)) func(*testing.T) {\n\treturn func(t *testing.T) {\n\t\tt.Chdir(folder)\n\t\ttest(t)\n\t}\n}\n\n" +
		"func TestExamples(t *testing.T) {\n\tif !testing.RunExamples(regexp.MatchString, []testing.InternalExample{\n" + strings.Join(c.shown, "") +
		"\t}) {\n\t\tt.Fail()\n\t}\n}\n"
	if err := os.WriteFile(filepath.Join(c.module, "cases_test.go"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
}
