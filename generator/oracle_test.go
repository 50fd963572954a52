package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// oracleRow is what the oracle found of a document.
type oracleRow struct {
	Document string
	// Schemas are the component schemas, Typed those with a Go type of their own; the others are scalars, lists, or raw JSON.
	Schemas, Typed int
	// Counts are those of testdata/oracle.
	Types, Uncompiled, Instances, Accepted, Sent, Refused, Checked, Unchecked, Disagreements int
	Left                                                                                     map[string]int
	// Failed is why the document could not be tried; "" where it could.
	Failed string
}

// TestOracle generates documents and holds their types against a JSON Schema validator: the test in testdata/oracle says
// how. It tries three documents; `make oracle` tries all cases, those of the corpus that are in the module cache, and random
// ones. Each is a run of its own with a bound on its time. Results stay in the folder ORACLE_RESULTS: what is there is not
// tried again, so that a run that was stopped goes on where it was.
func TestOracle(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles")
	}
	module := newModule(t)
	specs, random := oracleSpecs(t)
	for i := range random {
		specs = append(specs, randomDocument(t, uint64(i)))
	}
	var all oracleRow
	table := tabled(t)
	for _, spec := range specs {
		row := remembered(spec, func() oracleRow { return try(t, module, spec) })
		if row.Failed != "" {
			t.Errorf("%s: %s", row.Document, row.Failed)
		}
		t.Logf("%+v", row)
		all.add(row)
		holdRow(t, table, row)
		table[documentName(row.Document)] = row
	}
	if os.Getenv("UPDATE") != "" {
		writeTable(t, table)
	}
	all.Document = fmt.Sprintf("%d documents", len(specs))
	t.Logf("%+v", all)
	if all.Accepted == 0 || all.Checked == 0 {
		t.Error("the oracle has nothing to say")
	}
}

func (r *oracleRow) add(other oracleRow) {
	r.Schemas, r.Typed, r.Types, r.Uncompiled = r.Schemas+other.Schemas, r.Typed+other.Typed, r.Types+other.Types, r.Uncompiled+other.Uncompiled
	r.Instances, r.Accepted, r.Sent = r.Instances+other.Instances, r.Accepted+other.Accepted, r.Sent+other.Sent
	r.Refused, r.Checked, r.Unchecked = r.Refused+other.Refused, r.Checked+other.Checked, r.Unchecked+other.Unchecked
	r.Disagreements += other.Disagreements
	for why, count := range other.Left {
		if r.Left == nil {
			r.Left = map[string]int{}
		}
		r.Left[why] += count
	}
}

// oracleSpecs are the documents to try: those of the patterns in ORACLE, and how many random ones, ORACLE_RANDOM. Without
// them, a few.
func oracleSpecs(t *testing.T) (specs []string, random int) {
	t.Helper()
	patterns := strings.Fields(os.Getenv("ORACLE"))
	random, err := strconv.Atoi(os.Getenv("ORACLE_RANDOM"))
	if len(patterns) == 0 && err != nil {
		return []string{"testdata/allof-override/spec.yaml", "testdata/schemas-31/spec.yaml"}, 1
	}
	for _, pattern := range patterns {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		specs = append(specs, found...)
	}
	specs = slices.DeleteFunc(specs, func(spec string) bool {
		return strings.Contains(spec, "allof-tower") // the validator's time doubles with each of its 120 levels
	})
	return specs, random
}

// remembered is what an earlier run found of a document, or what trying it finds now.
func remembered(spec string, try func() oracleRow) oracleRow {
	folder := os.Getenv("ORACLE_RESULTS")
	if folder == "" {
		return try()
	}
	key := fnv.New64a()
	data, _ := os.ReadFile(spec) // what cannot be read is refused when it is tried
	key.Write(data)
	file := filepath.Join(folder, fmt.Sprintf("%s-%x.json", filepath.Base(filepath.Dir(spec)), key.Sum64()))
	var row oracleRow
	if data, err := os.ReadFile(file); err == nil && json.Unmarshal(data, &row) == nil {
		return row
	}
	row = try()
	if row.Failed != "" { // it is tried again when it is mended
		return row
	}
	if data, err := json.Marshal(row); err == nil {
		_ = os.MkdirAll(folder, 0o755)
		_ = os.WriteFile(file, data, 0o600) // without it, the document is tried again
	}
	return row
}

