package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// oracleTable is what is known of each document: a run fails where one gets worse.
const oracleTable = "testdata/oracle/TABLE.md"

const oracleHead = `# What the oracle finds

Written by ` + "`UPDATE=1 make oracle`" + `. **typed** are the component schemas with a Go type of their own; the others are scalars, lists and raw JSON.
**accepted** are the random instances that the validator accepts, all of which are read and written as equal JSON. **refused** are the
values, read or changed through Go, that the validator refuses; **checked** those that Validate has to refuse, and does, with the path.
The others are left to the server: known values, which may grow, which variants there are, what does not fit its Go type, and what is
recorded as a loss.

| document | schemas | typed | instances | accepted | refused | checked |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
`

// tabled are the rows of the table, by document.
func tabled(t *testing.T) map[string]oracleRow {
	t.Helper()
	rows := map[string]oracleRow{}
	data, err := os.ReadFile(oracleTable)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var row oracleRow
		cells := strings.Split(strings.ReplaceAll(line, " ", ""), "|")
		if len(cells) < 8 {
			continue
		}
		if _, err := fmt.Sscan(strings.Join(cells[2:8], " "), &row.Schemas, &row.Typed, &row.Instances, &row.Accepted, &row.Refused, &row.Checked); err == nil {
			row.Document = cells[1]
			rows[row.Document] = row
		}
	}
	return rows
}

// holdRow fails where a document has fewer types than the table says, or where a smaller share of instances hits.
func holdRow(t *testing.T, before map[string]oracleRow, row oracleRow) {
	t.Helper()
	was, known := before[documentName(row.Document)]
	if !known || row.Failed != "" {
		return
	}
	if row.Typed < was.Typed {
		t.Errorf("%s: %d schemas are typed, %d were", row.Document, row.Typed, was.Typed)
	}
	if share(row.Accepted, row.Instances) < share(was.Accepted, was.Instances)-10 {
		t.Errorf("%s: %d of %d instances are accepted, %d of %d were", row.Document, row.Accepted, row.Instances, was.Accepted, was.Instances)
	}
	if was.Checked > 0 && row.Checked == 0 {
		t.Errorf("%s: no refusal is checked, %d were", row.Document, was.Checked)
	}
}

func share(part, whole int) int { return 100 * part / max(whole, 1) }

// documentName is a document without the folder that it happens to be in, and without the version of its module.
func documentName(path string) string {
	if _, module, found := strings.Cut(path, "/pkg/mod/"); found {
		return regexp.MustCompile(`@[^/]*`).ReplaceAllString(module, "")
	}
	if _, npm, found := strings.Cut(path, "/npm/"); found {
		return npm
	}
	if filepath.IsAbs(path) {
		return filepath.Base(path)
	}
	return path
}

// writeTable writes the table anew: what was tried, and what it knew of other documents.
func writeTable(t *testing.T, rows map[string]oracleRow) {
	t.Helper()
	var b strings.Builder
	b.WriteString(oracleHead)
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		if row := rows[name]; row.Instances > 0 {
			fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %d |\n", name, row.Schemas, row.Typed, row.Instances, row.Accepted, row.Refused, row.Checked)
		}
	}
	write(t, oracleTable, []byte(b.String()))
}
