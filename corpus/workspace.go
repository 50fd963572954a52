package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// workspace is a module in which the generated packages are compiled and tested, outside of the repository.
type workspace struct{ dir string }

func newWorkspace(cache string) (workspace, error) {
	root, err := filepath.Abs("..")
	if err != nil {
		return workspace{}, err
	}
	w := workspace{dir: filepath.Join(cache, "workspace")}
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		return w, err
	}
	module, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return w, err
	}
	module = bytes.Replace(module, []byte("module github.com/hubchannels/hubchannels-go\n"), []byte("module corpus.test\n"), 1)
	module = fmt.Appendf(module, "\nrequire github.com/hubchannels/hubchannels-go v0.0.0\n\nreplace github.com/hubchannels/hubchannels-go => %s\n", root)
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	return w, errors.Join(err,
		os.WriteFile(filepath.Join(w.dir, "go.mod"), module, 0o644), os.WriteFile(filepath.Join(w.dir, "go.sum"), sums, 0o644))
}

var notPath = regexp.MustCompile(`[^a-z0-9]+`)

// row takes a document through all stages, as far as it gets: strictly, or else leniently.
func (w workspace) row(ctx context.Context, d document, quick bool) row {
	folder := notPath.ReplaceAllString(strings.ToLower(d.name), "-")
	out := filepath.Join(w.dir, folder)
	r := row{name: d.name}
	for _, lenient := range []bool{false, true} {
		_ = os.RemoveAll(out) // what cannot be removed fails to be written, too
		r.lenient = lenient
		r.generated, r.crash = generate(ctx, d.path, out, lenient)
		if r.Emitted.Done || r.crash != "" {
			break
		}
	}
	if !r.Emitted.Done || quick {
		return r
	}
	r.compiled, r.failure = w.check(ctx, "build", folder)
	if r.compiled.Done {
		r.vetted, r.failure = w.check(ctx, "vet", folder)
		r.roundTripped, r.failure = w.check(ctx, "test", folder)
	}
	return r
}

// patience is how long a stage may take.
const patience = 15 * time.Minute

// generate generates a document in a process of its own. A process that ends in any other way than with a report
// crashed.
func generate(ctx context.Context, spec, out string, lenient bool) (g generated, crash string) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	program, err := os.Executable()
	if err != nil {
		return g, err.Error()
	}
	report, err := command(ctx, "", program, "one", "-spec", spec, "-out", out, fmt.Sprintf("-lenient=%t", lenient))
	if err != nil {
		return g, lastLine(err.Error())
	}
	if err := json.Unmarshal(report, &g); err != nil {
		return g, err.Error()
	}
	return g, ""
}

// check runs a command of go on a package. The peak is that of its largest process.
func (w workspace) check(ctx context.Context, verb, folder string) (s stage, failure string) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", verb, "./"+folder)
	cmd.Dir = w.dir
	begin := time.Now()
	out, err := cmd.CombinedOutput()
	s = stage{Done: err == nil, Seconds: time.Since(begin).Seconds()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.PeakMB = int(usage.Maxrss >> 10)
	}
	if err != nil {
		failure = verb + ": " + string(out)
	}
	return s, failure
}

func lastLine(text string) string {
	text = strings.TrimSpace(text)
	return text[strings.LastIndexByte(text, '\n')+1:]
}
