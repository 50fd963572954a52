package console

import (
	"strings"
	"testing"
	"unicode"
)

func TestLine(t *testing.T) {
	for text, want := range map[string]string{
		"": "",
		"spec.yaml:3: Größe 名前 🙂 is \"x\"":     "spec.yaml:3: Größe 名前 🙂 is \"x\"",
		"x\n::error file=a.go,line=1::FAKE":    `x\n::error file=a.go,line=1::FAKE`,
		"::error::FAKE":                        `\x3a:error::FAKE`,
		" \t::add-mask::x":                     ` \t::add-mask::x`,
		"  ::add-mask::x":                      `  \x3a:add-mask::x`,
		"a ##[command]b":                       `a #\x23[command]b`,
		"###[group]":                           `##\x23[group]`,
		"##vso[task.setvariable variable=x]y":  `#\x23vso[task.setvariable variable=x]y`,
		"##teamcity[buildStatus status='x']":   `#\x23teamcity[buildStatus status='x']`,
		"a :: b ## c":                          "a :: b ## c",
		"\x1b[31mred\x1b[0m \x9b31m\u009b":     `\x1b[31mred\x1b[0m \x9b31m\u009b`,
		"\x1b]0;title\a\b\x7f\r":               `\x1b]0;title\a\b\x7f\r`,
		"a\u202eb\u2066\u2028\u200b\ufeff\x00": `a\u202eb\u2066\u2028\u200b\ufeff\x00`,
		"\xff\xc3":                             `\xff\xc3`,
	} {
		if got := Line(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
	if got := Line(strings.Repeat("ö", 1<<20)); len(got) > maxLine+len("…") {
		t.Errorf("a line has %d bytes", len(got))
	}
}

func TestText(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		"--- a\n+++ b\n+\tx\n":   "--- a\n+++ b\n+\tx\n",
		"a\n::error::b\n\n  ::c": "a\n\\x3a:error::b\n\n  \\x3a:c",
		"a\r\nb\x1b[2J":          `a\r` + "\n" + `b\x1b[2J`,
	} {
		if got := Text(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("::error::\n##[group]\x1b[0m \t::x ###vso[")
	f.Fuzz(func(t *testing.T, text string) {
		for _, line := range append(strings.Split(Text(text), "\n"), Line(text)) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") || strings.Contains(line, "##vso[") {
				t.Errorf("%q is a command", line)
			}
			for _, r := range line {
				if !unicode.IsPrint(r) && r != '\t' {
					t.Errorf("%q holds %q", line, r)
				}
			}
		}
	})
}
