package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/console"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
)

// Markdown writes a report for a release note.
func Markdown(w io.Writer, report *diff.Report) error {
	var b strings.Builder
	markdownHead(&b, report)
	for _, section := range []struct {
		verdict diff.Verdict
		title   string
	}{
		{diff.Breaking, "Breaking"}, {diff.Variant, "New variants"}, {diff.Behavior, "Changed behavior"},
		{diff.Additive, "New and changed"}, {diff.Nothing, "Only in words"},
	} {
		markdownSection(&b, report, section.verdict, section.title)
	}
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

func markdownHead(b *strings.Builder, report *diff.Report) {
	fmt.Fprintf(b, "## %s\n\n", escape(strings.Replace(heading(report), "->", "to", 1)))
	fmt.Fprintf(b, "**%s.** %s\n\n", strings.ToUpper(string(report.Verdict[:1]))+string(report.Verdict[1:]), conclusion(report))
	if report.From.Import != "" && report.To.Import != "" {
		fmt.Fprintf(b, "Import `%s` instead of `%s`.\n\n", report.To.Import, report.From.Import)
	}
	for _, note := range report.Notes {
		fmt.Fprintf(b, "> %s\n\n", escape(note))
	}
}

func markdownSection(b *strings.Builder, report *diff.Report, verdict diff.Verdict, title string) {
	first := true
	for _, row := range report.Rows {
		if row.Verdict != verdict {
			continue
		}
		if first {
			fmt.Fprintf(b, "### %s\n\n", title)
			first = false
		}
		markdownRow(b, row)
	}
}

func markdownRow(b *strings.Builder, row diff.Row) {
	few, many := listed(row.Changes)
	fmt.Fprintf(b, "- **%s**: %s", escape(row.Subject), escape(few))
	if at := places(row); at != "" {
		fmt.Fprintf(b, " (`%s`)", strings.ReplaceAll(console.Line(at), "`", "'"))
	}
	b.WriteString("\n")
	item := func(format string, args ...any) { fmt.Fprintf(b, "  - "+format+"\n", args...) }
	for _, change := range many {
		item("%s", escape(change))
	}
	for _, sentence := range effects(row) {
		item("%s", sentence)
	}
	if len(row.Symbols) > 0 {
		item("Go: %s", strings.Join(symbolList(row.Symbols), ", "))
	}
	if len(row.UsedAt) > 0 {
		item("Used at `%s`", strings.Join(row.UsedAt, "`, `"))
	}
	for _, instead := range row.Instead {
		item("%s", escape(instead))
	}
	markdownRewrites(b, row.Rewrites)
	b.WriteString("\n")
}

// markdownRewrites writes code before and after as a diff.
func markdownRewrites(b *strings.Builder, rewrites []diff.Rewrite) {
	if len(rewrites) == 0 {
		return
	}
	b.WriteString("\n  ```diff\n")
	for _, rewrite := range rewrites {
		for _, line := range []struct{ sign, code string }{{"-", rewrite.Before}, {"+", rewrite.After}} {
			if line.code != "" {
				fmt.Fprintf(b, "  %s %s\n", line.sign, strings.ReplaceAll(console.Line(line.code), "`", "'"))
			}
		}
	}
	b.WriteString("  ```\n")
}

// effects are what a row breaks, in sentences.
func effects(row diff.Row) []string {
	var sentences []string
	if row.StopsCompiling {
		sentences = append(sentences, "Code that uses it stops compiling.")
	}
	if row.MayBeRefused {
		sentences = append(sentences, "Requests that were accepted may be refused.")
	}
	if row.MayBeMisread {
		sentences = append(sentences, "A program that was built before may misread it.")
	}
	return sentences
}

func symbolList(symbols []diff.Symbol) []string {
	var list []string
	for _, symbol := range symbols {
		list = append(list, fmt.Sprintf("`%s` %s", symbol.Name, code(symbol.Change)))
	}
	return list
}

// code marks the types in "changed from X to Y" and the like.
func code(change string) string {
	if rest, ok := strings.CutPrefix(change, "changed from "); ok {
		if before, after, ok := strings.Cut(rest, " to "); ok {
			return fmt.Sprintf("changed from `%s` to `%s`", before, after)
		}
	}
	if name, ok := strings.CutPrefix(change, "renamed to "); ok {
		return "renamed to `" + name + "`"
	}
	return escape(change)
}

// escape keeps text from the document from being read as markup.
func escape(text string) string {
	return strings.NewReplacer(
		`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "]", `\]`, "|", `\|`,
	).Replace(console.Line(text))
}
