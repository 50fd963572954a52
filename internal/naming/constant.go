package naming

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Constant is what a known value adds to its type's name: "LessOrEqual", "Gpt5_5".
func Constant(value string) string {
	if value == "" {
		return "Empty"
	}
	return orSymbol(constant(signed(value), isShouted(value)))
}

// SpelledConstants are what a known value adds to its type's name if another value's name is the same without signs, the best
// first: "GMTPlus1".
func SpelledConstants(value string) []string {
	shouted := isShouted(value)
	return []string{orSymbol(constant(spellNumbers(value), shouted)), orSymbol(constant(spellSigns(value), shouted))}
}

// constant writes words together, with an underscore between the numbers of which one would be another.
func constant(value string, shouted bool) string {
	var b strings.Builder
	digit := false
	for _, word := range Words(value) {
		first, _ := utf8.DecodeRuneInString(word)
		if digit && unicode.IsDigit(first) {
			b.WriteByte('_')
		}
		b.WriteString(titled(word, shouted))
		last, _ := utf8.DecodeLastRuneInString(word)
		digit = unicode.IsDigit(last)
	}
	return b.String()
}

// NumberConstant is what a known number adds to its type's name: "Minus1", "0Point5".
func NumberConstant(value float64) string {
	return strings.NewReplacer("-", "Minus", ".", "Point").Replace(strconv.FormatFloat(value, 'f', -1, 64))
}

func orSymbol(name string) string {
	if name == "" {
		return "Symbol"
	}
	return name
}
