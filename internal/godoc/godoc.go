// Package godoc lays the texts of a document out as the lines of Go doc comments. The words stay as they are; what
// Markdown or HTML says by signs is said by those that go doc knows: headings, lists, preformatted text. Tables become
// preformatted text.
package godoc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// width is how long a line of a doc comment may be, without the slashes.
const width = 110

// Lines is the comment of a declaration. It begins with the declared name: on a line of its own, unless the text does.
func Lines(d ir.Doc, name string) []string {
	if begins(strings.TrimSpace(d.Text), name) {
		return lines("", d)
	}
	return lines(name, d)
}

// Led is a comment that begins with a sentence of the caller's, before the document's words.
func Led(d ir.Doc, sentence string) []string { return lines(sentence, d) }

// FieldLines is a comment on a field, which begins with no name.
func FieldLines(d ir.Doc) []string { return lines("", d) }

// begins reports whether the first word of a text is the name.
func begins(text, name string) bool {
	rest, ok := strings.CutPrefix(text, name)
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !unicode.IsLetter(next) && !unicode.IsDigit(next) && next != '_')
}

// lines puts a blank line between the parts of a documentation.
func lines(lead string, d ir.Doc) []string {
	blocks := markdown(clean(d.Text))
	if lead != "" {
		blocks = append([]block{{lines: wrap(lead, "")}}, blocks...)
	}
	sentence := func(text string) {
		if text = clean(text); text != "" {
			blocks = append(blocks, block{lines: wrap(strings.ReplaceAll(text, "\n", " "), "")})
		}
	}
	sentence(strings.Join(d.Facts, " "))
	if d.Link != "" {
		sentence("Reference: " + d.Link)
	}
	if d.Deprecated != "" {
		sentence("Deprecated: " + d.Deprecated)
	}
	return layOut(blocks)
}

// clean takes from text what a reader could trip over: control characters, invalid UTF-8, and what changes the direction of
// writing. Line breaks of all kinds become newlines.
func clean(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, string(utf8.RuneError)), "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		default:
			return r
		}
	}, text)
	return strings.Trim(strings.TrimRightFunc(text, unicode.IsSpace), "\n")
}

// wrap breaks a text into lines of words, which begin with the indent.
func wrap(text, indent string) []string {
	var wrapped []string
	line, length := "", 0
	for _, word := range strings.Fields(text) {
		size := utf8.RuneCountInString(word)
		if line != "" && len(indent)+length+1+size > width {
			wrapped = append(wrapped, indent+line)
			line, length = "", 0
		}
		if line != "" {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+size
	}
	if line != "" {
		wrapped = append(wrapped, indent+line)
	}
	return wrapped
}
