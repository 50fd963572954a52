package hubchannels_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestREADME holds the Go of the README and of two guides against files that are compiled: every block must stand in one of them, line for line.
func TestREADME(t *testing.T) {
	readme := read(t, "README.md") + read(t, "docs/hubspot.md") + read(t, "docs/your-own-document.md")
	var compiled strings.Builder
	for _, file := range []string{"readme_examples_test.go", "sdk/otel/example_test.go", "corpus/testdata/stripe.go.txt", "examples/bridge/bridge.go", "examples/bridge/main.go", "examples/bridge/bridge_test.go"} {
		compiled.WriteString(flat(read(t, file)))
	}
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(readme, -1)
	if len(blocks) < 10 {
		t.Errorf("the README and its first guides have %d blocks of Go", len(blocks))
	}
	for _, block := range blocks {
		if !strings.Contains(compiled.String(), flat(block[1])) {
			t.Errorf("nothing compiles this block:\n%s", block[1])
		}
	}
}

// TestBridgeInSixtyLines holds the README's bridge to the length that its heading names.
func TestBridgeInSixtyLines(t *testing.T) {
	_, section, found := strings.Cut(read(t, "README.md"), "\n## A bridge in 60 lines\n")
	section, _, ended := strings.Cut(section, "\n## ")
	lines := 0
	for _, block := range regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(section, -1) {
		lines += strings.Count(block[1], "\n")
	}
	if !found || !ended || lines < 30 || lines > 60 {
		t.Errorf("found %t, ended %t, %d lines", found, ended, lines)
	}
}

// TestBridgeIn250Lines holds the program itself to the length that the README names: without blank lines and comments.
func TestBridgeIn250Lines(t *testing.T) {
	lines := 0
	for _, file := range []string{"examples/bridge/bridge.go", "examples/bridge/main.go"} {
		for line := range strings.Lines(flat(read(t, file))) {
			if !strings.HasPrefix(line, "//") {
				lines++
			}
		}
	}
	if lines < 200 || lines > 250 {
		t.Errorf("the program has %d lines", lines)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// flat takes the indentation and blank lines from a text.
func flat(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
