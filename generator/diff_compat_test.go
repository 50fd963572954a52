package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestFixMovesPrograms has go fix move the programs of the cases of diff that have a moved.go: from the package made of
// old.yaml to the one of new.yaml, into whose folder diff wrote what it takes. What comes out is moved.go, to the byte, and
// compiles without those declarations. UPDATE=1 writes moved.go anew.
func TestFixMovesPrograms(t *testing.T) {
	programs, err := filepath.Glob("internal/diff/testdata/*/moved.go")
	if err != nil || len(programs) < 6 {
		t.Fatalf("%d programs: %v", len(programs), err)
	}
	module := newModule(t)
	for _, program := range programs {
		moveable(t, module, filepath.Dir(program))
	}
	overlays, _ := filepath.Glob(filepath.Join(module, "*", "letters", "compat-arguments.json"))
	for _, overlay := range overlays {
		fix(t, filepath.Dir(filepath.Dir(overlay)), "-overlay", overlay)
	}
	fix(t, module)
	for _, program := range programs {
		name := filepath.Base(filepath.Dir(program))
		moved(t, filepath.Join(module, name, "user.go"), program, name)
		if err := os.Remove(filepath.Join(module, name, "letters", "compat.go")); err != nil {
			t.Error(err)
		}
	}
	vet := exec.CommandContext(t.Context(), "go", "build", "./...")
	vet.Dir = module
	if out, err := vet.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// moveable makes a folder with a case's program and its new package.
func moveable(t *testing.T, module, folder string) {
	t.Helper()
	name := filepath.Base(folder)
	out := filepath.Join(module, name, "letters")
	generate := []string{"generate", "--spec", folder + "/new.yaml", "--out", out, "--package", "letters"}
	compare := []string{"diff", "--from", folder + "/old.yaml", "--to", folder + "/new.yaml", "--emit-compat", out}
	if config := folder + "/config.yaml"; exists(config) {
		generate = append(generate, "--config", config)
		compare = append(compare, "--to-config", config)
	}
	for _, args := range [][]string{generate, compare} {
		var said bytes.Buffer
		if code := run(t.Context(), args, &said, &said); code != exitOK {
			t.Fatalf("%v: exit code %d\n%s", args, code, &said)
		}
	}
	program, err := os.ReadFile(filepath.Join(folder, "user.go"))
	if err != nil {
		t.Fatal(err)
	}
	program = bytes.Replace(program, []byte(`"example.com/letters"`), []byte(`"cases.test/`+name+`/letters"`), 1)
	if err := os.WriteFile(filepath.Join(module, name, "user.go"), program, 0o644); err != nil {
		t.Fatal(err)
	}
}

func fix(t *testing.T, folder string, flags ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", append(append([]string{"fix"}, flags...), "./...")...)
	command.Dir = folder
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("go fix %v: %v\n%s", flags, err, out)
	}
}

func moved(t *testing.T, program, golden, name string) {
	t.Helper()
	got, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	got = bytes.Replace(got, []byte(`"cases.test/`+name+`/letters"`), []byte(`"example.com/letters"`), 1)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, strings.TrimSpace(string(want)))
	}
}
