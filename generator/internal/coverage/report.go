package coverage

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Report is how much of a document reaches the SDK.
type Report struct {
	// Spec is the document's file as it was given.
	Spec string
	// Expressed is how many keys of the document the generator reads.
	Expressed int
	// Losses are the losses of all stages, in the document's order.
	Losses []loss.Loss
}

// NewReport joins what the sweep found with what the stages recorded. What a stage says of a key is more than what the sweep
// says of it.
func NewReport(spec string, sweep Sweep, recorded []loss.Loss) Report {
	type key struct{ pointer, key string }
	said := map[key]bool{}
	var all loss.List
	for _, l := range recorded {
		said[key{l.Pointer, l.Key}] = true
		all.Add(l)
	}
	for _, l := range sweep.Losses {
		if !said[key{l.Pointer, l.Key}] {
			all.Add(l)
		}
	}
	return Report{Spec: spec, Expressed: sweep.Expressed, Losses: all.All()}
}

// Weakened is how many things the SDK has with less than the document says.
func (r Report) Weakened() int { return len(r.OfKinds(loss.Weakened)) }

// Lost is how many things of the document are not in the SDK.
func (r Report) Lost() int { return len(r.Losses) - r.Weakened() }

// OfKinds are the losses of some kinds.
func (r Report) OfKinds(kinds ...loss.Kind) []loss.Loss {
	var some []loss.Loss
	for _, l := range r.Losses {
		if slices.Contains(kinds, l.Kind) {
			some = append(some, l)
		}
	}
	return some
}

// Problems are the losses of some kinds as problems, for those who want none of these.
func (r Report) Problems(kinds []loss.Kind) problem.Problems {
	var problems problem.Problems
	for _, l := range r.OfKinds(kinds...) {
		problems = append(problems, problem.Problem{Pos: l.Pos, Pointer: l.Pointer, Message: l.What + ": " + l.Why})
	}
	return problems
}

// Text lists the losses by kind, each on a line, and counts.
func (r Report) Text() string {
	var b strings.Builder
	for _, kind := range loss.Kinds() {
		some := r.OfKinds(kind)
		if len(some) == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s (%d)\n", kind, len(some))
		for _, l := range some {
			fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(l.String(), "\n", " "))
		}
	}
	fmt.Fprintf(&b, "%s: %d keys expressed, %d things weakened, %d lost\n", r.Spec, r.Expressed, r.Weakened(), r.Lost())
	return b.String()
}

// JSON is the report for programs.
func (r Report) JSON() ([]byte, error) {
	type line struct {
		Kind    loss.Kind `json:"kind"`
		File    string    `json:"file"`
		Line    int       `json:"line"`
		Pointer string    `json:"pointer"`
		Key     string    `json:"key,omitempty"`
		What    string    `json:"what"`
		Why     string    `json:"why"`
	}
	lines := []line{}
	for _, l := range r.Losses {
		lines = append(lines, line{l.Kind, l.Pos.File, l.Pos.Line, l.Pointer, l.Key, l.What, l.Why})
	}
	data, err := json.MarshalIndent(struct {
		Spec      string `json:"spec"`
		Expressed int    `json:"expressed"`
		Weakened  int    `json:"weakened"`
		Lost      int    `json:"lost"`
		Losses    []line `json:"losses"`
	}{r.Spec, r.Expressed, r.Weakened(), r.Lost(), lines}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the report: %w", err)
	}
	return append(data, '\n'), nil
}
