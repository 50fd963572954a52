package pattern

import (
	"regexp"
	"testing"
)

func TestGo(t *testing.T) {
	for ecma, matches := range map[string][2]string{ // what it matches, and what it does not
		`^\u0041+$`:             {"AA", "B"},
		`^[\u00e0-\u00ff]$`:     {"é", "e"},
		`^\u{1F600}$`:           {"😀", "x"},
		`^\ud83d\ude00$`:        {"😀", "x"},
		`^\cA$`:                 {"\x01", "A"},
		`^a\/b\-c$`:             {"a/b-c", "ab-c"},
		`^[^]{2}$`:              {"\n\n", "\n"},
		`^\p{Script=Greek}+$`:   {"αβγ", "abc"},
		`^\P{gc=L}$`:            {"1", "a"},
		`^\0$`:                  {"\x00", "0"},
		`^\\u0041$`:             {`\u0041`, "A"},
		`^(?<year>\d{4})-\d\d$`: {"2026-01", "26-01"},
		`^[\w-.]+$`:             {"a-b.c", "a b"},
	} {
		text, err := Go(ecma)
		if err != nil {
			t.Errorf("%s: %v", ecma, err)
			continue
		}
		if compiled := regexp.MustCompile(text); !compiled.MatchString(matches[0]) || compiled.MatchString(matches[1]) {
			t.Errorf("%s became %s", ecma, text)
		}
	}
}

func TestIsForeign(t *testing.T) {
	for pattern, want := range map[string]bool{
		`^(?!x)`: true, `(?<=a)b`: true, `(a)\1`: true, `^.{1,5000}$`: true, `^\ud83d$`: true,
		`(`: false, `[a`: false, `*`: false, `a)`: false, `\`: false,
	} {
		if _, err := Go(pattern); err == nil || IsForeign(err) != want {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}
