package diff

import "github.com/hubchannels/hubchannels-go/generator/internal/load"

// tokensOf cuts a JSON pointer into the file before the hash and the unescaped tokens behind it.
func tokensOf(pointer string) (file string, tokens []string) { return load.Split(pointer) }

// join is the inverse of tokensOf.
func join(file string, tokens []string) string { return load.Join(file+"#", tokens...) }

// isMethod reports whether a key of a path item is an operation.
func isMethod(key string) bool {
	switch key {
	case "get", "put", "post", "delete", "options", "head", "patch", "trace", "query":
		return true
	default:
		return false
	}
}
