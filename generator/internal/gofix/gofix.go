// Package gofix does what go fix does with //go:fix inline, where that command does nothing: it applies no change at all to
// a package in which two overlap, such as two renamed methods in one chain of calls. Here overlapping changes are made one
// after the other.
package gofix

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// edit replaces the bytes from Start to End of a file.
type edit struct {
	Filename   string `json:"filename"`
	Start, End int
	New        string `json:"new"`
}

// maxRounds is more than any chain of calls is long.
const maxRounds = 200

// Run has go fix look at packages until it finds nothing more, and returns the files that changed, sorted. Flags are those
// of the go command, such as -overlay.
func Run(ctx context.Context, flags, patterns []string) ([]string, error) {
	changed := map[string]bool{}
	for range maxRounds {
		fixes, err := suggested(ctx, flags, patterns)
		if err != nil {
			return nil, err
		}
		files := chosen(fixes)
		if len(files) == 0 {
			return slices.Sorted(maps.Keys(changed)), nil
		}
		for file, edits := range files {
			if err := apply(file, edits); err != nil {
				return nil, err
			}
			changed[file] = true
		}
	}
	return nil, errors.New("go fix does not come to an end: a declaration leads back to itself")
}

// suggested asks go fix what it would do, and for whole paths: GOFLAGS may say otherwise.
func suggested(ctx context.Context, flags, patterns []string) ([][]edit, error) {
	command := exec.CommandContext(ctx, "go", slices.Concat([]string{"fix"}, flags, []string{"-trimpath=false", "-json", "-inline"}, patterns)...)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go fix: %w\n%s", err, strings.TrimSpace(complaint.String()))
	}
	return read(out)
}

// read reads go fix's JSON: an object for each package, and lines that begin with # between them.
func read(out []byte) ([][]edit, error) {
	var plain bytes.Buffer
	for line := range bytes.Lines(out) {
		if !bytes.HasPrefix(line, []byte("#")) {
			plain.Write(line)
		}
	}
	var fixes [][]edit
	for decoder := json.NewDecoder(&plain); ; {
		// A package that does not compile has an object with its error instead of a list.
		var packages map[string]map[string]json.RawMessage
		if err := decoder.Decode(&packages); errors.Is(err, io.EOF) {
			return fixes, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading what go fix says: %w", err)
		}
		for name, analyzers := range packages {
			found, err := ofPackage(analyzers)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			fixes = append(fixes, found...)
		}
	}
}

func ofPackage(analyzers map[string]json.RawMessage) ([][]edit, error) {
	var fixes [][]edit
	for _, said := range analyzers {
		var diagnostics []struct {
			Fixes []struct{ Edits []edit } `json:"suggested_fixes"`
		}
		var failed struct{ Error string }
		if json.Unmarshal(said, &failed) == nil && failed.Error != "" {
			return nil, errors.New(failed.Error)
		}
		if err := json.Unmarshal(said, &diagnostics); err != nil {
			return nil, err
		}
		for _, diagnostic := range diagnostics {
			if len(diagnostic.Fixes) > 0 {
				fixes = append(fixes, diagnostic.Fixes[0].Edits)
			}
		}
	}
	return fixes, nil
}

// chosen are changes that do not overlap, by file: the outer ones first. Those of generated files are left out.
func chosen(fixes [][]edit) map[string][]edit {
	slices.SortStableFunc(fixes, func(a, b []edit) int { return cmp.Compare(size(b), size(a)) })
	files := map[string][]edit{}
	generated := map[string]bool{}
	for _, fix := range fixes {
		if len(fix) == 0 || slices.ContainsFunc(fix, func(e edit) bool { return overlaps(files[e.Filename], e) || isGenerated(generated, e.Filename) }) {
			continue
		}
		for _, e := range fix {
			files[e.Filename] = append(files[e.Filename], e)
		}
	}
	return files
}

func size(fix []edit) (total int) {
	for _, e := range fix {
		total += e.End - e.Start
	}
	return total
}

func overlaps(edits []edit, e edit) bool {
	return slices.ContainsFunc(edits, func(other edit) bool {
		return e.Start < other.End && other.Start < e.End || e.Start == other.Start
	})
}

// isGenerated reports whether a file is not for people to edit. What it finds is remembered.
func isGenerated(known map[string]bool, file string) bool {
	if generated, ok := known[file]; ok {
		return generated
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
	known[file] = err != nil || ast.IsGenerated(parsed)
	return known[file]
}

func apply(file string, edits []edit) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before := content
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(b.Start, a.Start) })
	for _, e := range edits {
		if e.Start < 0 || e.End < e.Start || e.End > len(content) {
			return fmt.Errorf("%s changed meanwhile", file)
		}
		content = slices.Concat(content[:e.Start], []byte(e.New), content[e.End:])
	}
	if content, err = withoutNewImports(file, before, content); err != nil {
		return err
	}
	if content, err = format.Source(content); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, content, info.Mode().Perm())
}
