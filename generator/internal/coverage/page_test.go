package coverage

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// FuzzPage puts hostile text everywhere on the page: the elements stay those of a page with harmless text.
func FuzzPage(f *testing.F) {
	for _, text := range []string{"<script>alert(1)</script>", `" onclick="x`, "</td></tr>", "&lt;", "{{.}}", "<!--", "\x00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(text, "\n", " ") // a line more is a row more
		if got, want := elements(t, text), elements(t, "text"); got != want {
			t.Errorf("%q makes\n%s\nof\n%s", text, got, want)
		}
	})
}

// elements lists the tags of a page whose texts are all the same: a "<" that is none would begin one.
func elements(t *testing.T, text string) string {
	t.Helper()
	at := problem.Position{File: text, Line: 1}
	report := Report{Spec: text, Losses: []loss.Loss{{Kind: loss.Schema, Pos: at, Pointer: text, Key: text, What: text, Why: text}}}
	var page bytes.Buffer
	if err := report.WritePage(&page, []File{{text, text}}, []Made{{Name: text, Pos: at}}); err != nil {
		t.Fatal(err)
	}
	return strings.Join(regexp.MustCompile(`<[^>]*>`).FindAllString(page.String(), -1), "\n")
}
