package codec

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
	"github.com/hubchannels/hubchannels-go/sdk/internal/unwritten"
)

// The append functions append a property: its name as JSON with the colon, its value, and a comma. The elements of an
// array have no name, nor has the outermost value. closing turns the last comma into the bracket.

// Inlined, the functions that are called most would make the generated code several times as large, and no faster.

// open begins an object or an array with what it always begins with.
//
//go:noinline
func open(b []byte, key, opening string) []byte {
	b = slices.Grow(b, len(key)+len(opening))
	return append(append(b, key...), opening...)
}

// closing ends an object or an array.
//
//go:noinline
func closing(b []byte, bracket byte) []byte {
	if last := len(b) - 1; b[last] == ',' {
		b[last] = bracket
		return append(b, ',')
	}
	return append(b, bracket, ',')
}

// appendString appends a string. What is no UTF-8 in it becomes U+FFFD, as it does in encoding/json.
func appendString(b []byte, key, v string) []byte {
	if !plainASCII([]byte(v)) {
		return append(scan.AppendText(append(b, key...), v), ',')
	}
	start := len(b) + len(key)
	end := start + len(v) + len(`"",`)
	b = slices.Grow(b, end-len(b))[:end]
	copy(b[start-len(key):], key)
	b[start] = '"'
	copy(b[start+1:], v)
	b[end-2], b[end-1] = '"', ','
	return b
}

// appendName appends the name of a property that the document does not know, with the colon.
//
//go:noinline
func appendName(b []byte, name string) []byte { return append(scan.AppendText(b, name), ':') }

// plainASCII reports whether a text is its own JSON. It looks at eight bytes at once, some of which it sees twice.
func plainASCII(text []byte) bool {
	n := len(text)
	if n < 4 {
		return plainShort(text)
	}
	if n < 8 {
		return !special(uint64(binary.LittleEndian.Uint32(text))<<32 | uint64(binary.LittleEndian.Uint32(text[n-4:])))
	}
	for i := 8; i < n; i += 8 {
		if special(binary.LittleEndian.Uint64(text[i-8:])) {
			return false
		}
	}
	return !special(binary.LittleEndian.Uint64(text[n-8:]))
}

func plainShort(text []byte) bool {
	for _, c := range text {
		if c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// special reports whether one of eight bytes is no ASCII, a control character, a quote or a backslash: the byte's highest
// bit is set then in one of the terms.
func special(x uint64) bool {
	const ones, highest = 0x0101010101010101, 0x8080808080808080
	return (x|(x-ones*' ')|((x^ones*'"')-ones)|((x^ones*'\\')-ones))&highest != 0
}

// appendBool appends a boolean.
//
//go:noinline
func appendBool(b []byte, key string, v bool) []byte {
	return append(strconv.AppendBool(append(b, key...), v), ',')
}

// appendInt appends an integer.
//
//go:noinline
func appendInt(b []byte, key string, v int64) []byte {
	return append(strconv.AppendInt(append(b, key...), v, 10), ',')
}

// appendUint appends an integer without a sign.
//
//go:noinline
func appendUint(b []byte, key string, v uint64) []byte {
	return append(strconv.AppendUint(append(b, key...), v, 10), ',')
}

// appendFloat appends a number of so many bits; one that JSON has no text for (not a number, infinite) is null, and
// Validate reports it.
//
//go:noinline
func appendFloat(b []byte, key string, v float64, bits int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return appendNull(b, key)
	}
	b = append(b, key...)
	start := len(b)
	b = strconv.AppendFloat(b, v, floatFormat(v, bits), -1, bits)
	if n := len(b); n-start > 4 && string(b[n-4:n-1]) == "e-0" { // 1e-09 is 1e-9
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return append(b, ',')
}

// floatFormat is how ECMAScript writes a number: with an exponent where it is very small or very large.
func floatFormat(v float64, bits int) byte {
	least, most := 1e-6, 1e21
	if bits == 32 {
		least, most = float64(float32(least)), float64(float32(most))
	}
	if v = math.Abs(v); v != 0 && (v < least || v >= most) {
		return 'e'
	}
	return 'f'
}

// appendTime appends an RFC 3339 date-time with the fraction that it has, in UTC where its offset is no whole number of
// minutes.
func appendTime(b []byte, key string, v time.Time) []byte {
	if _, offset := v.Zone(); offset%60 != 0 {
		v = v.UTC()
	}
	b = append(append(b, key...), '"')
	return append(v.AppendFormat(b, time.RFC3339Nano), '"', ',')
}

// appendBytes appends base64.
func appendBytes(b []byte, key string, v []byte) []byte {
	b = append(append(b, key...), '"')
	return append(base64.StdEncoding.AppendEncode(b, v), '"', ',')
}

// appendRaw appends JSON as it is; none is null. What stands for a value without JSON ends the writing with an error.
func appendRaw(b []byte, key string, v json.RawMessage) []byte {
	if len(v) == 0 {
		return appendNull(b, key)
	}
	if reason := unwritten.Reason(v); reason != nil {
		panic(unreadable{fmt.Errorf("a value has no JSON: %w", reason)})
	}
	return append(append(append(b, key...), v...), ',')
}

// appendValid appends a caller's JSON. What is none ends the writing: it would become something else in the middle of a request.
func appendValid(b []byte, key string, v json.RawMessage) []byte {
	if len(v) > 0 && unwritten.Reason(v) == nil && !scan.Valid(v) {
		panic(unreadable{errNoJSON})
	}
	return appendRaw(b, key, v)
}

var errNoJSON = errors.New("a value is no valid JSON")

// appendNull appends null.
//
//go:noinline
func appendNull(b []byte, key string) []byte { return append(append(b, key...), "null,"...) }
