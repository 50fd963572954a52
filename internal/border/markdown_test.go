package border_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/border"
)

func TestMarkdownInline(t *testing.T) {
	for text, want := range map[string]string{
		"A thing.":            "A thing.",
		"a|b\n# c":            `a\|b \# c`,
		"[x](javascript:y)":   `\[x\](javascript:y)`,
		"<script> & `code` *": "\\<script\\> \\& \\`code\\` \\*",
		"end --> of":          `end -\-\> of`,
	} {
		if got := border.MarkdownInline(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"One *two*.\n\n- three":                    "One *two*.\n\n- three",
		"# Head #\ntext":                           "**Head**\ntext",
		"Head\n====\ntext":                         "Head\n\ntext",
		"```js\n# <b>\n```\nend":                   "```\n# <b>\n```\nend",
		"```\nnever ends":                          "```\nnever ends\n```",
		"<script>x</script> a < b":                 "&lt;script>x&lt;/script> a < b",
		"see [docs](https://example.com/a \"t\")":  "see [docs](https://example.com/a)",
		"see [docs](/a) and [x](javascript:alert)": "see docs (/a) and x (javascript:alert)",
		"![pixel](https://example.com/p.png)":      "pixel (https://example.com/p.png)",
		"[x]: https://example.com":                 "",
		"a\r\nb\u2028c\u202Ed":                     "a\nb\ncd",
	} {
		if got := border.Markdown(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Add("```\n~~~\n# a\n[b](c)<d>\n- - -\n|e|")
	f.Fuzz(func(t *testing.T, text string) {
		if line := border.MarkdownInline(text); strings.ContainsAny(line, "\n\r\x00\u202E") || strings.Contains(line, "-->") {
			t.Fatalf("MarkdownInline(%q) is %q", text, line)
		}
		fences := 0
		outside := true
		for line := range strings.SplitSeq(border.Markdown(text), "\n") {
			if regexp.MustCompile("^ {0,3}(```+|~~~+)").MatchString(line) {
				fences++
			}
			if fences > 0 { // what ends a block is told by the table above
				outside = false
			}
			if outside && regexp.MustCompile(`<[A-Za-z/!?]|^#{1,6}\s+\S`).MatchString(line) {
				t.Fatalf("Markdown(%q) has the line %q", text, line)
			}
		}
		if fences == 1 {
			t.Fatalf("Markdown(%q) leaves a block of code open", text)
		}
	})
}
