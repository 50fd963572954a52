// Package idempotency answers: is a parameter a key by which a server recognises a request that it has seen before? The
// client fills such a key with a random UUID.
package idempotency

import (
	"regexp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// Named reports whether a header is an idempotency key by its name: Idempotency-Key and what is written much like it.
func Named(header string) bool {
	word := strings.NewReplacer("-", "", "_", "", ".", "").Replace(strings.ToLower(header))
	for _, end := range []string{"idempotencykey", "idempotencetoken", "idempotencekey", "idempotentkey", "idempotencytoken", "idempotencyid"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// sample is what all random UUIDs look like to limits of a text.
const sample = "0f8fad5b-d9cb-469f-a165-70867728950e"

// Fits returns what keeps a schema from holding a random UUID, "" if nothing does. A pattern that Go cannot read is taken
// for one that does not.
func Fits(s *openapi3.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Type != nil && !s.Type.Is(openapi3.TypeString):
		return "it is no string"
	case len(s.Enum) > 0:
		return "it has an enum"
	case s.MaxLength != nil && *s.MaxLength < uint64(len(sample)), s.MinLength > uint64(len(sample)):
		return "a UUID, of 36 characters, does not fit its length"
	case s.Format != "" && s.Format != "uuid" && s.Format != "password":
		return "a UUID has not its format"
	case s.Pattern != "" && !matches(s.Pattern):
		return "a UUID does not match its pattern"
	}
	return ""
}

func matches(pattern string) bool {
	expression, err := regexp.Compile(pattern)
	return err == nil && expression.MatchString(sample)
}

// Changes reports whether a method can do anything twice. Reading needs no key.
func Changes(method string) bool {
	switch method {
	case "GET", "HEAD", "OPTIONS", "TRACE":
		return false
	default:
		return true
	}
}
