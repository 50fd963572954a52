package attention

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/hubchannels/hubchannels-go/generator/internal/console"
)

// Lines are the lines of a configuration that give names as they are, to be changed.
func Lines(names []Name) []string {
	lines := []string{"names:"}
	for _, section := range []struct {
		name      string
		operation bool
	}{{"operations", true}, {"schemas", false}} {
		var inner []string
		for _, name := range names {
			if name.Operation == section.operation {
				inner = append(inner, "    "+name.Line()+" # "+console.Line(name.Why+", "+name.Position))
			}
		}
		if len(inner) > 0 {
			lines = append(append(lines, "  "+section.name+":"), inner...)
		}
	}
	return lines
}

// Word is a text as YAML has it: in quotes where it is more than a word, or a word that YAML takes for something else.
func Word(text string) string {
	plain := func(c rune) bool {
		return c < unicode.MaxASCII && (unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("_.-/", c))
	}
	if text == "" || strings.IndexFunc(text, func(c rune) bool { return !plain(c) }) >= 0 || !beginsWord(rune(text[0])) || meansMore(text) {
		return strconv.QuoteToASCII(text)
	}
	return text
}

// beginsWord reports whether what begins so is no number, and no sign of YAML's.
func beginsWord(c rune) bool { return unicode.IsLetter(c) || c == '_' || c == '/' }

// meansMore reports whether YAML reads something else than the word.
func meansMore(word string) bool {
	return slices.Contains([]string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}, strings.ToLower(word))
}

// Key is what a configuration calls a place: a component by its key, others by their pointers.
func Key(pointer string) string {
	rest, isComponent := strings.CutPrefix(pointer, "#/components/schemas/")
	switch {
	case isComponent && !strings.ContainsAny(rest, "/~%."):
		return rest
	case strings.HasPrefix(pointer, "#/"):
		return pointer
	}
	return "" // in another file, or of the generator's own
}
