package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRefusedDocuments runs every document in testdata that has an error.txt, and expects that text, exit code 1, and
// nothing written. UPDATE=1 go test writes the texts anew.
func TestRefusedDocuments(t *testing.T) {
	expectations, err := filepath.Glob("testdata/*/error.txt")
	if err != nil || len(expectations) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, expectation := range expectations {
		folder := filepath.Dir(expectation)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			refuses(t, specIn(t, folder), expectation)
		})
	}
}

// specIn is the document of a case, YAML or JSON.
func specIn(t *testing.T, folder string) string {
	t.Helper()
	specs, err := filepath.Glob(filepath.Join(folder, "spec.*"))
	if err != nil || len(specs) != 1 {
		t.Fatalf("one spec expected in %s, not %v", folder, specs)
	}
	return filepath.ToSlash(specs[0])
}

func refuses(t *testing.T, spec, expectation string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "sdk")
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"generate", "--strict-examples", "--spec", spec, "--out", out, "--package", "sdk"}, &stdout, &stderr)
	if code != exitFound || stdout.Len() > 0 {
		t.Errorf("exit code %d, on stdout %q", code, &stdout)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("something was written")
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(expectation, stderr.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(expectation)
	if err != nil {
		t.Fatal(err)
	}
	if stderr.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", &stderr, want)
	}
}

func TestCommandLine(t *testing.T) {
	tests := []struct {
		args string
		code int
		says string
	}{
		{args: "", code: exitOK, says: "Exit codes"},
		{args: "-h", code: exitOK, says: "generate "},
		{args: "--version", code: exitOK, says: "\ngithub.com/oapi-codegen/oapi-codegen/v2 v"},
		{args: "completion bash", code: exitOK, says: "__start_hubchannels"},
		{args: "__complete diff --format ma", code: exitOK, says: "markdown\n"},
		{args: "__complete generate --spec x", code: exitOK, says: "yaml\n"},
		{args: "generate -h", code: exitOK, says: "--check"},
		{args: "validate -h", code: exitOK, says: "--spec FILE"},
		{args: "generat", code: exitUsage, says: "did you mean generate?"},
		{args: "generate", code: exitUsage, says: "--spec and --out and --package are missing, and there is no sdk.yaml"},
		{args: "generate --spec a --out b", code: exitUsage, says: "--package is missing"},
		{args: "generate --spec a --out b --package a-b", code: exitUsage, says: "not a Go identifier"},
		{args: "generate --spec a --out b --package func", code: exitUsage, says: "not a Go identifier"},
		{args: "generate --spec a --out b --package main", code: exitUsage, says: "cannot be imported"},
		{args: "generate --spec a --out b --package c d", code: exitUsage, says: `unexpected argument "d"`},
		{args: "generate --force", code: exitUsage, says: "unknown flag: --force"},
		{args: "validate", code: exitUsage, says: "--spec is missing"},
		{args: "validate --spec testdata/missing.yaml", code: exitFound, says: "no such file"},
		{args: "validate --spec testdata", code: exitFound, says: "is a directory"},
		{args: "validate --spec testdata/load-not-openapi/spec.yaml", code: exitFound, says: "\n1 problem in testdata/load-not-openapi/spec.yaml\n"},
	}
	for _, test := range tests {
		t.Run(test.args, func(t *testing.T) {
			var said bytes.Buffer
			if code := run(t.Context(), strings.Fields(test.args), &said, &said); code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			if !strings.Contains(said.String(), test.says) {
				t.Errorf("got %q, want %q in it", &said, test.says)
			}
		})
	}
}

// TestValidateKnowsTheConfiguration has a mistake in a configuration found without anything being written.
func TestValidateKnowsTheConfiguration(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte("names: {operations: {\"GET /nowhere\": Nothing}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"validate", "--spec", "testdata/groups/spec.yaml", "--config", file}, &stdout, &stderr)
	if code != exitFound || !strings.Contains(stderr.String(), "config.yaml:1: ") || !strings.Contains(stderr.String(), "GET /nowhere") {
		t.Errorf("exit code %d, %s", code, &stderr)
	}
}
