package hubchannels_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named are the files and folders that a guide for contributors names: in backticks, with a slash and small letters.
var named = regexp.MustCompile("`([a-z][a-z0-9]*(?:/[a-z0-9_.-]+)+)`")

// TestPaths has what the guides for contributors name be there, in the repository or in generator/internal.
func TestPaths(t *testing.T) {
	decisions, err := filepath.Glob("docs/decisions/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, guide := range append(decisions, "CONTRIBUTING.md", "RELEASE.md", "docs/architecture.md") {
		text, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range named.FindAllStringSubmatch(string(text), -1) {
			if !there(match[1]) && !there(filepath.Join(filepath.Dir(guide), match[1])) && !there("generator/internal/"+match[1]) {
				t.Errorf("%s names %s, which is not there", guide, match[1])
			}
		}
	}
}

// there reports whether a path is there. A symbol behind a package's path, such as sdk/codec.Parts, is not looked for.
func there(path string) bool {
	if _, err := os.Stat(path); err == nil {
		return true
	}
	folder, _, isSymbol := strings.Cut(path, ".")
	_, err := os.Stat(folder)
	return isSymbol && err == nil
}
