package codec

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// integer and real are the Go types of JSON numbers.
type (
	integer interface {
		~int | ~int8 | ~int16 | ~int32 | ~int64
	}
	unsigned interface {
		~uint8 | ~uint16 | ~uint32 | ~uint64
	}
	real interface{ ~float32 | ~float64 }
)

// readInt reads an integer. A number that T cannot hold leaves v zero and returns an error that keepMisfit turns into a kept
// value.
func readInt[T integer](v *T, d *decoder) error {
	*v = 0
	raw, err := number(d)
	if err != nil || raw == nil {
		return err
	}
	n, ok := parseInt(raw)
	if !ok || int64(T(n)) != n {
		return &misfit{raw: raw, what: "number"}
	}
	*v = T(n)
	return nil
}

// readUint reads an integer without a sign as readInt does others.
func readUint[T unsigned](v *T, d *decoder) error {
	*v = 0
	raw, err := number(d)
	if err != nil || raw == nil {
		return err
	}
	n, err := strconv.ParseUint(string(raw), 10, 64)
	if err != nil {
		signed, ok := parseInt(raw)
		if !ok || signed < 0 {
			return &misfit{raw: raw, what: "number"}
		}
		n = uint64(signed)
	}
	if uint64(T(n)) != n {
		return &misfit{raw: raw, what: "number"}
	}
	*v = T(n)
	return nil
}

// readFloat reads a number. One out of T's range leaves v zero, one with more digits than T holds sets v to the nearest;
// both return an error that keepMisfit turns into a kept value.
func readFloat[T real](v *T, d *decoder) error {
	*v = 0
	raw, err := number(d)
	if err != nil || raw == nil {
		return err
	}
	f, exact, err := parseFloat(raw, floatBits[T]())
	if err != nil {
		return &misfit{raw: raw, what: "number"}
	}
	*v = T(f)
	if !exact {
		return &misfit{raw: raw, what: "number", rounded: true}
	}
	return nil
}

// readTime reads an RFC 3339 date-time. Other strings leave v zero; those that say more than v does, or say it in another
// form, set it. Both return an error that keepMisfit turns into a kept value.
func readTime(v *time.Time, d *decoder) error {
	*v = time.Time{}
	if kind := d.Kind(); kind == scan.Null {
		return d.Null()
	} else if kind != scan.String {
		return unexpected(d, "a string", kind)
	}
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	text := string(bytes.Trim(raw, `"`))
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return &misfit{raw: raw, what: "date-time"}
	}
	*v = t
	if !writable(text) {
		return &misfit{raw: raw, what: "date-time", rounded: true}
	}
	return nil
}

// writable reports whether a time's text is RFC 3339 to the letter, which Go's parser does not insist on, and no finer than
// a nanosecond.
func writable(text string) bool {
	const seconds, nanoseconds = len("2006-01-02T15:04:05"), len("2006-01-02T15:04:05.999999999")
	length := len(text) - len("Z")
	if text[length] != 'Z' {
		length = len(text) - len("+00:00")
	}
	return text[len("2006-01-02T15")] == ':' && length <= nanoseconds && (length == seconds || text[seconds] == '.')
}

// number reads a number's text; nil is null.
func number(d *decoder) ([]byte, error) {
	switch kind := d.Kind(); kind {
	case scan.Number:
		return d.Number()
	case scan.Null:
		return nil, d.Null()
	default:
		return nil, unexpected(d, "a number", kind)
	}
}

// parseInt parses integers, also those written as 1.0 or 1e3.
func parseInt(raw []byte) (int64, bool) {
	if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
		return n, true
	}
	if !exponential(raw) {
		whole, fraction, _ := bytes.Cut(raw, []byte("."))
		n, err := strconv.ParseInt(string(whole), 10, 64)
		return n, err == nil && len(bytes.Trim(fraction, "0")) == 0
	}
	f, exact, err := parseFloat(raw, 64)
	if err != nil || !exact || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

func exponential(raw []byte) bool {
	for _, c := range raw {
		if c|0x20 == 'e' {
			return true
		}
	}
	return false
}

// maxExactDigits is how many decimal digits every float64 holds.
const maxExactDigits = 15

// short is the value of a number of at most 15 digits without an exponent: the quotient of two numbers that a float64 holds
// is the float64 that is nearest to it.
func short(raw []byte) float64 {
	digits, scale := bytes.TrimPrefix(raw, []byte{'-'}), 1.0
	var whole int64
	fraction := false
	for _, c := range digits {
		if c == '.' {
			fraction = true
			continue
		}
		whole = whole*10 + int64(c-'0')
		if fraction {
			scale *= 10
		}
	}
	return math.Copysign(float64(whole)/scale, float64(1-2*(len(raw)-len(digits))))
}

// parseFloat gives the numbers that are not short to strconv, which is right for all. Exact reports
// whether f, written with as few digits as identify it, has the digits of raw.
func parseFloat(raw []byte, bits int) (f float64, exact bool, err error) {
	if bits == 64 && len(raw) <= maxExactDigits && !exponential(raw) {
		return short(raw), true, nil
	}
	if f, err = strconv.ParseFloat(string(raw), bits); err != nil {
		return 0, false, err
	}
	var buf [32]byte
	return f, bytes.Equal(digits(raw), digits(strconv.AppendFloat(buf[:0], f, 'e', -1, bits))), nil
}

// digits returns a number's significant digits.
func digits(number []byte) []byte {
	if i := bytes.IndexAny(number, "eE"); i >= 0 {
		number = number[:i]
	}
	found := make([]byte, 0, len(number))
	for _, c := range number {
		if c >= '0' && c <= '9' {
			found = append(found, c)
		}
	}
	return bytes.Trim(found, "0")
}

// floatBits is the size of T: a float32 does not tell 2^24 from 2^24+1.
func floatBits[T real]() int {
	if T(1<<24+1) == T(1<<24) {
		return 32
	}
	return 64
}
