package naming

import (
	"regexp"
	"strings"
	"unicode"
)

// signed is a name in which the signs that mean something are words: all of a name that has no letters, and a plus or a
// minus before others.
func signed(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return !separates(r) }) < 0 {
		return spellSigns(name)
	}
	switch {
	case strings.HasPrefix(name, "+"):
		return "plus " + name[1:]
	case strings.HasPrefix(name, "-"):
		return "minus " + name[1:]
	default:
		return name
	}
}

// spellSigns writes every sign as a word; comparisons as what they mean.
func spellSigns(name string) string {
	switch name {
	case "=", "==":
		return "equal"
	case "!=", "<>":
		return "not equal"
	case "<":
		return "less"
	case "<=":
		return "less or equal"
	case ">":
		return "greater"
	case ">=":
		return "greater or equal"
	}
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		word := signWord(r)
		if r == '-' && (len(runes) == 1 || i+1 < len(runes) && unicode.IsDigit(runes[i+1])) {
			word = "minus"
		}
		switch {
		case word != "":
			b.WriteString(" " + word + " ")
		case separates(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// spellNumbers writes as words the signs alone that numbers have: GMT plus 1.
func spellNumbers(name string) string {
	return numberSign.ReplaceAllStringFunc(name, func(sign string) string {
		return " " + map[byte]string{'+': "plus", '-': "minus"}[sign[0]] + " " + sign[1:]
	})
}

var numberSign = regexp.MustCompile(`[+-][0-9]`)

// signWord is a sign's name; "" for what has none that everybody knows.
func signWord(r rune) string {
	switch r {
	case '+':
		return "plus"
	case '-':
		return "hyphen"
	case '_':
		return "underscore"
	case '.':
		return "dot"
	case ',':
		return "comma"
	case ':':
		return "colon"
	case ';':
		return "semicolon"
	case '/':
		return "slash"
	case '\\':
		return "backslash"
	case '*':
		return "star"
	case '~':
		return "tilde"
	case '!':
		return "not"
	case '?':
		return "question"
	case '=':
		return "equal"
	case '<':
		return "less"
	case '>':
		return "greater"
	case '&':
		return "and"
	case '|':
		return "or"
	case '%':
		return "percent"
	case '$':
		return "dollar"
	case '#':
		return "hash"
	case '@':
		return "at"
	case '^':
		return "caret"
	case ' ':
		return "space"
	case '(', '[', '{':
		return "open"
	case ')', ']', '}':
		return "close"
	case '\'', '"', '`':
		return "quote"
	default:
		return ""
	}
}

// Spelled makes an exported Go name in which every sign is a word: of a name that another one is taken for without them.
func Spelled(name string) string { return exported(spellSigns(name), isShouted(name)) }
