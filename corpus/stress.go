package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// maxStageGrowth is how much more a stage may take for twice as much of one thing. Twice is what it should.
const maxStageGrowth = 3

// shortStage is the CPU time, in seconds, below which a stage's growth is noise.
const shortStage = 0.3

// stress generates documents of much of one thing and of twice as much, and fails unless each stage takes time and memory
// that grow with the document.
func stress(ctx context.Context, w *workspace, only string) error {
	fmt.Print("\nTwice as much of one thing in a document, and what each stage takes relative to once:\n\n")
	fmt.Print("| much of | KB | read | resolve | emit | memory |\n| --- | ---: | ---: | ---: | ---: | ---: |\n")
	for _, s := range stresses() {
		if !strings.Contains(s.name, only) {
			continue
		}
		once, size, err := w.stressed(ctx, s, s.times)
		if err != nil {
			return err
		}
		twice, sizeOfTwice, err := w.stressed(ctx, s, 2*s.times)
		if err != nil {
			return err
		}
		if err := compareStages(s, once, twice, size, float64(sizeOfTwice)/float64(size)); err != nil {
			return err
		}
	}
	return nil
}

func (w *workspace) stressed(ctx context.Context, s stressed, n int) (g generated, size int, err error) {
	data, err := s.document(n)
	if err != nil {
		return g, 0, err
	}
	spec := filepath.Join(w.dir, "stress.json")
	if err := os.WriteFile(spec, data, 0o644); err != nil {
		return g, 0, err
	}
	p := w.place("stress")
	defer w.clear(p)
	g, crash := w.generate(ctx, spec, p, true)
	if crash != "" || g.refusal() != "" {
		return g, 0, fmt.Errorf("%d %s: %s%s", n, s.name, crash, g.refusal())
	}
	return g, len(data), nil
}

// compareStages prints how each stage grew, and fails if one grew more than it may where the document doubles.
func compareStages(s stressed, once, twice generated, size int, grown float64) error {
	fmt.Printf("| %d %s | %d |", s.times, s.name, size>>10)
	var failed error
	for _, stage := range []string{"read", "resolve", "emit"} {
		before, after := once.stage(stage).CPU, twice.stage(stage).CPU
		growth := after / before
		fmt.Printf(" %.1f s × %.1f |", before, growth)
		if after > shortStage && growth > maxStageGrowth*grown/2 {
			failed = fmt.Errorf("%s takes %.1f times as long for twice as many %s", stage, growth, s.name)
		}
	}
	fmt.Printf(" × %.1f |\n", float64(twice.stage("read", "resolve", "emit").PeakMB)/float64(once.stage("read", "resolve", "emit").PeakMB))
	return failed
}
