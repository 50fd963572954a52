package render

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/hubchannels/hubchannels-go/generator/internal/console"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
)

// Text writes a report for a terminal. Colour is left out where the writer is none, and where NO_COLOR is set.
func Text(w io.Writer, report *diff.Report) error {
	return text(w, os.Environ(), report)
}

func text(w io.Writer, environment []string, report *diff.Report) error {
	t := texter{}
	t.head(report)
	for _, row := range report.Rows {
		t.row(row)
	}
	t.sum(report)
	coloured := colorprofile.NewWriter(w, environment)
	if noColour(environment) {
		coloured.Profile = colorprofile.NoTTY
	}
	_, err := io.WriteString(coloured, t.b.String())
	return err
}

// noColour reports whether NO_COLOR is set, to whatever: https://no-color.org asks for no more.
func noColour(environment []string) bool {
	return slices.ContainsFunc(environment, func(variable string) bool {
		value, ok := strings.CutPrefix(variable, "NO_COLOR=")
		return ok && value != ""
	})
}

type texter struct{ b strings.Builder }

// styled is text in a colour or a weight. Unlike other text it is fit to be printed already.
type styled string

func style(s ansi.Style, text string) styled { return styled(s.Styled(console.Line(text))) }

// line writes a line. Its arguments are text of the documents, or styled.
func (t *texter) line(format string, args ...any) {
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = console.Line(text)
		}
	}
	fmt.Fprintf(&t.b, format+"\n", args...)
}

func (t *texter) head(report *diff.Report) {
	t.line("%s", style(ansi.Style{}.Bold(), heading(report)))
	t.line("%s -> %s", report.From.Document, report.To.Document)
	if report.From.Import != "" && report.To.Import != "" {
		t.line("import %s instead of %s", report.To.Import, report.From.Import)
	}
	for _, note := range report.Notes {
		t.line("note: %s", note)
	}
	t.line("")
}

func (t *texter) row(row diff.Row) {
	few, many := listed(row.Changes)
	t.line("%s %s: %s", mark(row.Verdict), style(ansi.Style{}.Bold(), row.Subject), few)
	for _, change := range many {
		t.line("  - %s", change)
	}
	t.field("at", places(row))
	t.field("reaches", strings.Join(row.Operations, ", "))
	for _, symbol := range row.Symbols {
		t.field("Go", symbol.Name+" "+symbol.Change)
	}
	if row.Verdict != diff.Nothing {
		t.field("compiles", answer(!row.StopsCompiling))
		t.field("refused", may(row.MayBeRefused))
		if row.MayBeMisread {
			t.field("misread", may(row.MayBeMisread))
		}
	}
	for _, place := range row.UsedAt {
		t.field("used at", place)
	}
	for _, instead := range row.Instead {
		t.field("instead", instead)
	}
	for _, rewrite := range row.Rewrites {
		t.field("before", rewrite.Before)
		t.field("after", orNothing(rewrite.After))
	}
	t.line("")
}

// field writes a line below a row, with nothing for nothing.
func (t *texter) field(name, value string) {
	if value == "" {
		return
	}
	t.line("  %s %s", style(ansi.Style{}.Faint(), fmt.Sprintf("%-9s", name)), value)
}

// orNothing says that there is nothing to write.
func orNothing(code string) string {
	if code == "" {
		return "(nothing)"
	}
	return code
}

func (t *texter) sum(report *diff.Report) {
	t.line("%s. %s", style(ansi.Style{}.Bold().ForegroundColor(colour(report.Verdict)), "Verdict: "+string(report.Verdict)), conclusion(report))
}

func mark(verdict diff.Verdict) styled {
	return style(ansi.Style{}.ForegroundColor(colour(verdict)), fmt.Sprintf("%-8s", verdict))
}

func colour(verdict diff.Verdict) ansi.BasicColor {
	switch verdict {
	case diff.Breaking:
		return ansi.Red
	case diff.Variant, diff.Behavior:
		return ansi.Yellow
	case diff.Additive:
		return ansi.Green
	default:
		return ansi.BrightBlack
	}
}
