package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// row is how far a document got.
type row struct {
	name    string
	lenient bool
	generated
	compiled, vetted, roundTripped stage
	// crash is how the generator ended where it did not report, failure what go said last.
	crash, failure string
}

// columns are the table's, in its order.
func columns() []string {
	return []string{"document", "loaded", "generated", "compiled", "vetted", "roundtripped", "operations", "unions", "raw",
		"lines", "load s", "resolve s", "emit s", "compile s", "load MB", "resolve MB", "emit MB", "compile MB", "remark"}
}

func (r row) cells() []string {
	return []string{r.name, r.loading(), yes(r.Emitted), yes(r.compiled), yes(r.vetted), yes(r.roundTripped),
		strconv.Itoa(r.Operations), counts(r.Unions), strings.TrimSpace(fmt.Sprint(r.Raw, " ", counts(r.Why))),
		strconv.Itoa(r.Lines), seconds(r.Loaded), seconds(r.Resolved), seconds(r.Emitted), seconds(r.compiled),
		peak(r.Loaded), peak(r.Resolved), peak(r.Emitted), peak(r.compiled), r.remark()}
}

// loading says how the document was loaded: as it is, repaired, or not at all.
func (r row) loading() string {
	switch {
	case !r.Loaded.Done:
		return "refused"
	case r.lenient:
		return "lenient"
	default:
		return "strict"
	}
}

// remark is why a document got no further, in few words.
func (r row) remark() string {
	text := strings.Join(strings.Fields(cmp.Or(r.crash, r.failure, r.Refusal)), " ")
	if r.crash != "" {
		text = "CRASH: " + text
	}
	return text[:min(len(text), 200)]
}

func (r row) summary() string { return strings.Join(r.cells(), "\t") }

func yes(s stage) string {
	if s.Done {
		return "yes"
	}
	return "no"
}

func seconds(s stage) string { return strconv.FormatFloat(s.Seconds, 'f', 1, 64) }
func peak(s stage) string    { return strconv.Itoa(s.PeakMB) }

// counts writes counts as "kind 3, tag 12".
func counts(of map[string]int) string {
	keys := make([]string, 0, len(of))
	for key := range of {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for i, key := range keys {
		keys[i] = fmt.Sprintf("%s %d", key, of[key])
	}
	return strings.Join(keys, ", ")
}

func writeTable(file string, rows []row) error {
	var b strings.Builder
	fmt.Fprintln(&b, strings.Join(columns(), "\t"))
	for _, r := range rows {
		fmt.Fprintln(&b, r.summary())
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}

// maxLines is how long no generated file may be.
const maxLines = 10_000

// compare fails where a row is worse than the committed one.
func compare(file string, rows []row) error {
	committed, err := readTable(file)
	if err != nil {
		return err
	}
	var worse []error
	for _, r := range rows {
		before, known := committed[r.name]
		for i, column := range columns() {
			if known && worsened(column, before[i], r.cells()[i]) {
				worse = append(worse, fmt.Errorf("%s: %s was %q and is %q: %s", r.name, column, before[i], r.cells()[i], r.remark()))
			}
		}
		if r.Most >= maxLines {
			worse = append(worse, fmt.Errorf("%s: a file has %d lines", r.name, r.Most))
		}
		if r.crash != "" {
			worse = append(worse, fmt.Errorf("%s: %s", r.name, r.remark()))
		}
	}
	return errors.Join(worse...)
}

func readTable(file string) (map[string][]string, error) {
	open, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer open.Close() //nolint:errcheck // it was only read
	table := map[string][]string{}
	for lines := bufio.NewScanner(open); lines.Scan(); {
		if cells := strings.Split(lines.Text(), "\t"); len(cells) == len(columns()) {
			table[cells[0]] = cells
		}
	}
	return table, nil
}

// worsened compares two cells. Seconds and megabytes have room: machines differ.
func worsened(column, before, now string) bool {
	switch {
	case column == "loaded":
		return rankOf(now) > rankOf(before)
	case before == "yes":
		return now != "yes"
	case column == "raw":
		return leading(now) > leading(before)
	case column == "lines":
		return leading(now) > 1.2*leading(before)+100
	case strings.HasSuffix(column, " s"):
		return leading(now) > 3*leading(before)+10
	case strings.HasSuffix(column, " MB"):
		return leading(now) > 1.5*leading(before)+100
	default:
		return false
	}
}

func rankOf(loading string) int {
	return slices.Index([]string{"strict", "lenient", "refused"}, loading)
}

func leading(cell string) float64 {
	number, _, _ := strings.Cut(cell, " ")
	f, _ := strconv.ParseFloat(number, 64)
	return f
}
