package diff_test

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

// TestRelease follows RELEASE.md from an empty directory, word by word, for a version that somebody has made up. What is
// not in git is this: where the repository is cloned from, and an editor that knows what to write.
func TestRelease(t *testing.T) {
	if os.Getenv("PROOFS") == "" {
		t.Skip("it builds the generator anew and generates all packages; make proofs runs it")
	}
	for _, tool := range []string{"git", "sh", "sed"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("there is no %s", tool)
		}
	}
	lines := releaseSteps(t)
	if n := strings.Count(lines, "\n"); n > 10 {
		t.Errorf("RELEASE.md promises ten lines and has %d", n)
	}
	there := t.TempDir()
	environment := append(os.Environ(), "EDITOR="+editor(t),
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=url."+origin(t)+".insteadOf",
		"GIT_CONFIG_VALUE_0=https://github.com/hubchannels/hubchannels-go",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
		"GOFLAGS=-trimpath -buildvcs=false") // what was built before is used again, though the directory is another
	if out, err := shell(t, there, environment, lines); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	released(t, there, environment)
}

// releaseSteps are the commands in RELEASE.md.
func releaseSteps(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../../RELEASE.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)```sh\n(.*?)```").FindSubmatch(text)
	if found == nil {
		t.Fatal("there are no commands in RELEASE.md")
	}
	return string(found[1])
}

// released looks at what came of it.
func released(t *testing.T, there string, environment []string) {
	t.Helper()
	changes, err := os.ReadFile(filepath.Join(there, "CHANGELOG.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2026-03 to 2026-09", "**Additive.**", "**MessageStatusUpdate.reportedAt**: added", "`MessageStatusUpdate.ReportedAt` added",
		"POST /conversations/custom-channels/2026-03 moved to POST /conversations/custom-channels/2026-09"} {
		if !strings.Contains(string(changes), want) {
			t.Errorf("%q is missing in\n%s", want, changes)
		}
	}
	const again = `git log -1 --format=%s
git status --porcelain
sed -n 's/^\/\/go:generate //p' tools.go | while read -r command; do $command --check 2>/dev/null || exit 1; done`
	out, err := shell(t, there, environment, again)
	if err != nil || out != "Add version 2026-09\n" {
		t.Errorf("%v, %q", err, out)
	}
}

// origin is a repository of the working copy as it is now.
func origin(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	const copied = `cd "$0" && git ls-files -z --cached --others --exclude-standard |
	while IFS= read -r -d '' file; do if [ -f "$file" ]; then printf '%s\0' "$file"; fi; done |
	xargs -0 cp --parents -t "$1" && cd "$1" && git init -q && git add -A &&
	git -c user.name=a -c user.email=a@example.com commit -q -m now`
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "bash", "-c", copied, root, folder).CombinedOutput(); err != nil {
		t.Skipf("no copy of the repository: %v: %s", err, out)
	}
	return "file://" + folder
}

// editor is a program that makes another version of a document.
func editor(t *testing.T) string {
	t.Helper()
	const program = `#!/bin/sh
sed -i -e 's#/custom-channels/2026-03#/custom-channels/2026-09#' -e "s/version: '2026-03'/version: '2026-09'/" "$1"
sed -i '/^    MessageStatusUpdate:/,/^      properties:/ s/^      properties:/&\n        reportedAt:\n          type: string\n          format: date-time\n          description: When it happened./' "$1"
`
	path := filepath.Join(t.TempDir(), "editor")
	if err := os.WriteFile(path, []byte(program), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func shell(t *testing.T, folder string, environment []string, commands string) (string, error) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "sh", "-e", "-c", commands)
	command.Dir, command.Env = folder, environment
	var complaint bytes.Buffer
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil {
		err = fmt.Errorf("following RELEASE.md: %w\n%s", err, &complaint)
	}
	return string(out), err
}
