package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCoverage lists everything of a document that the SDK does not have, by kind and line.
func TestCoverage(t *testing.T) {
	var stdout, stderr bytes.Buffer
	args := strings.Fields("coverage --spec testdata/coverage/spec.yaml --format json")
	if code := run(t.Context(), args, &stdout, &stderr); code != exitOK {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	var report struct {
		Losses []struct {
			Kind, File, Key string
			Line            int
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range report.Losses {
		got = append(got, l.Kind+" "+strconv.Itoa(l.Line)+" "+l.Key)
		if l.File != "testdata/coverage/spec.yaml" {
			t.Errorf("a loss is in %q", l.File)
		}
	}
	want := []string{"text 2 license", "text 5 summary", "weakened 11 application/xml",
		"operation 30 ", "security 32 ", "weakened 37 contains", "weakened 38 "}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestCoverageCommandLine(t *testing.T) {
	const lossy, whole = "coverage --spec testdata/coverage/spec.yaml", "coverage --spec testdata/recursion/spec.yaml"
	tests := []struct {
		args string
		code int
		says string
	}{
		{args: lossy, code: exitOK, says: "operation (1)\n  testdata/coverage/spec.yaml:30: the callback of a callback has no handler: nothing asks for it\n"},
		{args: lossy + " --format html", code: exitOK, says: `<tr class="lost"><td class="number">30</td>`},
		{args: lossy + " --format html", code: exitOK, says: "<code>type Thing</code>"},
		{args: lossy + " --fail-on-loss", code: exitFound, says: "7 problems in testdata/coverage/spec.yaml"},
		{args: lossy + " --fail-on-loss=operation,security", code: exitFound, says: "2 problems in testdata/coverage/spec.yaml"},
		{args: lossy + " --fail-on-loss=server", code: exitOK, says: "lost"},
		{args: lossy + " --fail-on-loss=securty", code: exitUsage, says: "did you mean security?"},
		{args: lossy + " --format pdf", code: exitUsage, says: "use text, json or html"},
		{args: "coverage --spec testdata/union-undecided/spec.yaml", code: exitOK, says: "spec.yaml:17: Pet is raw JSON with an accessor for " +
			"each variant: Cat requires name and type = PET, and Dog requires name and type = PET: a required property with different"},
		{args: "coverage", code: exitUsage, says: "--spec is missing"},
		{args: whole + " --fail-on-loss", code: exitOK, says: "0 things weakened, 0 lost"},
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

// TestGenerateSaysThatSomethingIsLost has the losses in one line, and nothing written where they are problems.
func TestGenerateSaysThatSomethingIsLost(t *testing.T) {
	out := filepath.Join(t.TempDir(), "sdk")
	args := []string{"generate", "--spec", "testdata/coverage/spec.yaml", "--out", out, "--package", "api"}
	var said bytes.Buffer
	if code := run(t.Context(), append(args, "--fail-on-loss=security"), &said, &said); code != exitFound {
		t.Errorf("exit code %d: %s", code, &said)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Errorf("something was written: %v", err)
	}
	said.Reset()
	if code := run(t.Context(), args, &said, &said); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	if want := "note: 7 things in the document are not in the SDK: run coverage to see them\n"; said.String() != want {
		t.Errorf("got %q, want %q", &said, want)
	}
}
