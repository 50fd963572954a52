package coverage

import (
	"fmt"
	"html/template"
	"io"
	"strings"
)

// File is a file of the document as it was written.
type File struct{ Name, Text string }

// row is a line of a file, and what became of it.
type row struct {
	Number int
	Text   string
	Made   []string
	Losses []string
	// Class is "lost" or "weakened" where something of the line is.
	Class string
}

// WritePage writes a page of HTML that shows the files of a document beside what became of each line.
func (r Report) WritePage(out io.Writer, files []File, made []Made) error {
	type section struct {
		Name string
		Rows []row
	}
	var sections []section
	for _, file := range files {
		sections = append(sections, section{file.Name, r.rows(file, made)})
	}
	if err := page().Execute(out, map[string]any{"Report": r, "Sections": sections}); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

func (r Report) rows(file File, made []Made) []row {
	lines := strings.Split(strings.TrimSuffix(file.Text, "\n"), "\n")
	rows := make([]row, len(lines))
	for i, text := range lines {
		rows[i] = row{Number: i + 1, Text: strings.TrimSuffix(text, "\r")}
	}
	at := func(name string, line int) *row {
		if name != file.Name || line < 1 || line > len(rows) {
			return &row{}
		}
		return &rows[line-1]
	}
	for _, m := range made {
		line := at(m.Pos.File, m.Pos.Line)
		line.Made = append(line.Made, m.Name)
	}
	for _, l := range r.Losses {
		line := at(l.Pos.File, l.Pos.Line)
		line.Losses = append(line.Losses, l.What+": "+l.Why)
		if line.Class != "lost" {
			line.Class = map[bool]string{true: "weakened", false: "lost"}[l.Kind == "weakened"]
		}
	}
	return rows
}

func page() *template.Template {
	return template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>{{.Report.Spec}}: what became of it</title>
<style>
body { font: 13px/1.4 system-ui, sans-serif; margin: 1.5em }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td { vertical-align: top; padding: 0 .6em; overflow-wrap: anywhere }
td.number { width: 4em; text-align: right; color: #888 }
td.text { font: 12px/1.5 ui-monospace, monospace; white-space: pre-wrap; width: 55% }
tr.lost { background: #fde8e8 } tr.weakened { background: #fdf5dc }
code { color: #14508c; margin-right: 1em }
</style>
<h1>{{.Report.Spec}}</h1>
<p>{{.Report.Expressed}} keys expressed, {{.Report.Weakened}} things weakened, {{.Report.Lost}} lost.</p>
{{range .Sections}}<h2>{{.Name}}</h2>
<table>
{{range .Rows}}<tr{{with .Class}} class="{{.}}"{{end}}><td class="number">{{.Number}}</td><td class="text">{{.Text}}</td><td>{{range .Made}}<code>{{.}}</code>{{end}}{{range .Losses}}<div>{{.}}</div>{{end}}</td></tr>
{{end}}</table>
{{end}}</html>
`))
}
