package load

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Join appends reference tokens to a JSON pointer and escapes them: Join("#/paths", "/x") is "#/paths/~1x".
func Join(pointer string, tokens ...string) string { return source.Join(pointer, tokens...) }

// Unescape reads one reference token of a JSON pointer.
func Unescape(token string) string { return source.Unescape(token) }

// Split cuts a pointer into the file before the hash and the unescaped tokens behind it.
func Split(pointer string) (file string, tokens []string) { return source.Split(pointer) }
