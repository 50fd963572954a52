// Package render writes reports: for a terminal, for a release note, for a browser and for programs.
package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
)

// heading names what was compared.
func heading(report *diff.Report) string {
	if report.From.Version == report.To.Version {
		return fmt.Sprintf("%s %s", report.To.Title, report.To.Version)
	}
	return fmt.Sprintf("%s %s -> %s", report.To.Title, report.From.Version, report.To.Version)
}

// conclusion says in sentences what the rows come to.
func conclusion(report *diff.Report) string {
	counts := map[diff.Verdict]int{}
	for _, row := range report.Rows {
		counts[row.Verdict]++
	}
	if len(report.Rows) == 0 && report.Untouched > 0 {
		return "Nothing that the program uses changes."
	}
	if len(report.Rows) == 0 {
		return "The documents and the packages made of them are the same."
	}
	var parts []string
	for _, verdict := range slices.Backward(diff.Verdicts()[1:]) {
		if counts[verdict] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[verdict], verdict))
		}
	}
	sentences := []string{}
	if len(parts) > 0 {
		sentences = append(sentences, "Changes: "+strings.Join(parts, ", ")+".")
	} else {
		sentences = append(sentences, "Only words changed.")
	}
	if report.StopsCompiling {
		sentences = append(sentences, "Code that compiled may stop compiling.")
	}
	if report.MayBeRefused {
		sentences = append(sentences, "Requests that were accepted may be refused.")
	}
	return strings.Join(sentences, " ")
}

// places are where a change is, in the old document and in the new one.
func places(row diff.Row) string {
	switch {
	case row.From == nil && row.To == nil:
		return ""
	case row.From == nil:
		return row.To.String()
	case row.To == nil:
		return row.From.String() + " (old)"
	default:
		return row.From.String() + " -> " + row.To.String()
	}
}

func answer(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func may(yes bool) string {
	if yes {
		return "possibly"
	}
	return "no"
}

// listed divides changes into those that fit into a line, and those that need a list.
func listed(changes []string) (line string, list []string) {
	const few = 3
	if len(changes) <= few {
		return strings.Join(changes, "; "), nil
	}
	return fmt.Sprintf("%d places", len(changes)), changes
}
