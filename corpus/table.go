package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// The committed files: what is compared, and what it took.
const (
	tableFile = "TABLE.md"
	costsFile = "COSTS.md"
)

// columns are the table's, in its order.
func columns() []string {
	return []string{"document", "loaded", "repaired", "generated", "compiled", "vetted", "tested", "operations", "lines",
		"longest file", "unions", "raw JSON", "expressed", "weakened", "lost", "remark"}
}

func costColumns() []string {
	columns := []string{"document"}
	for _, stage := range []string{"load", "resolve", "emit", "compile", "vet", "test"} {
		columns = append(columns, stage+" s", "MB")
	}
	return columns
}

// table is rows of cells by the document's name.
type table map[string][]string

// absent stands in a cell of a column that a table does not have: it was written before there was that column.
const absent = "?"

// readTable reads a table that writeTable wrote, in the order of these columns. One that is not there is empty.
func readTable(file string, columns []string) (table, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return table{}, nil
	}
	t := table{}
	source, header := "", []string(nil)
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			source = heading + "/"
		}
		switch cells := splitRow(line); {
		case len(cells) == 0 || source == "" || strings.HasPrefix(cells[0], "--"):
		case cells[0] == "document":
			header = cells
		case len(cells) == len(header):
			t[source+cells[0]] = arranged(cells, header, columns)
			t[source+cells[0]][0] = source + cells[0]
		}
	}
	return t, err
}

// arranged puts the cells of a row below other columns.
func arranged(cells, header, columns []string) []string {
	if slices.Equal(header, columns) {
		return cells
	}
	row := slices.Repeat([]string{absent}, len(columns))
	for i, column := range header {
		if at := slices.Index(columns, column); at >= 0 {
			row[at] = cells[i]
		}
	}
	return row
}

// splitRow takes the cells out of a row of a table; there are none in other lines.
func splitRow(line string) []string {
	if !strings.HasPrefix(line, "| ") || !strings.HasSuffix(line, "|") {
		return nil
	}
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return cells
}

// writeTable writes a table for each source.
func writeTable(file, introduction string, columns []string, t table) error {
	var b strings.Builder
	b.WriteString(introduction)
	source := ""
	for _, name := range slices.Sorted(maps.Keys(t)) {
		from, document, _ := strings.Cut(name, "/")
		if from != source {
			source = from
			fmt.Fprintf(&b, "\n## %s\n\n", source)
			writeRow(&b, columns)
			writeRow(&b, slices.Repeat([]string{"---"}, len(columns)))
		}
		writeRow(&b, append([]string{document}, t[name][1:]...))
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}

func writeRow(b *strings.Builder, cells []string) {
	for _, cell := range cells {
		fmt.Fprintf(b, "| %s ", strings.ReplaceAll(cell, "|", "/"))
	}
	b.WriteString("|\n")
}

// update writes both files anew. Documents that did not run keep their rows if only some were meant to run.
func update(committed table, rows []row, only string) error {
	costs, err := readTable(costsFile, costColumns())
	if err != nil {
		return err
	}
	if only == "" {
		committed, costs = table{}, table{}
	}
	for _, r := range rows {
		committed[r.name], costs[r.name] = r.cells(), r.costs()
	}
	return cmp.Or(writeTable(tableFile, tableIntroduction(committed), columns(), committed),
		writeTable(costsFile, costsIntroduction, costColumns(), costs))
}

// tableIntroduction sums the table up: how many documents of each source got how far.
func tableIntroduction(t table) string {
	stages := []string{"loaded", "generated", "compiled", "vetted", "tested"}
	sums := map[string]map[string]int{}
	for name, cells := range t {
		source, _, _ := strings.Cut(name, "/")
		if sums[source] == nil {
			sums[source] = map[string]int{}
		}
		sums[source]["documents"]++
		for _, stage := range stages {
			if cell := cells[slices.Index(columns(), stage)]; cell != "no" && cell != "refused" {
				sums[source][stage]++
			}
		}
	}
	var b strings.Builder
	b.WriteString("# How far each document gets\n\nWritten by `go run . -update`; README.md says how to read it.\n\n")
	header := append([]string{"source", "documents"}, stages...)
	writeRow(&b, header)
	writeRow(&b, append([]string{"---"}, slices.Repeat([]string{"---:"}, len(header)-1)...))
	for _, source := range slices.Sorted(maps.Keys(sums)) {
		cells := []string{source}
		for _, column := range header[1:] {
			cells = append(cells, fmt.Sprint(sums[source][column]))
		}
		writeRow(&b, cells)
	}
	return b.String()
}

const costsIntroduction = `# What each document takes

Seconds of processor time and the size in memory of the largest process, both rounded, on whatever machine wrote this.
Nothing is compared with it: it is for orders of magnitude.
`
