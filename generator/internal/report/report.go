// Package report says as JSON what a run of the generator found, made and took, for programs that run the generator.
//
// Its field names are stable: fields may be added, and none changes its meaning.
package report

import (
	"encoding/json"
	"errors"
	"os"
	"sync"

	"github.com/hubchannels/hubchannels-go/generator/internal/coverage"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Report is what a run found, made and took. A nil report records nothing. Its methods may be called concurrently.
type Report struct {
	mu sync.Mutex
	fields
}

type fields struct {
	// Document is the document's path or address, as it was given.
	Document string `json:"document"`
	// OK reports that the run did what it was asked for.
	OK bool `json:"ok"`
	// Problems are what stood in the way.
	Problems []Problem `json:"problems"`
	// Warnings are mistakes that kept nobody from generating.
	Warnings []Problem `json:"warnings"`
	// Repairs are what --lenient repaired, by rule.
	Repairs []Repair `json:"repairs"`
	// Losses are what of the document the SDK does not have.
	Losses     []Loss      `json:"losses"`
	Coverage   Coverage    `json:"coverage"`
	Counts     Counts      `json:"counts"`
	Unions     Unions      `json:"unions"`
	Operations []Operation `json:"operations"`
	// Stages are in the order in which they ran.
	Stages []Stage `json:"stages"`
}

// Problem is one thing that somebody has to change.
type Problem struct {
	Position string `json:"position,omitempty"`
	Pointer  string `json:"pointer,omitempty"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	// Rule is the id of the rule that found it: see docs/repairs.md.
	Rule string `json:"rule,omitempty"`
	// Repair is what --lenient does about it.
	Repair string `json:"repair,omitempty"`
}

// Repair is how often a rule repaired something, and where first.
type Repair struct {
	Rule  string   `json:"rule,omitempty"`
	Kind  string   `json:"kind"`
	Count int      `json:"count"`
	First *Problem `json:"first,omitempty"`
}

// Loss is one thing that the document says and the SDK does not have.
type Loss struct {
	Kind     string `json:"kind"`
	Position string `json:"position,omitempty"`
	Pointer  string `json:"pointer,omitempty"`
	Key      string `json:"key,omitempty"`
	What     string `json:"what"`
	Why      string `json:"why,omitempty"`
}

// Coverage counts what of the document reaches the SDK: keys that the generator reads, things that the SDK has with less than
// the document says, and things that it does not have.
type Coverage struct {
	Expressed int `json:"expressed"`
	Weakened  int `json:"weakened"`
	Lost      int `json:"lost"`
}

// Counts are sizes of the SDK.
type Counts struct {
	Operations int `json:"operations"`
	Objects    int `json:"objects"`
	Enums      int `json:"enums"`
	Unions     int `json:"unions"`
	RawUnions  int `json:"rawUnions"`
	Webhooks   int `json:"webhooks"`
	// Files, Lines and LongestFile are of the Go files; LongestFile is in lines.
	Files       int `json:"files"`
	Lines       int `json:"lines"`
	LongestFile int `json:"longestFile"`
}

// Operation is one operation, and the Go method that calls it.
type Operation struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	ID     string `json:"id,omitempty"`
	// Symbol is the method with its type: "Client.PublishMessage".
	Symbol string `json:"symbol"`
}

// New returns the report of a run on a document.
func New(document string) *Report {
	return &Report{fields: fields{
		Document: document, Problems: []Problem{}, Warnings: []Problem{}, Repairs: []Repair{}, Losses: []Loss{}, Operations: []Operation{}, Stages: []Stage{},
		Unions: Unions{By: map[string]int{}, Raw: []RawUnion{}},
	}}
}

// change records something.
func (r *Report) change(record func(*fields)) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	record(&r.fields)
}

// Read records what was warned of and repaired while a document was read.
func (r *Report) Read(doc *load.Document) {
	r.change(func(f *fields) {
		for _, warning := range doc.Warnings {
			f.Warnings = append(f.Warnings, problemOf(warning))
		}
		for _, repair := range doc.Repairs {
			made := Repair{Rule: repair.Rule, Kind: repair.Kind, Count: repair.Count}
			if repair.First.Message != "" {
				first := problemOf(repair.First)
				made.First = &first
			}
			f.Repairs = append(f.Repairs, made)
		}
	})
}

// Covered records how much of the document reaches the SDK.
func (r *Report) Covered(found coverage.Report) {
	r.change(func(f *fields) {
		f.Coverage = Coverage{Expressed: found.Expressed, Weakened: found.Weakened(), Lost: found.Lost()}
		for _, l := range found.Losses {
			f.Losses = append(f.Losses, Loss{string(l.Kind), l.Pos.String(), l.Pointer, l.Key, l.What, l.Why})
		}
	})
}

// Model records what the SDK is to hold.
func (r *Report) Model(api *ir.API) {
	r.change(func(f *fields) {
		f.Counts.Operations, f.Counts.Objects, f.Counts.Enums = len(api.Operations), len(api.Objects), len(api.Enums)
		f.Counts.Unions, f.Counts.RawUnions, f.Counts.Webhooks = len(api.Unions), len(api.Opaques), len(api.Webhooks)
		f.Unions = unionsOf(api)
		for _, o := range api.Operations {
			f.Operations = append(f.Operations, Operation{o.Method, o.Path, o.ID, o.Receiver() + "." + o.Call})
		}
	})
}

// Files records what was made.
func (r *Report) Files(files []output.File) {
	r.change(func(f *fields) { f.Counts.size(files) })
}

// End records how the run ended.
func (r *Report) End(err error) {
	r.change(func(f *fields) {
		f.OK = err == nil
		var problems problem.Problems
		if !errors.As(err, &problems) && err != nil {
			f.Problems = append(f.Problems, Problem{Message: err.Error()})
		}
		for _, p := range problems {
			f.Problems = append(f.Problems, problemOf(p))
		}
	})
}

func problemOf(p problem.Problem) Problem {
	return Problem{p.Pos.String(), p.Pointer, p.Message, p.Hint, p.Rule, p.Repair}
}

// Write writes the report to a file.
func (r *Report) Write(path string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	encoded, err := json.MarshalIndent(r.fields, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(encoded, '\n'), 0o666)
}
