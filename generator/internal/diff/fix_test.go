package diff_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/compat"
	"github.com/hubchannels/hubchannels-go/generator/internal/gofix"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
)

// TestFixMovesPrograms has go fix move the programs of the cases of diff that have a moved.go: from the package made of
// old.yaml to the one of new.yaml, into whose folder diff wrote what it takes. What comes out is moved.go, to the byte, and
// compiles without those declarations. UPDATE=1 writes moved.go anew.
func TestFixMovesPrograms(t *testing.T) {
	programs, err := filepath.Glob("testdata/*/moved.go")
	if err != nil || len(programs) < 6 {
		t.Fatalf("%d programs: %v", len(programs), err)
	}
	// TestFixMovesAtOnce has the others.
	programs = slices.DeleteFunc(programs, func(program string) bool { return strings.Contains(program, "/"+together) })
	module := newModule(t)
	for _, program := range programs {
		moveable(t, module, filepath.Dir(program))
	}
	fix(t, module, programs, "-overlay", merged(t, module))
	fix(t, module, programs)
	wantMoved(t, module, programs)
}

// together begins the names of cases that go fix alone does not move: changes overlap, or bring imports along.
const together = "moved-"

// TestFixMovesAtOnce has programs moved that are full of what is called otherwise: chains of renamed calls, arguments, types
// and groups.
func TestFixMovesAtOnce(t *testing.T) {
	folder, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	programs, err := filepath.Glob(filepath.Join(folder, together+"*", "moved.go"))
	if err != nil || len(programs) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	module := newModule(t)
	for _, program := range programs {
		moveable(t, module, "testdata/"+filepath.Base(filepath.Dir(program)))
	}
	overlay := merged(t, module)
	t.Chdir(module)
	for _, step := range []func() ([]string, error){
		func() ([]string, error) {
			return gofix.Run(t.Context(), []string{"-overlay", overlay}, []string{"./..."})
		},
		func() ([]string, error) { return gofix.Rename(t.Context(), compat.FileName, []string{"./..."}) },
		func() ([]string, error) { return gofix.Run(t.Context(), nil, []string{"./..."}) },
	} {
		if _, err := step(); err != nil {
			t.Fatal(err)
		}
	}
	wantMoved(t, module, programs)
}

// wantMoved compares what became of programs, and compiles them without the declarations that they were moved by.
func wantMoved(t *testing.T, module string, programs []string) {
	t.Helper()
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

// newModule makes a module that uses this one, with the same versions of everything.
func newModule(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "go.mod" {
			content = bytes.Replace(content, []byte("module "+module+"\n"), []byte("module cases.test\n"), 1)
			content = fmt.Appendf(content, "\nrequire %s v0.0.0\n\nreplace %s => %s\n", module, module, root)
		}
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const module = "github.com/hubchannels/hubchannels-go"

// moveable makes a folder with a case's program, and its new package with what keeps the program alive.
func moveable(t *testing.T, module, folder string) {
	t.Helper()
	name := filepath.Base(folder)
	out := filepath.Join(module, name, "letters")
	if err := output.Write(t.Context(), out, generate(t, folder+"/new.yaml", configIn(folder, "new.yaml"))); err != nil {
		t.Fatal(err)
	}
	report := compared(t, filepath.ToSlash(folder))
	if _, err := compat.Write(out, report.Compat, report.CompatImports); err != nil {
		t.Fatal(err)
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

// merged is one overlay of those of all cases: go fix takes a while to start.
func merged(t *testing.T, module string) string {
	t.Helper()
	overlays, _ := filepath.Glob(filepath.Join(module, "*", "letters", "compat-arguments.json"))
	all := map[string]map[string]string{"Replace": {}}
	for _, overlay := range overlays {
		var one map[string]map[string]string
		text, err := os.ReadFile(overlay)
		if err == nil {
			err = json.Unmarshal(text, &one)
		}
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(all["Replace"], one["Replace"])
	}
	text, _ := json.Marshal(all) // of strings, which can be written
	path := filepath.Join(module, "overlay.json")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// fix runs go fix on the programs.
func fix(t *testing.T, module string, programs []string, flags ...string) {
	t.Helper()
	args := append(append([]string{"fix", "-trimpath=false"}, flags...), "-inline")
	for _, program := range programs {
		args = append(args, "./"+filepath.Base(filepath.Dir(program)))
	}
	command := exec.CommandContext(t.Context(), "go", args...)
	command.Dir = module
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
