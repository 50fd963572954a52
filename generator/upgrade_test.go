package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestUpgrade does what the README says of an upgrade: names change where one is inside of another, and two arguments of the
// same type change places, which no compiler sees.
func TestUpgrade(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles")
	}
	const old, new = "testdata/upgrade/old.yaml", "testdata/upgrade/new.yaml"
	folder := filepath.Join(newModule(t), "upgrade")
	out, program := filepath.Join(folder, "pets"), filepath.Join(folder, "main.go")
	succeed(t, "generate", "--spec", new, "--out", out, "--package", "pets")
	copyFile(t, "testdata/upgrade/program.go.txt", program)
	var said bytes.Buffer // what to run next is no part of the report
	code := run(t.Context(), []string{"diff", "--from", old, "--to", new, "--emit-compat", out}, io.Discard, &said)
	if want := "now run: hubchannels fix --compat " + out + " ./..."; code != exitOK || !strings.Contains(said.String(), want) {
		t.Errorf("exit code %d, %q is not in\n%s", code, want, &said)
	}
	t.Chdir(folder)
	if said := succeed(t, "fix", "--compat", out, "./..."); said != program+"\n" {
		t.Errorf("fix says %q", said)
	}
	want := read(t, filepath.Join(folder, "main.go"))
	for range 2 { // nothing is moved a second time
		for _, line := range []string{`client.CreatePet(context.Background(), pets.NewAnimal("Rex").WithTag("dog"))`, "var got *pets.Animal", "client.GetPet(context.Background(), pet, owner)"} {
			if !strings.Contains(read(t, program), line) {
				t.Errorf("%q is not in\n%s", line, read(t, program))
			}
		}
		succeed(t, "fix", "--compat", out, "./...")
	}
	if read(t, program) != want {
		t.Error("the second run changed something")
	}
	left, err := filepath.Glob(filepath.Join(out, "compat*"))
	if err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
	if err := os.Remove(filepath.Join(out, "compat.go")); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", os.DevNull, ".").CombinedOutput(); err != nil {
		t.Errorf("without compat.go: %v\n%s", err, out)
	}
}
