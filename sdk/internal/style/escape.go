package style

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// escape is text as a value of the place.
func (r Rule) escape(text string) (string, error) {
	switch {
	case r.In == Part:
		return text, nil
	case r.In == Header:
		return text, headerText(text)
	case r.Style == Plain:
		return text, plainCookie(text)
	case r.In == Cookie:
		return cookieText(text), nil
	case r.Reserved && r.In == Path:
		return encode(text, allowsReservedInPath), nil
	case r.Reserved:
		return encode(text, allowsReserved), nil
	case r.In == Form:
		return url.QueryEscape(text), nil
	default:
		return encode(text, unreserved), nil
	}
}

// key is an object's key as the place has it.
func (r Rule) key(key string) (string, error) {
	switch r.In {
	case Header:
		return key, headerText(key)
	case Cookie:
		if r.Style == Plain {
			return key, plainCookie(key)
		}
		return cookieText(key), nil
	default:
		return r.escapeName(key), nil
	}
}

// escapeName is a name as the place has it. A cookie's is one that needs no escapes.
func (r Rule) escapeName(name string) string {
	switch r.In {
	case Form:
		return url.QueryEscape(name)
	case Cookie:
		return name
	default:
		return encode(name, unreserved)
	}
}

// encode percent-encodes the bytes that are not kept. keep is asked about text from a byte on.
func encode(text string, keep func(rest string) bool) string {
	var b strings.Builder
	b.Grow(len(text))
	for i := range len(text) {
		if keep(text[i:]) {
			b.WriteByte(text[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", text[i])
		}
	}
	return b.String()
}

// unreserved are the characters that RFC 3986 never gives a meaning.
func unreserved(rest string) bool {
	c := rest[0]
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// allowsReserved keeps, besides, what RFC 6570 calls reserved expansion, but for what no query can hold, and what ends a
// value.
func allowsReserved(rest string) bool {
	if rest[0] == '%' {
		return len(rest) > 2 && hexadecimal(rest[1]) && hexadecimal(rest[2])
	}
	return unreserved(rest) || strings.IndexByte(":/?@!$'()*,;=", rest[0]) >= 0
}

// allowsReservedInPath keeps what a segment of a path can hold.
func allowsReservedInPath(rest string) bool {
	return strings.IndexByte("&+", rest[0]) >= 0 || strings.IndexByte("/?", rest[0]) < 0 && allowsReserved(rest)
}

func hexadecimal(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

var (
	errControl = errors.New("a header cannot hold control characters")
	errSpace   = errors.New("a header cannot begin or end with white space: it would be lost")
)

// headerText says why a header cannot hold a text as it is. There are no escapes.
func headerText(text string) error {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\t' || c == 0x7f {
			return errControl
		}
	}
	if text != strings.Trim(text, " \t") {
		return errSpace
	}
	return nil
}

// cookieText is text as it is where it is made of what RFC 6265 calls cookie-octets.
func cookieText(text string) string {
	for i := range len(text) {
		if !cookieOctet(text[i]) {
			return encode(text, unreserved)
		}
	}
	return text
}

// plainCookie returns what is wrong with a text that a cookie is to have as it is.
func plainCookie(text string) error {
	if cookieText(text) != text {
		return errCookie
	}
	return nil
}

var errCookie = errors.New("style cookie does not escape, and RFC 6265 allows no spaces, commas, semicolons, quotes, backslashes and non-ASCII")

func cookieOctet(c byte) bool {
	return c > ' ' && c < 0x7f && strings.IndexByte("\",;\\", c) < 0
}
