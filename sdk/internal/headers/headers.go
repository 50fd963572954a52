// Package headers checks headers early, because net/http's own errors repeat the value.
package headers

import (
	"net/http"
	"strings"
)

// Key reports whether net/http accepts a header's key.
func Key(key string) bool {
	for i := 0; i < len(key); i++ {
		if c := key[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`"(),/:;<=>?@[\]{}`, c) >= 0 {
			return false
		}
	}
	return key != ""
}

// Value reports whether net/http accepts a header's value.
func Value(value string) bool {
	for i := 0; i < len(value); i++ {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// Reserved reports whether net/http writes a header itself, and takes no notice of one that is set.
func Reserved(key string) bool {
	switch http.CanonicalHeaderKey(key) {
	case "Content-Length", "Transfer-Encoding", "Trailer":
		return true
	default:
		return false
	}
}
