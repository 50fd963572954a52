package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// row is how far a document got.
type row struct {
	name    string
	lenient bool
	generated
	compiled, vetted, tested stage
	// crash is how the generator ended where it did not report, failure what the go command said last.
	crash, failure string
}

// row takes a document through all stages, as far as it gets: strictly, or else leniently.
func (w *workspace) row(ctx context.Context, d document, quick bool) row {
	p := w.place(d.name)
	defer w.clear(p)
	r := row{name: d.name}
	for _, lenient := range []bool{false, true} {
		r.lenient = lenient
		r.generated, r.crash = w.generate(ctx, d.path, p, lenient)
		if r.emitted().Done || r.crash != "" {
			break
		}
	}
	if r.emitted().Done && !quick {
		r.build(ctx, w, p)
	}
	return r
}

// build compiles, vets and tests a generated package. Vetting says the same as compiling of what does not compile.
func (r *row) build(ctx context.Context, w *workspace, p packageAt) {
	if r.compiled, r.failure = w.check(ctx, p, "build"); !r.compiled.Done {
		return
	}
	if r.vetted, r.failure = w.check(ctx, p, "vet"); !r.vetted.Done {
		return
	}
	r.tested, r.failure = w.check(ctx, p, "test", "-vet=off")
}

// cells are what of the row is compared, in the order of columns.
func (r row) cells() []string {
	return []string{r.name, r.loading(), counts(r.repairs(), "; "), done(r.emitted()), done(r.compiled), done(r.vetted), done(r.tested),
		number(r.Counts.Operations), number(r.Counts.Lines), number(r.Counts.LongestFile), counts(r.Unions.By, ", "), counts(r.raw(), ", "),
		number(r.Coverage.Expressed), number(r.Coverage.Weakened), number(r.Coverage.Lost), r.remark()}
}

// costs are what the row's stages took, in the order of costColumns.
func (r row) costs() []string {
	cells := []string{r.name}
	for _, s := range []stage{r.loaded(), r.resolved(), r.emitted(), r.compiled, r.vetted, r.tested} {
		cells = append(cells, seconds(s.CPU), number((s.PeakMB+5)/10*10))
	}
	return cells
}

// loading says how the document was loaded: as it is, repaired, or not at all.
func (r row) loading() string {
	switch {
	case !r.loaded().Done:
		return "refused"
	case r.lenient:
		return "lenient"
	default:
		return "strict"
	}
}

// remark is why a document got no further, in few words.
func (r row) remark() string {
	text := cmp.Or(r.crash, r.failure, r.refusal())
	if r.crash != "" {
		text = "CRASH: " + text
	}
	text = strings.Join(strings.Fields(text), " ")
	return strings.ToValidUTF8(text[:min(len(text), 160)], "")
}

func (r row) summary() string { return strings.Join(r.cells(), " | ") }

func done(s stage) string {
	if s.Done {
		return "yes"
	}
	return "no"
}

// number leaves out nothing, which makes what there is easier to see.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func seconds(s float64) string {
	if s < 0.05 {
		return ""
	}
	return strconv.FormatFloat(s, 'f', 1, 64)
}

// counts writes counts as "12 tag, 3 kind", the most first.
func counts(of map[string]int, separator string) string {
	keys := slices.SortedFunc(maps.Keys(of), func(a, b string) int {
		return cmp.Or(cmp.Compare(of[b], of[a]), cmp.Compare(a, b))
	})
	for i, key := range keys {
		keys[i] = fmt.Sprintf("%d %s", of[key], key)
	}
	return strings.Join(keys, separator)
}
