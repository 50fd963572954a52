package diff_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
)

const letters = `openapi: 3.0.3
info: {title: Letters, version: '1'}
paths:
  /letters:
    get:
      operationId: getLetter
      responses:
        '200':
          description: The letter.
          content:
            application/json:
              schema: {$ref: 'parts/letter.yaml#/Letter'}
`

const letter = `Letter:
  type: object
  properties:
    text: {type: string}
`

// TestRevision compares a document of a commit, and the file that it refers to, with the ones on disk.
func TestRevision(t *testing.T) {
	repository(t)
	write(t, "api/parts/letter.yaml", strings.Replace(letter, "{type: string}", "{type: boolean}", 1))
	for _, from := range []string{"HEAD:api/letters.yaml", "HEAD:./api/letters.yaml"} {
		report, err := diff.DocumentsWith(t.Context(), diff.Options{From: from, To: "api/letters.yaml"}, shared)
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Rows) != 1 || !report.StopsCompiling {
			t.Fatalf("one change expected, not %+v", report.Rows)
		}
		row := report.Rows[0]
		if got, want := row.From.String(), "HEAD:api/parts/letter.yaml:4"; got != want {
			t.Errorf("from %s, want %s", got, want)
		}
		if got, want := row.To.String(), "api/parts/letter.yaml:4"; got != want {
			t.Errorf("to %s, want %s", got, want)
		}
	}
}

func TestRevisionThatIsNone(t *testing.T) {
	repository(t)
	for from, want := range map[string]string{
		"HEAD:api/other.yaml":   "HEAD:api/other.yaml: path 'api/other.yaml' does not exist in 'HEAD'",
		"v9:api/letters.yaml":   "v9:api/letters.yaml: ",
		"--output=x:letters":    "--output=x:letters: ",
		"nowhere.yaml":          "cannot read the document",
		"HEAD:api/parts/../../": "HEAD:api/parts/../../: ",
	} {
		_, err := diff.DocumentsWith(t.Context(), diff.Options{From: from, To: "api/letters.yaml"}, shared)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", from, err, want)
		}
	}
}

// repository makes a commit of the documents in an empty folder, and stays there.
func repository(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	if _, err := imported(); err != nil { // from here, before the folder changes
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	write(t, "api/letters.yaml", letters)
	write(t, "api/parts/letter.yaml", letter)
	for _, args := range []string{"init -q", "add -A", "-c user.name=a -c user.email=a@example.com commit -q -m first"} {
		if out, err := exec.CommandContext(t.Context(), "git", strings.Fields(args)...).CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v: %s", args, err, out)
		}
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
