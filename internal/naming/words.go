package naming

import (
	"strings"
	"unicode"
)

// Words cuts a name of the document into words, at everything that is no letter or digit and where the case changes.
func Words(name string) []string {
	var words []string
	for _, part := range strings.FieldsFunc(spellSign(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words = append(words, CamelWords(part)...)
	}
	return words
}

// spellSign gives the signs that would vanish from a name a word of their own, where they are all that begins it.
func spellSign(name string) string {
	switch {
	case strings.HasPrefix(name, "+"):
		return "plus " + name[1:]
	case strings.HasPrefix(name, "-"):
		return "minus " + name[1:]
	default:
		return name
	}
}

// CamelWords cuts "richTextURLs" into "rich", "Text", "URLs".
func CamelWords(name string) []string {
	runes := []rune(name)
	var words []string
	start := 0
	for i := 1; i < len(runes); i++ {
		if beginsWord(runes, i) {
			words = append(words, string(runes[start:i]))
			start = i
		}
	}
	return append(words, string(runes[start:]))
}

// beginsWord reports whether a word begins at i.
func beginsWord(runes []rune, i int) bool {
	before, here := runes[i-1], runes[i]
	switch {
	case !unicode.IsUpper(here):
		return false
	case unicode.IsLower(before) || unicode.IsDigit(before):
		return true
	case i+1 < len(runes) && unicode.IsUpper(before) && unicode.IsLower(runes[i+1]):
		return !isPluralS(runes, i+1)
	default:
		return false
	}
}

// isPluralS reports whether the letter at i is the s of a plural initialism: IDs, URLs.
func isPluralS(runes []rune, i int) bool {
	return runes[i] == 's' && (i+1 == len(runes) || !unicode.IsLower(runes[i+1]))
}

// Slug is a title as one lower-case word of ASCII letters, digits and hyphens: "custom-channels".
func Slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return r > 0x7f || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}

// Lower is a name's words in lower case with hyphens between them: "developer-key".
func Lower(name string) string { return strings.ToLower(strings.Join(Words(name), "-")) }
