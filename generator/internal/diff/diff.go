// Package diff says what a new version of an OpenAPI document means for the people who import the Go package that is
// made of it.
//
// It compares twice: the documents, with oasdiff, and the Go packages generated from them, with apidiff. A walk over
// both documents adds what neither looks at. All three are joined by the part of the document that they are about.
package diff

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/types"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/compat"
	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Options say what is compared.
type Options struct {
	// From and To are the documents: a path, REV:path for a file of a git revision, or an address that may be fetched.
	From, To string
	// Fetch fetches what may be fetched over the network. Nil is nothing.
	Fetch *fetch.Client
	// Lenient compares documents that have something wrong with them, as far as that goes.
	Lenient bool
	// Old and New say how each document becomes a package.
	Old, New Making
	// FromImport and ToImport are the import paths of the packages, where they have some.
	FromImport, ToImport string
	// UsedBy is what a program uses of the old package: nothing else is reported. Nil is everything.
	UsedBy Uses
}

// Making says how a document becomes a package.
type Making struct {
	// Config is the path of a configuration file; "" is none. Settings are what it says, where it was read before.
	Config   string
	Settings *config.Config
	// Refs is a folder above the document that its $refs may lead into; "" is the document's own.
	Refs string
	// Overlays are the paths of the overlays that are applied to the document.
	Overlays []string
}

// importers makes an importer for some import paths.
type importers func(ctx context.Context, paths []string) (types.Importer, error)

// Documents compares two documents.
func Documents(ctx context.Context, options Options) (*Report, error) {
	return documents(ctx, options, Importer)
}

func documents(ctx context.Context, options Options, importer importers) (*Report, error) {
	j, err := joined(ctx, options, importer)
	if err != nil {
		return nil, err
	}
	report := j.report()
	report.From.Import, report.To.Import = options.FromImport, options.ToImport
	return report, nil
}

// joined has read both documents, and joined all that is different.
func joined(ctx context.Context, options Options, importer importers) (*joiner, error) {
	from, closeFrom, err := open(ctx, options.From)
	defer closeFrom()
	if err != nil {
		return nil, err
	}
	to, closeTo, err := open(ctx, options.To)
	defer closeTo()
	if err != nil {
		return nil, err
	}
	old, err := read(ctx, from, options.Old, options)
	defer old.close()
	if err != nil {
		return nil, err
	}
	new, err := read(ctx, to, options.New, options)
	defer new.close()
	if err != nil {
		return nil, err
	}
	return compare(ctx, old, new, options, importer)
}

// compare does both comparisons and joins them.
func compare(ctx context.Context, old, new *side, options Options, importer importers) (*joiner, error) {
	names := matched(old, new)
	j := newJoiner(old, new, names)
	j.uses = options.UsedBy
	changes, err := compareDocuments(ctx, old, new, names)
	if err != nil {
		return nil, err
	}
	j.wire(changes)
	j.moves()
	j.leaves(compareLeaves(old, new, names))
	j.servers()
	j.joinMovedParameters()
	j.joinRenamedParts()
	j.joinTags()
	j.complete()
	if j.note, err = j.packages(ctx, options.Lenient, importer); err != nil {
		return nil, err
	}
	j.joinMoves()
	j.advise()
	return j, nil
}

// packages compares the Go packages. The note says why it could not, where that is no error.
func (j *joiner) packages(ctx context.Context, lenient bool, importer importers) (note string, err error) {
	for _, s := range []*side{j.old, j.new} {
		err := s.generate(ctx, lenient)
		var problems problem.Problems
		if lenient && errors.As(err, &problems) {
			return fmt.Sprintf("The Go packages were not compared, because none can be made of %s: %s", s.source.name, problems[0]), nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", j.goPackages(ctx, importer)
}

func (j *joiner) goPackages(ctx context.Context, importers importers) error {
	before, err := parseFiles(j.old.files)
	if err != nil {
		return err
	}
	after, err := parseFiles(j.new.files)
	if err != nil {
		return err
	}
	imports := append(before.imports(), after.imports()...)
	slices.Sort(imports)
	importer, err := importers(ctx, slices.Compact(imports))
	if err != nil {
		return err
	}
	oldPackage, err := before.check(importer, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", j.old.source.name, err)
	}
	j.renamedTypes()
	newPackage, err := after.check(importer, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", j.new.source.name, err)
	}
	pairs := j.pairs(oldPackage, newPackage)
	renamed := renamedSymbols(j.types, pairs, before.exported(), after.exported())
	underOldNames, err := after.rename(renamed, importer)
	if err != nil {
		return fmt.Errorf("%s: %w", j.new.source.name, err)
	}
	for now, before := range renamed {
		pairs[before] = now
	}
	j.compat = compat.Input{Old: oldPackage, New: newPackage, Renamed: pairs}
	j.plan, j.imports = compat.Make(j.compat)
	j.attach(j.joinMembers(comparePackages(oldPackage, underOldNames)), renamed)
	j.swappedArguments()
	return nil
}

// report is the finished report, the worst first.
func (j *joiner) report() *Report {
	r := &Report{
		From:    Version{Document: j.old.source.name, Title: j.old.title, Version: j.old.version},
		To:      Version{Document: j.new.source.name, Title: j.new.title, Version: j.new.version},
		Verdict: Nothing,
		Rows:    []Row{},
	}
	r.Compat, r.CompatImports = j.plan, j.imports
	if j.note != "" {
		r.Notes = append(r.Notes, j.note)
	}
	for _, d := range j.drafts.all() {
		row := d.row(j.old, j.new)
		row.Rewrites = j.rewrites(d)
		if !j.keep(r, row, d) {
			continue
		}
		if row.Verdict.weight() > r.Verdict.weight() {
			r.Verdict = row.Verdict
		}
		r.StopsCompiling = r.StopsCompiling || row.StopsCompiling
		r.MayBeRefused = r.MayBeRefused || row.MayBeRefused
	}
	j.noteUntouched(r)
	slices.SortStableFunc(r.Rows, func(a, b Row) int { return cmp.Compare(b.Verdict.weight(), a.Verdict.weight()) })
	r.number()
	return r
}

// number makes ids unique.
func (r *Report) number() {
	used := map[string]int{}
	for i := range r.Rows {
		row := &r.Rows[i]
		if used[row.ID]++; used[row.ID] > 1 {
			row.ID += fmt.Sprintf("-%d", used[row.ID])
		}
	}
}
