package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// block is a piece of Go in a guide. Given are the parameters, and results, of the function that it is the body of: a
// comment before it, which no reader sees, says them. "returns" parts the two.
type block struct{ file, given, code string }

var guideBlock = regexp.MustCompile("(?s)(?:<!-- given: ([^\n]*) -->\n)?```go\n(.*?)```")

// TestGuides compiles every piece of Go in docs/*.md that no other test holds against compiled code: package by package,
// against the shipped SDKs and those of the documents that the guides of streams and of webhooks are about.
func TestGuides(t *testing.T) {
	module := newModule(t)
	succeed(t, "generate", "--spec", "testdata/streams/spec.yaml", "--out", filepath.Join(module, "chat"), "--package", "chat")
	succeed(t, "generate", "--spec", "testdata/webhooks/spec.yaml", "--out", filepath.Join(module, "shop"), "--package", "shop")
	succeed(t, "generate", "--spec", "testdata/webhooks-addresses/spec.yaml", "--out", filepath.Join(module, "pets"), "--package", "pets")
	guides, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, guide := range guides {
		switch filepath.Base(guide) {
		case "hubspot.md", "your-own-document.md": // TestREADME's
			continue
		}
		for _, b := range blocks(t, guide) {
			count++
			folder := filepath.Join(module, fmt.Sprintf("block%d", count))
			if err := os.Mkdir(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, "block.go"), []byte(b.source()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if count < 12 {
		t.Errorf("the guides have %d pieces of Go", count)
	}
	build := exec.CommandContext(t.Context(), "go", "vet", "./...")
	build.Dir = module
	if out, err := build.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func blocks(t *testing.T, guide string) []block {
	t.Helper()
	text, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Count(text, []byte("```go\n")) != len(guideBlock.FindAll(text, -1)) {
		t.Errorf("%s: a piece of Go has no end", guide)
	}
	var found []block
	for _, match := range guideBlock.FindAllSubmatch(text, -1) {
		found = append(found, block{filepath.Base(guide), string(match[1]), string(match[2])})
	}
	return found
}

// known are the packages that guides speak of, by name.
var known = map[string]string{
	"customchannels":     "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603",
	"customchannelstest": "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest",
	"files":              "github.com/hubchannels/hubchannels-go/generated/files/v202603",
	"sdk":                "github.com/hubchannels/hubchannels-go/sdk",
	"sdktest":            "github.com/hubchannels/hubchannels-go/sdk/sdktest",
	"hubspot":            "github.com/hubchannels/hubchannels-go/sdk/hubspot",
	"webhook":            "github.com/hubchannels/hubchannels-go/sdk/webhook",
	"chat":               "cases.test/chat",
	"shop":               "cases.test/shop",
	"pets":               "cases.test/pets",
	"context":            "context", "errors": "errors", "fmt": "fmt", "http": "net/http", "io": "io", "log": "log", "os": "os",
	"slog": "log/slog", "strings": "strings", "testing": "testing", "time": "time",
}

// source is a file that compiles if the block does.
func (b block) source() string {
	code := b.code
	if !regexp.MustCompile(`(?m)^(func|type|package) `).MatchString(code) {
		parameters, results, returns := strings.Cut(b.given, " returns ")
		end := "\n\treturn nil"
		if !returns {
			results = "error"
		} else {
			end = ""
		}
		code = fmt.Sprintf("func _(%s) %s {\n%s%s%s\n}\n", parameters, results, code, b.uses(), end)
	}
	var s strings.Builder
	fmt.Fprintf(&s, "// From %s.\npackage block\n\nimport (\n", b.file)
	for name, path := range known {
		if regexp.MustCompile(`(^|[^\w.])` + name + `\.[A-Z]`).MatchString(code) {
			fmt.Fprintf(&s, "\t%s %q\n", name, path)
		}
	}
	return s.String() + ")\n\n" + code
}

// uses uses the variables that a piece declares for what would follow.
func (b block) uses() string {
	var s strings.Builder
	for _, match := range regexp.MustCompile(`(?m)^(\w+)(?:, (\w+))? :=`).FindAllStringSubmatch(b.code, -1) {
		for _, name := range match[1:] {
			if name != "" && name != "_" {
				s.WriteString("\t_ = " + name + "\n")
			}
		}
	}
	return s.String()
}
