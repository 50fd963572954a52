package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// reader calls an iterator, a method for another media type, and one whose answer shares a type with an operation that it
// does not call.
const reader = `package main

import (
	"context"

	"cases.test/shelves"
)

func main() {
	ctx := context.Background()
	client, err := shelves.NewClient()
	if err != nil {
		panic(err)
	}
	for book, err := range client.Books.All(ctx, nil) {
		println(book.GetTitle(), err)
	}
	_ = client.Notes.AddWithForm(ctx, &shelves.Note{})
	magazine, err := client.Magazines.Get(ctx, "1")
	if err != nil {
		panic(err)
	}
	var place *shelves.PLACE = magazine.Place
	println(place.GetShelf())
}
`

// TestUsed makes a package of what a program calls: the program compiles with it unchanged, and the rest is gone.
func TestUsed(t *testing.T) {
	module := newModule(t)
	spec, err := filepath.Abs("internal/used/testdata/shelves.yaml")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(module)
	writeHere(t, "groups.yaml", "groups: tags\n")
	succeed(t, "generate", "--spec", spec, "--out", "shelves", "--package", "shelves", "--config", "groups.yaml", "--docs")
	shared := placeType(t)
	writeHere(t, "main.go", strings.Replace(reader, "PLACE", shared, 1))
	lines := succeed(t, "used", "--spec", spec, "--config", "groups.yaml", "./...")
	for _, want := range []string{"GET /books\n", "POST /notes\n", "GET /magazines/{id}\n", ": " + shared + "\n"} {
		if !strings.Contains(lines, want) {
			t.Errorf("%q is missing in\n%s", want, lines)
		}
	}
	writeHere(t, "part.yaml", "groups: tags\n"+lines)
	succeed(t, "generate", "--spec", spec, "--out", "shelves", "--package", "shelves", "--config", "part.yaml")
	build := exec.CommandContext(t.Context(), "go", "build", "./...")
	if out, err := build.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	models, err := os.ReadFile("shelves/models.gen.go")
	if err != nil || strings.Contains(string(models), "Film") {
		t.Errorf("%v, or films are still there", err)
	}
}

// placeType is what the whole package calls the type that two answers share: after the one that the program does not read.
func placeType(t *testing.T) string {
	t.Helper()
	models, err := os.ReadFile("shelves/models.gen.go")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`Place\s+\*(\w+)`).FindSubmatch(models)
	if found == nil || !strings.Contains(string(found[1]), "Book") {
		t.Fatalf("a type named after books was expected, not %s", found)
	}
	return string(found[1])
}

func writeHere(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// succeed runs a command, and returns what it printed on standard output.
func succeed(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), args, &stdout, &stderr); code != exitOK {
		t.Fatalf("%v: exit code %d\n%s", args, code, &stderr)
	}
	return stdout.String()
}
