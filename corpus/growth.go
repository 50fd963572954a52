package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// growthOf is the document that is joined with copies of itself.
const growthOf = "kubernetes/api__v1_openapi.json"

// maxGrowth is how much more of time and memory a copy may take among eight than alone.
const maxGrowth = 1.5

// growth generates 1, 2, 4 and 8 copies of a document joined into one, and fails unless time and memory grow no faster
// than the document.
func growth(ctx context.Context, w *workspace, documents []document) error {
	i := slices.IndexFunc(documents, func(d document) bool { return d.name == growthOf })
	if i < 0 {
		return fmt.Errorf("%s is not in the corpus", growthOf)
	}
	data, err := os.ReadFile(documents[i].path)
	if err != nil {
		return err
	}
	fmt.Printf("\n%s joined with copies of itself, and what each copy takes relative to one alone:\n\n", growthOf)
	fmt.Print("| copies | lines | read | resolve | emit | MB | time each | memory each |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	var alone taken
	for copies := 1; copies <= 8; copies *= 2 {
		now, err := w.takes(ctx, data, copies)
		if err != nil {
			return err
		}
		if copies == 1 {
			alone = now
		}
		if err := now.report(alone, copies); err != nil {
			return err
		}
	}
	return nil
}

// taken is what generating a document took.
type taken struct {
	lines       int
	seconds, mb float64
	// stages are the seconds of load, resolve and emit.
	stages [3]float64
}

func (w *workspace) takes(ctx context.Context, data []byte, copies int) (taken, error) {
	joined, err := join(data, copies)
	if err != nil {
		return taken{}, err
	}
	spec := filepath.Join(w.dir, "joined.json")
	if err := os.WriteFile(spec, joined, 0o644); err != nil {
		return taken{}, err
	}
	p := w.place("joined")
	defer w.clear(p)
	g, crash := w.generate(ctx, spec, p, true)
	if crash != "" || g.refusal() != "" {
		return taken{}, fmt.Errorf("%d copies: %s%s", copies, crash, g.refusal())
	}
	all := g.stage("read", "resolve", "emit", "write")
	return taken{lines: g.Counts.Lines, seconds: all.CPU, mb: float64(all.PeakMB),
		stages: [3]float64{g.loaded().CPU, g.resolved().CPU, g.emitted().CPU}}, nil
}

// report prints what copies took, and fails if each took much more than one alone.
func (t taken) report(alone taken, copies int) error {
	n := float64(copies)
	time, memory := t.seconds/n/alone.seconds, t.mb/n/alone.mb
	fmt.Printf("| %d | %d |", copies, t.lines)
	for i, seconds := range t.stages {
		fmt.Printf(" %.1f s × %.1f |", seconds, seconds/alone.stages[i])
	}
	fmt.Printf(" %.0f | %.2f | %.2f |\n", t.mb, time, memory)
	if time > maxGrowth || memory > maxGrowth {
		return fmt.Errorf("%d copies take %.2f times the time and %.2f times the memory of one, each", copies, time, memory)
	}
	return nil
}
