package godoc

import (
	"go/doc/comment"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestFieldLines(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "",
		"  \n\n ":                               "",
		"One.\nTwo.":                            "One. Two.",
		"One.\r\n\r\nTwo.":                      "One.||Two.",
		"- a\n- b\n  more":                      "  - a|  - b more",
		"List:\n* a\n* b\n\nEnd.":               "List:||  - a|  - b||End.",
		"1. one\n   - a\n2. two":                "  - 1. one|  - a|  - 2. two",
		"- run:\n\n  ```\n  go\n  ```\n1. b":    "\t· run:||\t  go||\t· 1. b",
		"1. one\n2) two":                        " 1. one| 2. two",
		"It has\n2. no list":                    "It has 2. no list",
		"```go\nfunc f() {}\n```":               "\tfunc f() {}",
		"~~~\na\n\n\tb\n~~~\nEnd.":              "\ta||\t    b||End.",
		"```\nnever ends":                       "\tnever ends",
		"Code:\n\n    a\n    b\n":               "Code:||\ta|\tb",
		"# One\ntwo":                            "# One||two",
		"One\n===\ntwo":                         "One||two",
		"a\n\n---\n\nb":                         "a||b",
		"> said":                                "said",
		"see [the docs](https://example.com/a)": "see the docs (https://example.com/a)",
		"| a | bb |\n|---|:--:|\n| 100 | `2` |\n":                  "\ta    bb|\t100  `2`",
		"a | b\nis no table":                                       "a | b is no table",
		"<p>Creates a customer.</p>":                               "Creates a customer.",
		"One.<br/>Two <strong>bold</strong> &amp; <code>x</code>.": "One.||Two bold & `x`.",
		`<p>See <a href="/docs" target="_blank">the docs</a>:</p><ul><li>one</li><li>two</li></ul>`: "See the docs:||  - one|  - two",
		"The <id> of a &amp; b, where a < b > c":                                                    "The <id> of a &amp; b, where a < b > c",
		"<P>Upper</P> <script>x</script>":                                                           "Upper||<script>x</script>",
	} {
		if got := strings.Join(FieldLines(ir.Doc{Text: text}), "|"); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	all := ir.Doc{Text: "A thing.", Facts: []string{"At most 5.", "At least 2."}, Link: "https://example.com", Deprecated: "it is old."}
	for _, test := range []struct {
		doc  ir.Doc
		want string
	}{
		{ir.Doc{}, "Thing"},
		{ir.Doc{Text: "Thing is one."}, "Thing is one."},
		{ir.Doc{Text: "Things are many."}, "Thing||Things are many."},
		{all, "Thing||A thing.||At most 5. At least 2.||Reference: https://example.com||Deprecated: it is old."},
	} {
		if got := strings.Join(Lines(test.doc, "Thing"), "|"); got != test.want {
			t.Errorf("%+v becomes %q, want %q", test.doc, got, test.want)
		}
	}
	if got := strings.Join(Led(ir.Doc{Text: "Lists things."}, "List sends GET /."), "|"); got != "List sends GET /.||Lists things." {
		t.Errorf("a led comment is %q", got)
	}
}

func TestLongLinesAreWrapped(t *testing.T) {
	text := "- " + strings.Repeat("word ", 60) + strings.Repeat("x", 200)
	got := FieldLines(ir.Doc{Text: text})
	if len(got) != 4 || !strings.HasPrefix(got[0], "  - word") || !strings.HasPrefix(got[1], "    word") || strings.TrimSpace(got[3]) != strings.Repeat("x", 200) {
		t.Errorf("%q", got)
	}
}

// TestAsGoDoc compares with what go doc understands.
func TestAsGoDoc(t *testing.T) {
	text := strings.Join(FieldLines(ir.Doc{Text: "Text.\n\n- a\n- b\n\n1. one\n2. two\n\n## Head\n\n1. one\n2. two\n\nText.\n\n```\ncode\n```\n\n| x | y |\n|---|---|\n| 1 | 2 |"}), "\n")
	var parser comment.Parser
	var kinds []string
	for _, block := range parser.Parse(text).Content {
		switch block := block.(type) {
		case *comment.List:
			for _, item := range block.Items {
				kinds = append(kinds, "item"+item.Number)
			}
		case *comment.Code:
			kinds = append(kinds, "code")
		case *comment.Heading:
			kinds = append(kinds, "heading")
		case *comment.Paragraph:
			kinds = append(kinds, "text")
		}
	}
	if got := strings.Join(kinds, " "); got != "text item item item item heading item1 item2 text code" {
		t.Errorf("go doc reads %s of\n%s", got, text)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("- a\n1. b\n```\nc\n| d | e |\n|---|---|\n    f\n# g\n\x00<p>[h](i)")
	f.Fuzz(func(t *testing.T, text string) {
		for _, line := range FieldLines(ir.Doc{Text: text}) {
			if strings.ContainsAny(line, "\n\r\x00\u202E") {
				t.Fatalf("%q has the line %q", text, line)
			}
		}
	})
}