// try generates a document with the test in it, and runs that.
func try(t *testing.T, module, spec string) oracleRow {
	t.Helper()
	row := oracleRow{Document: spec}
	out := filepath.Join(module, "tried")
	if !oracleCase(t, spec, out, &row) {
		return row
	}
	defer os.RemoveAll(out)
	limit, err := time.ParseDuration(cmp.Or(os.Getenv("ORACLE_LIMIT"), "5m"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	command := exec.CommandContext(ctx, "go", "test", "-vet=off", "-ldflags=-s -w", "-run", "TestOracle", "-v", "./tried")
	command.Dir = module
	said, err := command.CombinedOutput()
	for line := range strings.Lines(string(said)) {
		if counts, is := strings.CutPrefix(line, "oracle: "); is {
			if err := json.Unmarshal([]byte(counts), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	switch {
	case ctx.Err() != nil:
		row.Failed = fmt.Sprintf("not tried within %s", limit)
	case err != nil:
		row.Failed = fmt.Sprintf("%v\n%s", err, said)
	}
	return row
}

// oracleCase generates a document with the test, and counts its component schemas and those that have a type. One that is
// refused leaves nothing to test.
func oracleCase(t *testing.T, spec, out string, row *oracleRow) bool {
	t.Helper()
	var said bytes.Buffer
	if run(t.Context(), []string{"generate", "--spec", spec, "--out", out, "--package", "sdk", "--lenient"}, &said, &said) != exitOK {
		t.Logf("%s is refused", spec)
		return false
	}
	doc, err := load.File(t.Context(), spec, load.Options{Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	api, losses, err := resolve.API(t.Context(), doc, resolve.Options{Package: "sdk", Lenient: true})
	if err != nil {
		t.Fatal(err)
	}
	row.Schemas = len(doc.Keys("#/components/schemas"))
	write(t, filepath.Join(out, "subjects_test.go"), subjects(doc, api, losses, row))
	write(t, filepath.Join(out, "document.json"), doc.JSON(doc.Files()[0]))
	tests, err := filepath.Glob("testdata/oracle/*_test.go.txt")
	if err != nil || len(tests) == 0 {
		t.Fatal(errors.Join(err, errors.New("no tests")))
	}
	for _, test := range tests {
		copyFile(t, test, filepath.Join(out, strings.TrimSuffix(filepath.Base(test), ".txt")))
	}
	return true
}

// subjects are the lists that the test goes by: the types, and what of the document is recorded as weakened.
func subjects(doc *load.Document, api *ir.API, losses []loss.Loss, row *oracleRow) []byte {
	var b bytes.Buffer
	b.WriteString("package sdk\n\nvar subjects = []subject{\n")
	for _, decl := range oracleDecls(api) {
		component := strings.HasPrefix(decl.doc.Pointer, "#/components/schemas/") && strings.Count(decl.doc.Pointer, "/") == 3
		body := strings.HasPrefix(decl.doc.Pointer, "#/paths/") && strings.HasSuffix(decl.doc.Pointer, "/schema") &&
			strings.Contains(decl.doc.Pointer, "/content/application~1json/")
		if component {
			row.Typed++
		}
		if (component || body) && !tagOutside(doc, decl) {
			fmt.Fprintf(&b, "\t{%q, func() any { return new(%s) }},\n", decl.doc.Pointer, decl.name)
		}
	}
	b.WriteString("}\n\n// The unions are read by themselves here.\nvar _ = types.With(\n")
	for _, union := range api.Unions {
		fmt.Fprintf(&b, "\t&union%s,\n", union.Name)
	}
	b.WriteString(")\n\nvar lost = []string{\n")
	for _, l := range losses {
		if l.Kind == loss.Weakened || l.Kind == loss.Schema {
			fmt.Fprintf(&b, "\t%q,\n", l.Pointer)
		}
	}
	b.WriteString("}\n")
	return b.Bytes()
}

type oracleDecl struct {
	name      string
	doc       ir.Doc
	constants []ir.Constant
}

// tagOutside reports whether a discriminator gives a type a property that its schema does not have: it is always written.
func tagOutside(doc *load.Document, decl oracleDecl) bool {
	return slices.ContainsFunc(decl.constants, func(constant ir.Constant) bool {
		return !slices.Contains(doc.Keys(load.Join(decl.doc.Pointer, "properties")), constant.JSON)
	})
}

// oracleDecls are the declared types that stand for one schema. A base's own type stands for the same schema as the union,
// and so does the union of the elements of lists that are merged, whose name is longer.
func oracleDecls(api *ir.API) []oracleDecl {
	var decls []oracleDecl
	unions := map[string]bool{}
	byName := slices.SortedFunc(slices.Values(api.Unions), func(a, b *ir.Union) int { return cmp.Compare(len(a.Name), len(b.Name)) })
	for _, union := range byName {
		if !unions[union.Doc.Pointer] {
			decls = append(decls, oracleDecl{name: union.Name, doc: union.Doc})
		}
		unions[union.Doc.Pointer] = true
	}
	for _, object := range api.Objects {
		if !unions[object.Doc.Pointer] {
			decls = append(decls, oracleDecl{name: object.Name, doc: object.Doc, constants: object.Constants})
		}
	}
	return decls
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
