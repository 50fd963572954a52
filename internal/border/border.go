// Package border is where text of a document, which is not trusted, becomes part of something that is read by a machine:
// each function is the only way over one border. Text may hold anything: no byte of it may end the comment or the literal
// that it stands in, nor be a directive to a tool.
package border

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Comment returns text as one line of a Go comment: after slashes and a space, or the tabs that the text is indented by.
// Line breaks become spaces, so that the line is one whatever the text holds. Where the text begins like a build constraint or
// like an order to a linter, which tools find behind any white space, its first word is put in quotation marks.
func Comment(text string) string {
	text = strings.TrimRight(oneLine(text), " \t")
	body := strings.TrimLeft(text, "\t")
	indent := text[:len(text)-len(body)]
	switch {
	case body == "":
		return "//"
	case indent == "":
		indent = " "
	}
	return "//" + indent + unconstrained(strings.ReplaceAll(body, "\t", " "))
}

// unconstrained quotes the first word of a text that is an order to a tool behind slashes.
func unconstrained(text string) string {
	body := strings.TrimLeftFunc(text, unicode.IsSpace)
	for _, word := range []string{"+build", "go:build", "nolint"} {
		if rest, ok := strings.CutPrefix(body, word); ok {
			return text[:len(text)-len(body)] + strconv.Quote(word) + rest
		}
	}
	return text
}

// oneLine takes from text what Go's source or a reader could trip over: invalid UTF-8, control characters, byte order
// marks and the overrides of direction that make code look like what it is not. Breaks of lines become spaces.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\v' || r == '\f':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		default:
			return r
		}
	}, strings.ToValidUTF8(text, string(utf8.RuneError)))
}

// Literal returns text as a Go string literal. Text with quotation marks or backslashes stands between backquotes if it is
// plain ASCII.
func Literal(text string) string {
	if strings.ContainsAny(text, `"\`) && plain(text) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}

// Tag returns a struct tag as Go source.
func Tag(tag string) string {
	if plain(tag) {
		return "`" + tag + "`"
	}
	return strconv.Quote(tag)
}

// plain reports whether text can stand between backquotes and looks like what it is.
func plain(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' || r == '`' })
}
