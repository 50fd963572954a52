package codec

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"github.com/go-faster/jx"
)

// Integer and Real are the Go types of JSON numbers.
type (
	Integer interface{ ~int | ~int32 | ~int64 }
	Real    interface{ ~float32 | ~float64 }
)

// ReadInt reads an integer. A number that T cannot hold leaves v and returns an error that Kept turns into a kept value.
func ReadInt[T Integer](v *T, d *Decoder) error {
	raw, err := number(d)
	if err != nil || raw == nil {
		return err
	}
	n, ok := parseInt(raw)
	if !ok || int64(T(n)) != n {
		return &misfit{raw: raw}
	}
	*v = T(n)
	return nil
}

// ReadFloat reads a number. One out of T's range leaves v, one with more digits than T holds sets v; both return an
// error that Kept turns into a kept value.
func ReadFloat[T Real](v *T, d *Decoder) error {
	raw, err := number(d)
	if err != nil || raw == nil {
		return err
	}
	bits := floatBits(*v)
	f, err := parseFloat(raw, bits)
	if err != nil {
		return &misfit{raw: raw}
	}
	*v = T(f)
	if !exact(raw, f, bits) {
		return &misfit{raw: raw, inexact: true}
	}
	return nil
}

// ReadTime reads an RFC 3339 date-time. Other strings leave v, finer ones than a nanosecond set it; both return an error
// that Kept turns into a kept value.
func ReadTime(v *time.Time, d *Decoder) error {
	if kind := d.Next(); kind == jx.Null {
		return d.Null()
	} else if kind != jx.String {
		return unexpected(d, "a string", kind)
	}
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	text := string(bytes.Trim(raw, `"`))
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return &misfit{raw: raw}
	}
	*v = t
	if finerThanNanosecond(text) {
		return &misfit{raw: raw, inexact: true}
	}
	return nil
}

func finerThanNanosecond(text string) bool {
	const nanoseconds = len("2006-01-02T15:04:05.000000000+00:00")
	return len(text) > nanoseconds-len("+00:00") && len(text)-zoneLength(text) > nanoseconds-len("+00:00")
}

func zoneLength(text string) int {
	if text[len(text)-1] == 'Z' {
		return 1
	}
	return len("+00:00")
}

// number reads a number's text; nil is null.
func number(d *Decoder) ([]byte, error) {
	switch kind := d.Next(); kind {
	case jx.Number:
		return d.Raw()
	case jx.Null:
		return nil, d.Null()
	default:
		return nil, unexpected(d, "a number", kind)
	}
}

// parseInt parses the integers that are written as such, and 1.0 or 1e3, which are integers to JSON.
func parseInt(raw []byte) (int64, bool) {
	if len(raw) <= len("-9223372036854775808") && !bytes.ContainsAny(raw, ".eE") {
		n, err := jx.Num(raw).Int64()
		return n, err == nil
	}
	f, err := parseFloat(raw, 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

// parseFloat gives short plain numbers to the tokenizer, which does not allocate, and the rest to strconv, which is
// exact for all.
func parseFloat(raw []byte, bits int) (float64, error) {
	if bits == 64 && len(raw) <= maxExactDigits && !bytes.ContainsAny(raw, "eE") {
		return jx.Num(raw).Float64()
	}
	return strconv.ParseFloat(string(raw), bits)
}

// maxExactDigits is how many decimal digits every float64 holds.
const maxExactDigits = 15

// exact tells whether f, written with as few digits as identify it, has the digits of raw.
func exact(raw []byte, f float64, bits int) bool {
	if bits == 64 && len(raw) <= maxExactDigits {
		return true
	}
	var buf [32]byte
	return bytes.Equal(digits(raw), digits(strconv.AppendFloat(buf[:0], f, 'e', -1, bits)))
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

func floatBits[T Real](v T) int {
	if _, single := any(v).(float32); single {
		return 32
	}
	return 64
}
