package source

import (
	"strconv"
	"strings"
)

// Join appends reference tokens to a JSON pointer and escapes them: Join("#/paths", "/x") is "#/paths/~1x".
func Join(pointer string, tokens ...string) string {
	var b strings.Builder
	b.WriteString(pointer)
	for _, token := range tokens {
		b.WriteByte('/')
		b.WriteString(Escape(token))
	}
	return b.String()
}

// Escape makes a key usable as one reference token of a JSON pointer.
func Escape(key string) string {
	if !strings.ContainsAny(key, "~/") {
		return key
	}
	return strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
}

// Unescape is the inverse of Escape.
func Unescape(token string) string {
	if !strings.Contains(token, "~") {
		return token
	}
	return strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
}

// splitPointer cuts a reference into the file before the hash and the unescaped tokens behind it.
func Split(reference string) (file string, tokens []string) {
	file, fragment, _ := strings.Cut(reference, "#")
	if fragment == "" {
		return file, nil
	}
	tokens = strings.Split(strings.TrimPrefix(fragment, "/"), "/")
	for i, token := range tokens {
		tokens[i] = Unescape(token)
	}
	return file, tokens
}

// index reads a reference token as a position in a sequence.
func Index(token string) (int, bool) {
	i, err := strconv.Atoi(token)
	return i, err == nil && i >= 0
}
