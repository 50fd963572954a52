package naming

import (
	"strconv"
	"strings"
)

// Constant is what a known value adds to its type's name.
func Constant(value string) string {
	switch {
	case value == "":
		return "Empty"
	case len(Words(value)) == 0:
		return "Symbol"
	default:
		return strings.TrimPrefix(Exported("x "+spellSign(value)), "X")
	}
}

// NumberConstant is what a known number adds to its type's name: "Minus1", "0Point5".
func NumberConstant(value float64) string {
	return strings.NewReplacer("-", "Minus", ".", "Point").Replace(strconv.FormatFloat(value, 'f', -1, 64))
}
