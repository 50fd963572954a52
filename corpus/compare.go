package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// maxLines is how long no generated file may be.
const maxLines = 10_000

// compare fails where a row is worse than the committed one.
func compare(committed table, rows []row, o options) error {
	var worse []error
	ran := map[string]bool{}
	for _, r := range rows {
		ran[r.name] = true
		if before, known := committed[r.name]; known {
			worse = append(worse, r.worsened(before, o.quick)...)
		} else {
			worse = append(worse, fmt.Errorf("%s: %s has no row for it; use -update", r.name, tableFile))
		}
		worse = append(worse, r.broken()...)
	}
	for _, name := range slices.Sorted(maps.Keys(committed)) {
		if o.only == "" && !ran[name] {
			worse = append(worse, fmt.Errorf("%s: %s has a row for it, and it is gone; use -update", name, tableFile))
		}
	}
	return errors.Join(worse...)
}

// broken are what no row may be, whatever is committed.
func (r row) broken() []error {
	var broken []error
	if r.Counts.LongestFile >= maxLines {
		broken = append(broken, fmt.Errorf("%s: a file has %d lines", r.name, r.Counts.LongestFile))
	}
	if r.crash != "" {
		broken = append(broken, fmt.Errorf("%s: %s", r.name, r.remark()))
	}
	return broken
}

// worsened compares the row's cells with committed ones. Stages that were left out are not compared.
func (r row) worsened(before []string, quick bool) []error {
	var found []error
	now := r.cells()
	for i, column := range columns() {
		if quick && slices.Contains([]string{"compiled", "vetted", "tested"}, column) {
			continue
		}
		if worse(column, before[i], now[i]) {
			found = append(found, fmt.Errorf("%s: %s was %q and is %q: %s", r.name, column, before[i], now[i], r.remark()))
		}
	}
	return found
}

// worse reports whether a cell is worse than another. What a document holds may change in kind, not in number.
func worse(column, before, now string) bool {
	if before == absent {
		return false
	}
	switch column {
	case "loaded":
		return rankOf(now) > rankOf(before)
	case "generated", "compiled", "vetted", "tested":
		return before == "yes" && now != "yes"
	case "operations", "expressed":
		return total(now) < total(before)
	case "repaired", "raw JSON", "weakened", "lost":
		return total(now) > total(before)
	case "lines":
		return float64(total(now)) > 1.2*float64(total(before))+100
	default:
		return false
	}
}

func rankOf(loading string) int {
	return slices.Index([]string{"strict", "lenient", "refused"}, loading)
}

// total adds up the numbers that begin the parts of a cell: "12 tag, 3 kind" is 15.
func total(cell string) int {
	sum := 0
	for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ',' || r == ';' }) {
		number, _, _ := strings.Cut(strings.TrimSpace(part), " ")
		n, _ := strconv.Atoi(number)
		sum += n
	}
	return sum
}
