package naming

import (
	"cmp"
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Exported makes an exported Go name of a name of the document. Letters of a script that has capitals are kept; others, by
// which no name could be exported, become their code points.
func Exported(name string) string { return exported(signed(name), isShouted(name)) }

func exported(name string, shouted bool) string {
	s := withCapitals(join(name, shouted))
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case s == "":
		return "X"
	case unicode.IsDigit(first):
		return "N" + s
	case !unicode.IsUpper(first):
		return "X" + s
	default:
		return s
	}
}

// withCapitals writes letters that are neither capital nor small as their code points.
func withCapitals(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf || unicode.IsUpper(r) || unicode.IsLower(r) {
			b.WriteRune(r)
		} else {
			b.WriteString("U" + strings.ToUpper(strconv.FormatInt(int64(r), 16)))
		}
	}
	return b.String()
}

// join writes the words of a name together.
func join(name string, shouted bool) string {
	var b strings.Builder
	for _, word := range Words(name) {
		b.WriteString(titled(word, shouted))
	}
	return b.String()
}

// IsExported reports whether a name that somebody chose is an exported Go name.
func IsExported(name string) bool { return token.IsIdentifier(name) && token.IsExported(name) }

// Unexported lowers the first word of an exported name: baseURL, urlTemplate, idsOfUsers, oauthToken.
func Unexported(name string) string {
	for _, mixed := range []string{"OAuth", "ETag"} {
		if rest, found := strings.CutPrefix(name, mixed); found {
			return strings.ToLower(mixed) + rest
		}
	}
	runes := []rune(name)
	end := 0
	for end < len(runes) && unicode.IsUpper(runes[end]) {
		end++
	}
	if end > 1 && end < len(runes) && unicode.IsLower(runes[end]) && !isPluralS(runes, end) {
		end-- // the last capital begins the next word
	}
	return strings.ToLower(string(runes[:end])) + string(runes[end:])
}

// Argument makes the name of a constructor's parameter of an exported name. It is no keyword, and nothing that constructors
// use.
func Argument(name string) string {
	arg := Unexported(name)
	switch arg {
	case "m", "codec", "json", "time", "sdk", "runtime":
		return arg + "Value"
	}
	if token.IsKeyword(arg) || types.Universe.Lookup(arg) != nil {
		return arg + "Value"
	}
	return arg
}

// MethodArgument makes the name of a parameter of a client's method, which is nothing that the method uses itself.
func MethodArgument(name string) string {
	arg := Argument(name)
	switch arg {
	case "c", "ctx", "options", "params", "problems", "result", "err", "keyed", "parts", "i", "empty", "types", "check",
		"io", "context", "iter", "contentType":
		return arg + "Value"
	}
	return arg
}

// BodyArgument makes the name of a method's parameter that is a body of a type: a MessageRequest is a message.
func BodyArgument(typeName string) string {
	short := typeName
	for _, suffix := range []string{"Request", "Create", "Update"} {
		short = strings.TrimSuffix(short, suffix)
	}
	return MethodArgument(cmp.Or(short, typeName))
}
