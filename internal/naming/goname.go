package naming

import (
	"cmp"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// Exported makes an exported Go name of a name of the document.
func Exported(name string) string {
	var b strings.Builder
	for _, word := range Words(name) {
		b.WriteString(titled(word))
	}
	s := asciiOnly(b.String())
	switch {
	case s == "":
		return "X"
	case s[0] >= '0' && s[0] <= '9':
		return "N" + s
	default:
		return s
	}
}

// IsExported reports whether a name that somebody chose is an exported Go name as this package writes them.
func IsExported(name string) bool { return name != "" && Exported(name) == name }

// asciiOnly keeps what every keyboard has; letters of other scripts become their code points.
func asciiOnly(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(r)
		} else {
			b.WriteString("U" + strings.ToUpper(strconv.FormatInt(int64(r), 16)))
		}
	}
	return b.String()
}

// Unexported lowers the first word of an exported name: baseURL, urlTemplate, idsOfUsers, oauthToken.
func Unexported(name string) string {
	for _, mixed := range []string{"OAuth", "ETag"} {
		if rest, found := strings.CutPrefix(name, mixed); found {
			return strings.ToLower(mixed) + rest
		}
	}
	end := 0
	for end < len(name) && name[end] >= 'A' && name[end] <= 'Z' {
		end++
	}
	switch {
	case end > 1 && end < len(name) && name[end] == 's' && (end+1 == len(name) || name[end+1] < 'a'):
		return strings.ToLower(name[:end]) + name[end:]
	case end > 1 && end < len(name) && name[end] >= 'a':
		end--
	}
	return strings.ToLower(name[:end]) + name[end:]
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
