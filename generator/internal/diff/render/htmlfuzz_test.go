package render_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/render"
)

// FuzzHTML puts hostile text everywhere on the page: the elements stay those of a page with harmless text.
func FuzzHTML(f *testing.F) {
	for _, text := range []string{"<script>alert(1)</script>", `" onclick="x`, "</td></tr>", "&lt;", "{{.}}", "<!--", "\x00", "javascript:alert(1)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := elements(t, "x"+text), elements(t, "text"); got != want { // what is empty has no element
			t.Errorf("%q makes\n%s\nof\n%s", text, got, want)
		}
	})
}

// elements lists the tags of a page whose texts are all the same, without the texts themselves, which attributes may have.
func elements(t *testing.T, text string) string {
	t.Helper()
	version := diff.Version{Document: text, Title: text, Version: text, Import: text}
	place := &diff.Place{File: text, Line: 1, Pointer: text}
	report := &diff.Report{From: version, To: version, Verdict: diff.Breaking, StopsCompiling: true, Notes: []string{text}, Rows: []diff.Row{{
		ID: text, Subject: text, Changes: []string{text, text, text, text, text, text, text, text, text, text, text, text}, From: place, To: place,
		Operations: []string{text}, Symbols: []diff.Symbol{{Name: text, Change: text}}, Verdict: diff.Breaking, StopsCompiling: true,
		Instead: []string{text}, Rewrites: []diff.Rewrite{{Before: text, After: text}}, UsedAt: []string{text},
	}}}
	var page bytes.Buffer
	if err := render.HTML(&page, report); err != nil {
		t.Fatal(err)
	}
	tags := regexp.MustCompile(`<[^>]*>`).FindAllString(page.String(), -1)
	return regexp.MustCompile(`"[^"]*"`).ReplaceAllString(strings.Join(tags, "\n"), `""`)
}
