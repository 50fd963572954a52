// Package console is the border between text from elsewhere and a terminal or the log of a build.
//
// Documents, file names and servers say what they like: sequences that move the cursor or retitle the window, lines that
// look like another program's, commands that a build server obeys because they stand in its log. What passes [Line] or
// [Text] is only ever read.
package console

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxLine is how many bytes of one line are shown. Nobody reads more, and a document's title may have megabytes.
const maxLine = 4000

// Line makes text fit to be printed as one line: line breaks and whatever else does not show itself are written as Go
// writes them ("\n", "\x1b", "\u202e"), and commands to a build server are broken.
func Line(text string) string {
	short := len(text) > maxLine
	if short {
		text = strings.ToValidUTF8(text[:maxLine], "")
	}
	line := unmeant(escaped(text))
	if short {
		line += "…"
	}
	return line
}

// Text makes text of several lines fit to be printed: each line as [Line] does, of any length, with its tabs.
func Text(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line, broken := strings.CutSuffix(line, "\n")
		fields := strings.Split(line, "\t")
		for i, field := range fields {
			fields[i] = escaped(field)
		}
		b.WriteString(unmeant(strings.Join(fields, "\t")))
		if broken {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// escaped writes what cannot be seen as Go does in quotes.
func escaped(text string) string {
	if printable(text) {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[0])
		case unicode.IsPrint(r):
			b.WriteString(text[:size])
		default:
			quoted := fmt.Sprintf("%+q", text[:size])
			b.WriteString(quoted[1 : len(quoted)-1])
		}
		text = text[size:]
	}
	return b.String()
}

func printable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// commands begin orders to build servers wherever they stand in a line.
var commands = strings.NewReplacer("##[", `#\x23[`, "##vso[", `#\x23vso[`, "##teamcity[", `#\x23teamcity[`)

// unmeant breaks what a build server would obey. GitHub's begin a line, behind spaces or not.
func unmeant(line string) string {
	line = commands.Replace(line)
	text := strings.TrimLeftFunc(line, unicode.IsSpace)
	if strings.HasPrefix(text, "::") {
		return line[:len(line)-len(text)] + `\x3a` + text[1:]
	}
	return line
}
