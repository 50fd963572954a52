package render

import (
	_ "embed"
	"html/template"
	"io"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
)

//go:embed page.html
var page string

// HTML writes a report as one page that needs nothing else.
func HTML(w io.Writer, report *diff.Report) error {
	parsed, err := template.New("page").Funcs(template.FuncMap{
		"heading": heading, "conclusion": conclusion, "places": places, "answer": answer, "may": may,
		"not":  func(yes bool) bool { return !yes },
		"few":  func(row diff.Row) string { few, _ := listed(row.Changes); return few },
		"many": func(row diff.Row) []string { _, many := listed(row.Changes); return many },
	}).Parse(page)
	if err != nil {
		return err
	}
	return parsed.Execute(w, report)
}
