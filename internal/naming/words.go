package naming

import (
	"slices"
	"strings"
	"unicode"
)

// Words cuts a name of the document into words, at everything that is no letter or digit and where the case changes.
func Words(name string) []string {
	var words []string
	for _, part := range strings.FieldsFunc(withoutMarks(name), separates) {
		words = append(words, CamelWords(part)...)
	}
	return words
}

func separates(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// withoutMarks leaves out accents that are characters of their own, which Go's identifiers cannot have.
func withoutMarks(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.M, r) {
			return -1
		}
		return r
	}, name)
}

// CamelWords cuts "richTextURLs" into "rich", "Text", "URLs".
func CamelWords(name string) []string {
	runes := []rune(name)
	var words []string
	start := 0
	for i := 1; i < len(runes); i++ {
		if beginsWord(runes, start, i) {
			words = append(words, string(runes[start:i]))
			start = i
		}
	}
	return append(words, string(runes[start:]))
}

// beginsWord reports whether a word begins at i, where the last one begins at start.
func beginsWord(runes []rune, start, i int) bool {
	before, here := runes[i-1], runes[i]
	switch {
	case unicode.IsLower(here):
		return endsInitialism(runes, start, i)
	case !unicode.IsUpper(here):
		return false
	case unicode.IsLower(before) || unicode.IsDigit(before):
		return true
	case i+1 < len(runes) && unicode.IsUpper(before) && unicode.IsLower(runes[i+1]):
		return !isPluralS(runes, i+1) && !endsInitialism(runes, start, i+1)
	default:
		return false
	}
}

// shortInitialism is too short to be found within a word: IDentity, IPhone.
const shortInitialism = 2

// endsInitialism reports whether what stands between start and i is an initialism that a word in lower case follows:
// APIkey. HTTPServer is HTTP and Server, although HTTPS is one, too.
func endsInitialism(runes []rune, start, i int) bool {
	if i-start <= shortInitialism || isPluralS(runes, i) || slices.ContainsFunc(runes[start:i], unicode.IsLower) {
		return false
	}
	_, whole := initialism(strings.ToLower(string(runes[start:i])))
	_, less := initialism(strings.ToLower(string(runes[start : i-1])))
	return whole && !less
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

// IsPlain reports whether a name has letters and digits alone, so that nothing of it is lost in Go.
func IsPlain(name string) bool { return strings.IndexFunc(name, separates) < 0 }
