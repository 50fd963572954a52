// Package pattern says in Go's words what a regular expression of a document says. Those are ECMA-262's, of which Go does not
// know all. It is pure.
package pattern

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Go is a pattern the way that package regexp has it. Its error is that of [regexp.Compile].
func Go(pattern string) (string, error) {
	var b strings.Builder
	for rest := pattern; rest != ""; {
		text, after := spelled(rest)
		b.WriteString(text)
		rest = after
	}
	_, err := regexp.Compile(b.String())
	return b.String(), err
}

// IsForeign reports whether an error of [Go] is that Go has no such thing: it may be right elsewhere. A pattern with any other
// error is no regular expression.
func IsForeign(err error) bool {
	var is *syntax.Error
	return errors.As(err, &is) && slices.Contains([]syntax.ErrorCode{
		syntax.ErrInvalidPerlOp, syntax.ErrInvalidEscape, syntax.ErrInvalidCharRange, syntax.ErrInvalidRepeatSize, syntax.ErrLarge,
		syntax.ErrInvalidNamedCapture,
	}, is.Code)
}

// spelled spells how a pattern begins, and returns what comes after.
func spelled(rest string) (text, after string) {
	switch {
	case strings.HasPrefix(rest, "[^]"):
		return `[\s\S]`, rest[3:]
	case strings.HasPrefix(rest, "[]"):
		return `[^\s\S]`, rest[2:]
	case rest[0] != '\\' || len(rest) < 2:
		return rest[:1], rest[1:]
	}
	switch rest[1] {
	case 'u':
		if code, after, is := codePoint(rest); is {
			return fmt.Sprintf(`\x{%x}`, code), after
		}
	case 'c':
		if len(rest) > 2 && (rest[2]|0x20) >= 'a' && (rest[2]|0x20) <= 'z' {
			return fmt.Sprintf(`\x{%x}`, rest[2]&0x1f), rest[3:]
		}
	case 'p', 'P':
		for _, property := range []string{"{Script=", "{sc=", "{General_Category=", "{gc="} {
			if value, is := strings.CutPrefix(rest[2:], property); is {
				return rest[:2] + "{", value
			}
		}
	case '0':
		if len(rest) == 2 || rest[2] < '0' || rest[2] > '9' {
			return `\x00`, rest[2:]
		}
	}
	return rest[:2], rest[2:]
}

// codePoint reads \u0041, \u{41}, or two halves of one: \ud83d\ude00.
func codePoint(rest string) (code rune, after string, is bool) {
	if braced, is := strings.CutPrefix(rest, `\u{`); is {
		digits, after, closed := strings.Cut(braced, "}")
		n, err := strconv.ParseUint(digits, 16, 21)
		return rune(n), after, closed && err == nil
	}
	code, after, is = unit(rest)
	if !is || !utf16.IsSurrogate(code) {
		return code, after, is
	}
	second, behind, is := unit(after)
	code = utf16.DecodeRune(code, second)
	return code, behind, is && code != '\uFFFD'
}

func unit(rest string) (code rune, after string, is bool) {
	if len(rest) < 6 || rest[:2] != `\u` {
		return 0, rest, false
	}
	n, err := strconv.ParseUint(rest[2:6], 16, 16)
	return rune(n), rest[6:], err == nil
}
