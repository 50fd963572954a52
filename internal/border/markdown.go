package border

import (
	"regexp"
	"strings"
)

// MarkdownInline returns text as one line of Markdown that shows the text and means nothing else.
func MarkdownInline(text string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(strings.ReplaceAll(oneLine(text), "\t", " ")) {
		if strings.ContainsRune("\\`*_{}[]<>#|!&~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return strings.ReplaceAll(b.String(), "--", `-\-`) // which would end a comment
}

// The parts of Markdown that Markdown changes.
var (
	fence   = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	heading = regexp.MustCompile(`^ {0,3}#{1,6}\s+(.*?)[\s#]*$`)
	ruled   = regexp.MustCompile(`^ {0,3}(=+|-+)\s*$`)
	tag     = regexp.MustCompile(`<([A-Za-z/!?])`)
	target  = regexp.MustCompile(`!?\[([^\[\]]*)\]\(([^()\s]*)[^()]*\)`)
	named   = regexp.MustCompile(`^ {0,3}\[[^\]]*\]:`)
)

// Markdown returns text that is Markdown already, as a part of a page: without HTML, headings, pictures and links to
// addresses that are relative or not of the web, which would lead elsewhere from the page; and with its last block of code
// ended.
func Markdown(text string) string {
	var lines []string
	open := ""
	for line := range strings.SplitSeq(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text), "\n") {
		line = strings.TrimRight(oneLine(line), " \t")
		sign := ""
		if found := fence.FindStringSubmatch(line); found != nil {
			sign = found[1]
		}
		switch {
		case open != "" && strings.HasPrefix(sign, open) && strings.TrimSpace(line) == sign:
			open = ""
		case open != "":
		case sign != "":
			open, line = sign, sign
		default:
			line = prose(line)
		}
		lines = append(lines, line)
	}
	if open != "" {
		lines = append(lines, open)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// prose is a line that is not code.
func prose(line string) string {
	switch found := heading.FindStringSubmatch(line); {
	case found != nil && found[1] != "":
		line = "**" + strings.ReplaceAll(found[1], "*", "") + "**"
	case found != nil, ruled.MatchString(line), named.MatchString(line):
		return ""
	}
	line = target.ReplaceAllStringFunc(line, func(link string) string {
		parts := target.FindStringSubmatch(link)
		if web(parts[2]) && !strings.HasPrefix(link, "!") {
			return "[" + parts[1] + "](" + parts[2] + ")"
		}
		return parts[1] + " (" + MarkdownInline(parts[2]) + ")"
	})
	return tag.ReplaceAllString(line, "&lt;$1")
}

// web reports whether an address leads to the web, from wherever it stands.
func web(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "mailto:")
}
