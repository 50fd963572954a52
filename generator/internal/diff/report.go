package diff

import (
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/compat"
)

// Verdict is what a change means for the people who import the generated package.
type Verdict string

// The verdicts, from the least to the most.
const (
	// Nothing changes but words.
	Nothing Verdict = "nothing"
	// Additive changes leave what worked as it was.
	Additive Verdict = "additive"
	// Behavior changes although all code compiles, no request is refused and no answer is misread: a default is another, a
	// header is no longer sent.
	Behavior Verdict = "behavior"
	// Variant is a union that has a variant more: calls of its Match function need a case, and type switches do not see it.
	Variant Verdict = "variant"
	// Breaking changes keep code from compiling, have requests refused that were accepted, or answers misread.
	Breaking Verdict = "breaking"
)

// Verdicts returns all verdicts, from the least to the most.
func Verdicts() []Verdict { return []Verdict{Nothing, Additive, Behavior, Variant, Breaking} }

// AtLeast reports whether a verdict means as much as another, or more.
func (v Verdict) AtLeast(other Verdict) bool { return v.weight() >= other.weight() }

func (v Verdict) weight() int { return slices.Index(Verdicts(), v) }

// Report is what changed between two documents and the Go packages made of them.
type Report struct {
	From    Version `json:"from"`
	To      Version `json:"to"`
	Verdict Verdict `json:"verdict"`
	// StopsCompiling and MayBeRefused sum the rows up.
	StopsCompiling bool  `json:"stopsCompiling"`
	MayBeRefused   bool  `json:"mayBeRefused"`
	Rows           []Row `json:"rows"`
	// Untouched counts the changes that touch nothing the program uses that was asked about; they have no rows.
	Untouched int `json:"untouched,omitempty"`
	// Notes say what was not compared, and why.
	Notes []string `json:"notes,omitempty"`
	// Compat declares in the new package what the old one called otherwise; nil where the packages were not compared.
	// CompatImports are the packages that the declarations need, names by path.
	Compat        *compat.Plan      `json:"-"`
	CompatImports map[string]string `json:"-"`
}

// Version is one of the two documents.
type Version struct {
	// Document is how it was named: a path, or REV:path.
	Document string `json:"document"`
	Title    string `json:"title"`
	Version  string `json:"version"`
	// Import is the import path of the package made of it; empty if nobody said.
	Import string `json:"import,omitempty"`
}

// Row is one change.
type Row struct {
	// ID is stable as long as the change is about the same thing.
	ID string `json:"id"`
	// Subject is what changed, and Changes how.
	Subject string   `json:"subject"`
	Changes []string `json:"changes"`
	// From and To are the places in the two documents; what was added has no From, what was removed no To.
	From *Place `json:"from,omitempty"`
	To   *Place `json:"to,omitempty"`
	// Operations are the operations that the change reaches, with method and path; empty for all or none.
	Operations []string `json:"operations,omitempty"`
	// Symbols are the Go symbols that the change moves.
	Symbols []Symbol `json:"symbols,omitempty"`
	Verdict Verdict  `json:"verdict"`
	// StopsCompiling reports that code which compiled may no longer do so.
	StopsCompiling bool `json:"stopsCompiling"`
	// MayBeRefused reports that requests which were accepted may be refused.
	MayBeRefused bool `json:"mayBeRefused"`
	// MayBeMisread reports that programs which were built before may misread answers.
	MayBeMisread bool `json:"mayBeMisread"`
	// Instead is what to write or do; empty where nothing has to be done.
	Instead []string `json:"instead,omitempty"`
	// Rewrites are the same in code.
	Rewrites []Rewrite `json:"rewrites,omitempty"`
	// UsedAt are the places, file:line, of the program that was asked about which the change touches.
	UsedAt []string `json:"usedAt,omitempty"`
	// Rules are the ids of oasdiff's rules that saw the change.
	Rules []string `json:"rules,omitempty"`
}

// Place is a place in a document.
type Place struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Pointer string `json:"pointer"`
}

// Symbol is a Go symbol and what became of it.
type Symbol struct {
	// Name is Type, Func, Const, Type.Field or Type.Method.
	Name string `json:"name"`
	// Change is "added", "removed", "renamed to X" or "changed from X to Y".
	Change string `json:"change"`
	// Compatible reports that code which uses the symbol still compiles.
	Compatible bool `json:"compatible"`
}

// String gives file:line, the form that editors and terminals turn into a link.
func (p *Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}
