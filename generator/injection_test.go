package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestInjection generates from a document whose every text tries to become Go. The package is compiled with the other
// cases; here, none of its declarations may be the document's, and none of its comments a directive.
func TestInjection(t *testing.T) {
	out := filepath.Join(t.TempDir(), "sdk")
	var said bytes.Buffer
	args := []string{"generate", "--spec", "testdata/injection/spec.yaml", "--out", out, "--package", "sdk"}
	if code := run(t.Context(), args, &said, &said); code != exitOK {
		t.Fatalf("exit code %d: %s", code, &said)
	}
	files, err := filepath.Glob(filepath.Join(out, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("nothing was generated: %v", err)
	}
	for _, path := range files {
		checkComments(t, path)
	}
}

// checkComments parses a file, and fails where something is declared that no generator declares, or a comment may be more
// than one.
func checkComments(t *testing.T, path string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	lookForInjection(t, file)
}

func lookForInjection(t *testing.T, file *ast.File) {
	t.Helper()
	ast.Inspect(file, func(node ast.Node) bool {
		if ident, ok := node.(*ast.Ident); ok && (strings.HasPrefix(ident.Name, "Injected") || ident.Name == "init" || ident.Name == "panic") {
			t.Errorf("%s is declared or called", ident.Name)
		}
		return true
	})
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if strings.HasPrefix(comment.Text, "//go:embed document") { // the test server's own
				continue
			}
			if !strings.HasPrefix(comment.Text, "// ") && comment.Text != "//" && !strings.HasPrefix(comment.Text, "//\t") {
				t.Errorf("a comment is no line of text: %q", comment.Text)
			}
		}
	}
}
