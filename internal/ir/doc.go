package ir

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is how long a line of a doc comment may be, without the slashes.
const width = 110

// Lines is the documentation as the lines of a comment that begins with the declared name.
func (d Doc) Lines(name string) []string {
	return d.lines(sentence(name, clean(withoutTags(d.Text))))
}

// FieldLines is the documentation as the lines of a comment on a field, which begins with no name.
func (d Doc) FieldLines() []string { return d.lines(clean(withoutTags(d.Text))) }

func (d Doc) lines(text string) []string {
	paragraphs := strings.Split(text, "\n\n")
	if len(d.Facts) > 0 {
		paragraphs = append(paragraphs, clean(strings.Join(d.Facts, " ")))
	}
	if d.Link != "" {
		paragraphs = append(paragraphs, "Reference: "+clean(d.Link))
	}
	if d.Deprecated != "" {
		paragraphs = append(paragraphs, "Deprecated: "+clean(d.Deprecated))
	}
	var lines []string
	for _, paragraph := range paragraphs {
		if strings.TrimSpace(paragraph) == "" {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, wrap(paragraph)...)
	}
	return lines
}

// sentence makes text begin with the declared name, as Go's doc comments do.
func sentence(name, text string) string {
	first, rest, _ := strings.Cut(text, " ")
	switch {
	case text == "":
		return name + " has no description in the document."
	case first == name:
		return text
	case (first == "A" || first == "An" || first == "The") && !statement(text):
		return name + " is " + strings.ToLower(first) + " " + rest
	case strings.HasPrefix(strings.ToLower(name), strings.ToLower(first)) && verb(first):
		return name + " " + thirdPerson(strings.ToLower(first)) + " " + rest
	default:
		return name + ": " + text
	}
}

// statement tells whether a text begins with a whole sentence ("A user has connected an account.") and not with the name
// of a thing ("An account that a user has connected."). A noun comes before its relative clause.
func statement(text string) bool {
	for _, word := range strings.Fields(text) {
		switch strings.ToLower(strings.Trim(word, ",;:.")) {
		case "that", "which", "who", "whose", "where", "when", "to", "of", "for", "with", "on", "in", "by", "as":
			return false
		case "has", "have", "is", "are", "was", "were", "will", "can", "may", "must":
			return true
		}
		if strings.HasSuffix(word, ".") {
			return false
		}
	}
	return false
}

func verb(word string) bool {
	return len(word) > 1 && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// thirdPerson turns "publish" into "publishes".
func thirdPerson(verb string) string {
	switch {
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "x"), strings.HasSuffix(verb, "z"),
		strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "o"):
		return verb + "es"
	case strings.HasSuffix(verb, "y") && !strings.ContainsAny(verb[len(verb)-2:len(verb)-1], "aeiou"):
		return strings.TrimSuffix(verb, "y") + "ies"
	default:
		return verb + "s"
	}
}

// clean takes from untrusted text what Go source or a terminal could trip over: control characters, byte order marks,
// invalid UTF-8, and the bidirectional overrides that make code look like what it is not.
func clean(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		default:
			return r
		}
	}, text)
	return strings.TrimSpace(text)
}

// wrap breaks a paragraph into lines. Lists and indented lines keep their breaks.
func wrap(paragraph string) []string {
	var lines []string
	for _, line := range joinProse(strings.Split(paragraph, "\n")) {
		lines = append(lines, wrapLine(line)...)
	}
	return lines
}

// joinProse joins lines of running text and leaves those that begin a list item or are indented.
func joinProse(lines []string) []string {
	var joined, prose []string
	flush := func() {
		if len(prose) > 0 {
			joined, prose = append(joined, strings.Join(prose, " ")), nil
		}
	}
	for _, line := range lines {
		line = strings.TrimRight(line, " ")
		runsOn := line != "" && line[0] != ' ' && !strings.HasPrefix(line, "- ") && !strings.HasPrefix(line, "* ")
		if !runsOn {
			flush()
		}
		if prose = append(prose, line); line == "" {
			flush()
		}
	}
	flush()
	return joined
}

// tooWide reports whether a line is longer than a comment's may be. It looks at no more of it than it has to.
func tooWide(line string) bool {
	return len(line) > width && utf8.RuneCountInString(line[:min(len(line), (width+1)*utf8.UTFMax)]) > width
}

func wrapLine(line string) []string {
	var lines []string
	for tooWide(line) {
		cut := strings.LastIndex(line[:min(len(line), width)], " ")
		if cut <= 0 || strings.TrimSpace(line[:cut]) == "" {
			break
		}
		lines = append(lines, line[:cut])
		line = strings.TrimLeft(line[cut:], " ")
	}
	return append(lines, line)
}
