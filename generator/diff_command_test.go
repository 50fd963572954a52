package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
)

// testcase is a pair of documents of the package diff.
func testcase(name string) string {
	folder := filepath.ToSlash(filepath.Join("internal", "diff", "testdata", name))
	return "--from " + folder + "/old.yaml --to " + folder + "/new.yaml"
}

func TestDiffExitCode(t *testing.T) {
	tests := []struct {
		args string
		code int
		says string
	}{
		{args: testcase("property-removed"), code: exitOK, says: "Verdict: breaking."},
		{args: testcase("property-removed") + " --fail-on breaking", code: exitFound, says: "the change is breaking"},
		{args: testcase("property-added") + " --fail-on breaking", code: exitOK, says: "Verdict: additive."},
		{args: testcase("property-added") + " --fail-on any", code: exitFound, says: "the change is additive"},
		{args: testcase("descriptions-changed") + " --fail-on any", code: exitOK, says: "Verdict: nothing."},
		{args: testcase("nothing") + " --fail-on any", code: exitOK, says: "are the same"},
		{args: testcase("variant-added") + " --fail-on breaking", code: exitOK, says: "Verdict: variant."},
		{args: testcase("variant-added") + " --fail-on variant", code: exitFound, says: "the change is variant"},
		{args: testcase("parameter-default-changed") + " --fail-on behavior", code: exitFound, says: "Verdict: behavior."},
		{args: testcase("parameter-default-changed") + " --fail-on variant", code: exitOK, says: "Verdict: behavior."},
		{args: testcase("property-added") + " --format markdown", code: exitOK, says: "### New and changed"},
		{args: testcase("property-added") + " --format html", code: exitOK, says: `<a href="#letterrequest.footer">`},
		{args: testcase("property-added") + " --to-import example.com/b --from-import example.com/a", code: exitOK, says: "import example.com/b instead of example.com/a"},
		{args: "--from a", code: exitUsage, says: "--to is missing"},
		{args: "--to a", code: exitUsage, says: "--from is missing"},
		{args: "--from a --to b --format pdf", code: exitUsage, says: "there are text, markdown, html and json"},
		{args: "--from a --to b --fail-on nothing", code: exitUsage, says: "there are breaking, variant, behavior and any"},
		{args: "--from testdata/missing.yaml --to b", code: exitFound, says: "no such file"},
	}
	for _, test := range tests {
		t.Run(test.args, func(t *testing.T) {
			var said bytes.Buffer
			if code := run(t.Context(), append([]string{"diff"}, strings.Fields(test.args)...), &said, &said); code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			if !strings.Contains(said.String(), test.says) {
				t.Errorf("got %q, want %q in it", &said, test.says)
			}
		})
	}
}

// TestDiffConfigured names symbols as the configuration does: in groups, and different ones on each side.
func TestDiffConfigured(t *testing.T) {
	const spec = "testdata/groups/spec.yaml"
	folder := t.TempDir()
	other := filepath.Join(folder, "other.yaml")
	if err := os.WriteFile(other, []byte("groups: tags\nnames: {operations: {\"DELETE /repos/{owner}/{repo}\": Discard}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ flags, says string }{
		{flags: "--config testdata/groups/config.yaml", says: "are the same"},
		{flags: "--config testdata/groups/config.yaml --to-config " + other, says: "ReposClient2.Remove renamed to Client.Repos.Discard"},
		{flags: "--from-config testdata/groups/config.yaml --to-config " + other, says: "Verdict: breaking. Changes: 1 breaking"},
	}
	for _, test := range tests {
		var said bytes.Buffer
		args := strings.Fields("diff --from " + spec + " --to " + spec + " " + test.flags)
		if code := run(t.Context(), args, &said, &said); code != exitOK || !strings.Contains(said.String(), test.says) {
			t.Errorf("%s: exit code %d, got %q, want %q in it", test.flags, code, &said, test.says)
		}
	}
}

// TestDiffLenient compares a document that leniency repairs.
func TestDiffLenient(t *testing.T) {
	const spec = "internal/load/testdata/path-placeholder-angle/spec.yaml"
	var said bytes.Buffer
	if code := run(t.Context(), []string{"diff", "--from", spec, "--to", spec}, &said, &said); code != exitFound {
		t.Errorf("exit code %d without --lenient: %s", code, &said)
	}
	said.Reset()
	if code := run(t.Context(), []string{"diff", "--from", spec, "--to", spec, "--lenient"}, &said, &said); code != exitOK {
		t.Errorf("exit code %d with --lenient: %s", code, &said)
	}
}

// TestDiffColour expects none where nobody sees it: in a file or a pipe, whatever the terminal can do.
func TestDiffColour(t *testing.T) {
	t.Setenv("TERM", "xterm-256color")
	file, err := os.Create(filepath.Join(t.TempDir(), "report"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if code := run(t.Context(), append([]string{"diff"}, strings.Fields(testcase("property-added"))...), file, file); code != exitOK {
		t.Fatalf("exit code %d", code)
	}
	written, err := os.ReadFile(file.Name())
	if err != nil || bytes.ContainsRune(written, 0x1b) {
		t.Errorf("%v, %q", err, written)
	}
}

func TestDiffJSON(t *testing.T) {
	var said bytes.Buffer
	args := append([]string{"diff", "--format", "json"}, strings.Fields(testcase("enum-value-removed"))...)
	if code := run(t.Context(), args, &said, &said); code != exitOK {
		t.Fatalf("exit code %d: %s", code, &said)
	}
	var report diff.Report
	if err := json.Unmarshal(said.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Rows) != 1 || report.Rows[0].Symbols[0].Name != "ClassExpress" || !report.Rows[0].MayBeRefused {
		t.Errorf("got %s", &said)
	}
}

// TestMigrationNotes expects of docs that nothing but addresses changed, and each of the new ones.
func TestMigrationNotes(t *testing.T) {
	t.Chdir("..")
	var got bytes.Buffer
	code := run(t.Context(), []string{"diff", "--from", "spec/custom-channels/v3.yaml", "--to", "spec/custom-channels/2026-03.yaml", "--format", "markdown"}, &got, &got)
	notes, err := os.ReadFile("docs/migrating-v3-to-2026-03.md")
	if err != nil {
		t.Fatal(err)
	}
	if code != exitOK || !strings.Contains(got.String(), "**Additive.** Changes: 1 additive.") {
		t.Errorf("exit code %d; more than the addresses changed:\n%s", code, &got)
	}
	moves := regexp.MustCompile(`(\w+) (\S+) moved to \w+ (\S+)`).FindAllStringSubmatch(got.String(), -1)
	for _, move := range moves {
		if row := fmt.Sprintf("| %s | `%s` | `%s` |", move[1], move[2], move[3]); !strings.Contains(string(notes), row) {
			t.Errorf("%q is missing in the notes", row)
		}
	}
	if len(moves) != 13 {
		t.Errorf("%d operations moved", len(moves))
	}
}
