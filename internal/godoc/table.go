package godoc

import (
	"strings"
	"unicode/utf8"
)

// maxColumn is how wide a column may be that others are aligned behind.
const maxColumn = 40

// table reads a table, and shows it in columns.
func (r *reader) table() {
	r.flush()
	end := 0
	var rows [][]string
	for end < len(r.lines) && strings.Contains(r.lines[end], "|") {
		if end != 1 { // the divider
			rows = append(rows, cells(r.lines[end]))
		}
		end++
	}
	r.lines = r.lines[end:]
	r.code(align(rows))
}

// cells are the texts between the bars of a line.
func cells(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	texts := strings.Split(strings.ReplaceAll(line, `\|`, "\x00"), "|")
	for i, text := range texts {
		texts[i] = inline(strings.TrimSpace(strings.ReplaceAll(text, "\x00", "|")))
	}
	return texts
}

// align writes rows with columns that begin below each other.
func align(rows [][]string) []string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], min(maxColumn, utf8.RuneCountInString(cell)))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		var line strings.Builder
		for j, cell := range row {
			line.WriteString(cell)
			if j < len(row)-1 {
				line.WriteString(strings.Repeat(" ", 2+max(0, widths[j]-utf8.RuneCountInString(cell))))
			}
		}
		lines[i] = line.String()
	}
	return lines
}
