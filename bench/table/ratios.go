package main

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/perf/benchunit"
)

// baseline is the peer that an operation's ratios are to: the one that its target names.
func baseline(operation string) string {
	switch operation {
	case "Encode":
		return "encodingjson"
	case "Bridge":
		return "sdk"
	case "Skip":
		return "skip"
	}
	return "oapicodegen"
}

// The units of the two times, as benchfmt names them.
const (
	elapsed = "sec/op"
	cpu     = "cpu-sec/op"
)

// writeRatios writes one table: a row for each operation and payload, a column for each peer.
func writeRatios(out io.Writer, m *medians, title, unit string) {
	fmt.Fprintf(out, "| %s | %s |\n|---|%s\n", title, strings.Join(m.peers, " | "), strings.Repeat("---:|", len(m.peers)))
	for _, row := range m.rows {
		operation, payload := split(row)
		fmt.Fprintf(out, "| %s |", row)
		for _, peer := range m.peers {
			fmt.Fprintf(out, " %s |", cell(m, key{operation, peer, payload, unit}))
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out)
}

// cell is a ratio; at the baseline, which is 1, it is what was measured.
func cell(m *medians, k key) string {
	ratio, ok := m.ratio(k, baseline(k.operation))
	if !ok {
		return ""
	}
	if k.peer == baseline(k.operation) {
		median, _ := m.of(k)
		return "1 = " + absolute(median, k.unit)
	}
	return fmt.Sprintf("%.2f", ratio)
}

// absolute is a value with its unit; that it is per operation says the table.
func absolute(value float64, unit string) string {
	scaled := benchunit.Scale(value, benchunit.ClassOf(unit))
	switch unit {
	case "B/op":
		return scaled + "B"
	case "allocs/op":
		return scaled
	default:
		return scaled + "s"
	}
}
