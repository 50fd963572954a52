package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestUsedDocuments generates every document in testdata that has a use_test.go.txt, and compiles, vets and runs that
// test with the generated package, all of them in one program. A document is generated leniently if
// its folder holds a file named lenient, and with the configuration config.yaml if it holds that.
func TestUsedDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles")
	}
	module := newModule(t)
	uses, err := filepath.Glob("testdata/*/use_test.go.txt")
	if err != nil || len(uses) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	all := cases{module: module}
	for _, use := range uses {
		folder := filepath.Dir(use)
		name := filepath.Base(folder)
		t.Run(name, func(t *testing.T) { // those that -run leaves out are not compiled either
			generateCase(t, folder, filepath.Join(module, name))
			copyTests(t, folder, filepath.Join(module, name))
			all.add(t, name)
		})
	}
	all.write(t)
	// Vetting once is enough, and debug information is half of the linker's work. Paths that do not change keep what was
	// compiled from run to run.
	for _, args := range [][]string{{"vet", "-trimpath", "./..."}, {"test", "-trimpath", "-vet=off", "-ldflags=-s -w", "."}} {
		command := exec.CommandContext(t.Context(), "go", args...)
		command.Dir = module
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

// newModule makes a module that uses this one, with the same versions of everything.
func newModule(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	const name = "github.com/hubchannels/hubchannels-go"
	module, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	module = bytes.Replace(module, []byte("module "+name+"\n"), []byte("module cases.test\n"), 1)
	module = fmt.Appendf(module, "\nrequire %s v0.0.0\n\nreplace %s => %s\n", name, name, root)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), module, 0o644); err != nil {
		t.Fatal(err)
	}
	copyFile(t, filepath.Join(root, "go.sum"), filepath.Join(dir, "go.sum"))
	return dir
}

func generateCase(t *testing.T, folder, out string) {
	t.Helper()
	args := []string{"generate", "--docs", "--spec", specIn(t, folder), "--out", out, "--package", "sdk"}
	if exists(filepath.Join(folder, "lenient")) {
		args = append(args, "--lenient")
	}
	if config := filepath.Join(folder, "config.yaml"); exists(config) {
		args = append(args, "--config", config)
	}
	var said bytes.Buffer
	if code := run(t.Context(), args, &said, &said); code != exitOK {
		t.Fatalf("%s: exit code %d\n%s", folder, code, &said)
	}
}

// copyTests copies a case's tests: use_test.go.txt, and others.
func copyTests(t *testing.T, folder, out string) {
	t.Helper()
	tests, err := filepath.Glob(filepath.Join(folder, "*_test.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		copyFile(t, test, filepath.Join(out, strings.TrimSuffix(filepath.Base(test), ".txt")))
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
