package border_test

import (
	"go/build/constraint"
	"go/format"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/border"
)

// hostile are texts that other borders have let through.
func hostile() []string {
	return []string{
		"", " ", "\t", "plain", "+build ignore", " +build ignore", "\t+build ignore", "// +build ignore", "+build\tignore", "+builder",
		"go:build ignore", "//go:build ignore", "go:build x //go:build y", "//line a.go:1", "line a.go:1", "/*line a.go:1*/",
		"//export F", "//go:embed *", "//go:generate rm -rf /", "*/", "*/ func F() {} /*", "a\nfunc F() {}", "a\r\nb", "a\rb",
		"a\u2028b", "a\u2029b", "a\u0085b", "\uFEFFa", "a\uFEFF+build x", "\x00+build ignore", "\xff\xfe", "a\xffb", "`", "\\", `"`, "`\"\\",
		"\u202Eabc", "\u2066abc", "\v+build x", "\f+build x", "\u00a0+build x", "\u3000+build x", "Deprecated: x", "#!sh", "ü+build x",
	}
}

func TestComment(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "//",
		"A thing.":            "// A thing.",
		"\tcode()":            "//\tcode()",
		"\t\tdeep()":          "//\t\tdeep()",
		"two\nlines":          "// two lines",
		"+build ignore":       `// "+build" ignore`,
		"  +build ignore":     `//   "+build" ignore`,
		"go:build ignore":     `// "go:build" ignore`,
		"//go:build ignore":   "// //go:build ignore",
		"nolint:all":          `// "nolint":all`,
		"is +build ignore":    "// is +build ignore",
		"a\x00b\u202Ec\uFEFF": "// abc",
	} {
		if got := border.Comment(text); got != want {
			t.Errorf("Comment(%q) is %q, want %q", text, got, want)
		}
	}
}

func FuzzComment(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line := border.Comment(text)
		if !regexp.MustCompile(`^//(|[ \t][^\n\r\x00]*)$`).MatchString(line) || constraint.IsGoBuild(line) || constraint.IsPlusBuild(line) {
			t.Fatalf("Comment(%q) is %q", text, line)
		}
		checkSource(t, line+"\n\npackage p\n\n"+line+"\nfunc f() {\n\t"+line+"\n}\n", 3)
	})
}

// checkSource fails if gofmt changes what the source says: its comments' number, and that there is one function.
func checkSource(t *testing.T, source string, comments int) {
	t.Helper()
	formatted, err := format.Source([]byte(source))
	if err != nil {
		t.Fatalf("%v in\n%s", err, source)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", formatted, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if len(file.Decls) != 1 || strings.Contains(string(formatted), "\n//go:") || strings.HasPrefix(string(formatted), "//go:") {
		t.Fatalf("gofmt makes of it\n%s", formatted)
	}
	found := 0
	for _, group := range file.Comments {
		found += len(group.List)
	}
	if found > comments {
		t.Fatalf("gofmt makes %d comments of it:\n%s", found, formatted)
	}
}

func FuzzLiteral(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, literal := range map[string]string{"Literal": border.Literal(text), "Tag": border.Tag(text)} {
			if back, err := strconv.Unquote(literal); err != nil || back != text {
				t.Fatalf("%s(%q) is %s, which is %q, %v", name, text, literal, back, err)
			}
			if strings.ContainsAny(literal, "\n\r\x00\uFEFF\u202E\u2028") {
				t.Fatalf("%s(%q) is %q", name, text, literal)
			}
		}
		checkSource(t, "package p\n\nfunc f() string { return "+border.Literal(text)+" }\n", 0)
	})
}
