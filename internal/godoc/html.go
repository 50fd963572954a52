package godoc

import (
	"html"
	"regexp"
	"strings"
)

// tags are the HTML tags that descriptions are written with. What else stands in angle brackets is left: it may be meant.
var tags = regexp.MustCompile(`(?i)</?(p|br|div|ul|ol|li|a|b|i|em|strong|code|span)(\s[^<>]*)?/?>`)

// withoutTags is a description as plain text, where it is HTML.
func withoutTags(text string) string {
	if !tags.MatchString(text) {
		return text
	}
	plain := tags.ReplaceAllStringFunc(text, func(tag string) string {
		name := strings.ToLower(tags.FindStringSubmatch(tag)[1])
		closes := strings.HasPrefix(tag, "</")
		switch {
		case name == "code":
			return "`"
		case name == "li" && !closes:
			return "\n\n- "
		case name == "p" || name == "br" || name == "div" || name == "ul" || name == "ol":
			return "\n\n"
		default:
			return ""
		}
	})
	paragraphs := strings.Split(plain, "\n\n")
	for i, paragraph := range paragraphs {
		paragraphs[i] = strings.TrimSpace(paragraph)
	}
	return html.UnescapeString(strings.Join(paragraphs, "\n\n"))
}
