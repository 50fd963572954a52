package lock_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/lock"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
)

const document = `openapi: 3.0.3
info: {title: Letters, version: '1'}
paths:
  /letters:
    get:
      operationId: getLetter
      summary: Get a letter
      responses:
        '200':
          description: The letter.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Letter'
components:
  schemas:
    Letter:
      type: object
      description: A letter.
      properties:
        text:
          type: string
          description: What it says.
        class:
          type: string
          description: How fast it goes.
          enum:
            - SLOW
            - FAST
`

// made writes a package for a document into a folder and gives its files and lock.
func made(t *testing.T, source, folder string) ([]output.File, *lock.Lock) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letters.yaml")
	if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := load.File(t.Context(), path, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := resolve.API(t.Context(), doc, resolve.Options{Package: "letters"})
	if err != nil {
		t.Fatal(err)
	}
	pack, err := emit.Make(api)
	if err != nil {
		t.Fatal(err)
	}
	files, l, err := lock.Files(lock.Input{Doc: doc}, api, pack.Files, pack.Symbols)
	if err != nil {
		t.Fatal(err)
	}
	if err := output.Write(t.Context(), folder, files); err != nil {
		t.Fatal(err)
	}
	return files, l
}

func content(t *testing.T, files []output.File, name string) string {
	t.Helper()
	i := slices.IndexFunc(files, func(file output.File) bool { return file.Path == name })
	if i < 0 {
		t.Fatalf("there is no %s", name)
	}
	return string(files[i].Content)
}

func TestMap(t *testing.T) {
	files, _ := made(t, document, t.TempDir())
	got := content(t, files, lock.MapName)
	for _, line := range []string{
		"Client.GetLetter letters.yaml:5",
		"Letter letters.yaml:17",
		"Letter.Text letters.yaml:21",
		"Letter.GetText letters.yaml:21",
		"LetterClassFast letters.yaml:29",
	} {
		if !strings.Contains(got, "\n"+line+"\n") {
			t.Errorf("%q is missing in\n%s", line, got)
		}
	}
}

func TestLockIsDeterministic(t *testing.T) {
	first, _ := made(t, document, t.TempDir())
	second, _ := made(t, "# a comment says nothing\n"+document, t.TempDir())
	before, after := content(t, first, lock.Name), content(t, second, lock.Name)
	hashOf := func(text string) string { _, rest, _ := strings.Cut(text, "letters.yaml: "); return rest[:71] }
	if hashOf(before) != hashOf(after) {
		t.Errorf("a comment changed the hash of the document:\n%s\n%s", before, after)
	}
	again, _ := made(t, document, t.TempDir())
	if before != content(t, again, lock.Name) {
		t.Error("the same document gave another lock")
	}
	for _, module := range []string{"github.com/getkin/kin-openapi: v", "oapi-codegen/v2: v", "github.com/dave/jennifer: v"} {
		if !strings.Contains(before, module) {
			t.Errorf("%q is missing in\n%s", module, before)
		}
	}
}

func TestExplain(t *testing.T) {
	tests := []struct {
		name   string
		source string
		// tamper changes what is on disk.
		tamper func(t *testing.T, folder string)
		want   []string
	}{
		{name: "nothing", source: document},
		{name: "document", source: strings.Replace(document, "A letter.", "One letter.", 1),
			want: []string{"the document letters.yaml changed: sdk.lock says sha256:"}},
		{name: "lines", source: "# a comment\n" + document, want: []string{"the document's lines moved"}},
		{name: "version", source: document, tamper: replace(lock.Name, "oapi-codegen/v2: v", "oapi-codegen/v2: v1.0.0-"),
			want: []string{"github.com/oapi-codegen/oapi-codegen/v2 v1.0.0-"}},
		{name: "generator", source: document, tamper: replace(lock.Name, "generator: devel", "generator: v0.1.0"),
			want: []string{"generator v0.1.0 -> devel"}},
		{name: "edited", source: document, tamper: replace("models.gen.go", "A letter", "My letter"),
			want: []string{"models.gen.go was edited after it was made"}},
		{name: "removed", source: document, tamper: remove("models.gen.go"), want: []string{"models.gen.go was removed after it was made"}},
		{name: "conflict", source: document, tamper: replace(lock.Name, "files:\n", "<<<<<<< HEAD\nfiles:\n"),
			want: []string{"what the files were made of is unknown: "}},
		{name: "path outside", source: document, tamper: replace(lock.Name, "files:\n", "files:\n  ../secret: sha256:123456789012\n"),
			want: []string{`sdk.lock lists "../secret", which was not read: `}},
		{name: "absolute path", source: document, tamper: replace(lock.Name, "files:\n", "files:\n  /etc/passwd: sha256:123456789012\n"),
			want: []string{`sdk.lock lists "/etc/passwd", which was not read: `}},
		{name: "through a link", source: document, tamper: func(t *testing.T, folder string) {
			if err := os.Symlink("/etc", filepath.Join(folder, "away")); err != nil {
				t.Fatal(err)
			}
			replace(lock.Name, "files:\n", "files:\n  away/passwd: sha256:123456789012\n")(t, folder)
		}, want: []string{`sdk.lock lists "away/passwd", which was not read: `}},
		{name: "no lock", source: document, tamper: remove(lock.Name), want: []string{"there is no sdk.lock"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			made(t, document, folder)
			_, now := made(t, test.source, t.TempDir())
			if test.tamper != nil {
				test.tamper(t, folder)
			}
			got, err := lock.Explain(folder, now)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(test.want) {
				t.Fatalf("got %q, want %q", got, test.want)
			}
			for i := range got {
				if !strings.HasPrefix(got[i], test.want[i]) {
					t.Errorf("got %q, want %q", got[i], test.want[i])
				}
			}
		})
	}
}

func replace(file, old, new string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		path := filepath.Join(folder, file)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		after := strings.Replace(string(before), old, new, 1)
		if after == string(before) {
			t.Fatalf("there is no %q in %s:\n%s", old, file, before)
		}
		if err := os.WriteFile(path, []byte(after), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func remove(file string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		if err := os.Remove(filepath.Join(folder, file)); err != nil {
			t.Fatal(err)
		}
	}
}
