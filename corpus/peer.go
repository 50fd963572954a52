package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// peerOf is the document that both generators are given.
const peerOf = "github/api.github.com.json"

// How often each is run: the two by turns, so that what else the machine does hits both alike.
const (
	generateRounds = 7
	compileRounds  = 3
)

// contender is a generator, built, and the arguments that make it write to a folder.
type contender struct {
	name, program string
	args          func(p packageAt) []string
	// runs are what each of its runs took.
	runs []stage
}

// peers compares this generator with oapi-codegen alone on one document: as whole processes, and by how long the go
// command compiles what they write.
func peers(ctx context.Context, w *workspace, documents []document) error {
	spec := filepath.Join(w.dir, "peer.json")
	if err := writePeerDocument(documents, spec); err != nil {
		return err
	}
	ours, theirs, err := w.contenders(ctx, spec)
	if err != nil {
		return err
	}
	for round := range generateRounds {
		for _, c := range []*contender{ours, theirs} {
			if err := c.generate(ctx, w.place(fmt.Sprint(c.name, round))); err != nil {
				return err
			}
		}
	}
	report("Generating, as whole processes, at most 1.00 and for memory 1.20", ours, theirs)
	if err := w.compilePeers(ctx, ours, theirs); err != nil {
		return err
	}
	report("Compiling, at most 0.50", ours, theirs)
	return nil
}

// peerConfig asks oapi-codegen for what a user asks for, and to give names of their own to types that would share one.
const peerConfig = `package: sdk
generate: {models: true, client: true}
output-options: {resolve-type-name-collisions: true}
`

// contenders builds both generators.
func (w *workspace) contenders(ctx context.Context, spec string) (ours, theirs *contender, err error) {
	ours = &contender{name: "ours", program: w.program, args: func(p packageAt) []string {
		return []string{"generate", "--lenient", "--spec", spec, "--out", p.dir, "--package", "sdk"}
	}}
	theirs = &contender{name: "oapi", program: filepath.Join(w.dir, "oapi-codegen"), args: func(p packageAt) []string {
		return []string{"-config", filepath.Join(w.dir, "oapi.yaml"), "-o", filepath.Join(p.dir, "peer.gen.go"), spec}
	}}
	if err := os.WriteFile(filepath.Join(w.dir, "oapi.yaml"), []byte(peerConfig), 0o644); err != nil {
		return nil, nil, err
	}
	_, err = command(ctx, "..", "go", "build", "-o", theirs.program, "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen")
	return ours, theirs, err
}

// generate writes a package to a folder that is not there yet.
func (c *contender) generate(ctx context.Context, p packageAt) error {
	if err := os.MkdirAll(filepath.Dir(p.dir), 0o755); err != nil {
		return err
	}
	if c.name == "oapi" { // it makes no folders
		if err := os.Mkdir(p.dir, 0o755); err != nil {
			return err
		}
	}
	ran, err := runLimited(ctx, "", nil, append([]string{c.program}, c.args(p)...)...)
	if err != nil {
		return fmt.Errorf("%s: %w: %s", c.name, err, firstLine(string(ran.stderr)))
	}
	c.runs = append(c.runs, ran.stage)
	return nil
}

// compilePeers compiles what both wrote, each time from another folder, which the go command has not compiled before.
// What they import is compiled beforehand.
func (w *workspace) compilePeers(ctx context.Context, ours, theirs *contender) error {
	if err := w.warm(ctx); err != nil {
		return err
	}
	if _, failure := w.gocommand(ctx, "build", "github.com/oapi-codegen/runtime"); failure != "" {
		return errors.New(failure)
	}
	ours.runs, theirs.runs = nil, nil
	for round := range compileRounds {
		for _, c := range []*contender{ours, theirs} {
			p := w.place(fmt.Sprint(c.name, round))
			took, failure := w.gocommand(ctx, "build", p.path)
			if failure != "" {
				return fmt.Errorf("%s: %s", c.name, failure)
			}
			c.runs = append(c.runs, took)
		}
	}
	return nil
}

// report prints medians and their ratios.
func report(title string, ours, theirs *contender) {
	fmt.Printf("\n%s:\n\n| | ours | oapi-codegen | ratio |\n|---|---:|---:|---:|\n", title)
	for _, measure := range []struct {
		name string
		of   func(stage) float64
	}{
		{"elapsed s", func(s stage) float64 { return s.Wall }},
		{"CPU s", func(s stage) float64 { return s.CPU }},
		{"memory MB", func(s stage) float64 { return float64(s.PeakMB) }},
	} {
		a, b := median(ours.runs, measure.of), median(theirs.runs, measure.of)
		fmt.Printf("| %s | %.1f | %.1f | %.2f |\n", measure.name, a, b, a/b)
	}
}

func median(runs []stage, of func(stage) float64) float64 {
	sorted := slices.SortedFunc(slices.Values(runs), func(a, b stage) int { return cmp.Compare(of(a), of(b)) })
	return of(sorted[len(sorted)/2])
}
