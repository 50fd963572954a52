package codec

import (
	"errors"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-faster/jx"
)

// Decoder reads JSON tokens. The short strings of a value live side by side, and so do the optional ones: that takes a
// fraction of the allocations that each on its own would take. Who keeps one of them keeps its neighbours, a few
// kilobytes at most.
type Decoder struct {
	jx.Decoder
	texts   strings.Builder
	strings []string
}

// NewDecoder makes a decoder of data.
func NewDecoder(data []byte) *Decoder {
	d := &Decoder{}
	d.ResetBytes(data)
	return d
}

const (
	// longestShared is how long a string is at most that lives beside others.
	longestShared = 64
	// The room for strings doubles from the first to the most, in bytes and in pointers to optional ones.
	firstTexts, mostTexts     = 64, 512
	firstStrings, mostStrings = 4, 32
)

// text returns a string that does not change with the input.
func (d *Decoder) text(raw []byte) string {
	if len(raw) > longestShared {
		return string(raw)
	}
	if room := d.texts.Cap(); room-d.texts.Len() < len(raw) {
		d.texts = strings.Builder{}
		d.texts.Grow(min(max(2*room, firstTexts), mostTexts))
	}
	start := d.texts.Len()
	d.texts.Write(raw)
	return d.texts.String()[start:]
}

// pointer returns a pointer to a string.
func (d *Decoder) pointer(text string) *string {
	if len(text) > longestShared {
		own := text // of text itself, all would have to be on the heap
		return &own
	}
	if room := cap(d.strings); len(d.strings) == room {
		d.strings = make([]string, 0, min(max(2*room, firstStrings), mostStrings))
	}
	d.strings = append(d.strings, text)
	return &d.strings[len(d.strings)-1]
}

var decoders = sync.Pool{New: func() any { return &Decoder{} }}

// Unmarshal reads data, which must be exactly one JSON value, into v. What is no UTF-8 in it becomes U+FFFD, as it does
// in encoding/json.
func Unmarshal[T any](data []byte, v *T, read Reader[T]) error {
	return UnmarshalWith(data, func(d *Decoder) error { return read(v, d) })
}

// UnmarshalWith has read read data, which must be exactly one JSON value.
func UnmarshalWith(data []byte, read func(*Decoder) error) error {
	if !utf8.Valid(data) {
		data = []byte(validText(string(data)))
	}
	return pooled(data, func(d *Decoder) error {
		if err := Nearest(read(d)); err != nil {
			return asDecodeError(err)
		}
		if err := d.Skip(); !errors.Is(err, io.EOF) {
			return &DecodeError{err: errors.New("unexpected data after the JSON value")}
		}
		return nil
	})
}

// Decoding is UnmarshalWith for a call's result.
func Decoding(read func(*Decoder) error) func(data []byte) error {
	return func(data []byte) error { return UnmarshalWith(data, read) }
}

// DecodingInto is Unmarshal for a call's result.
func DecodingInto[T any](v *T, read Reader[T]) func(data []byte) error {
	return func(data []byte) error { return Unmarshal(data, v, read) }
}

// pooled has read read data with a decoder from the pool.
func pooled(data []byte, read func(*Decoder) error) error {
	d := decoders.Get().(*Decoder)
	defer func() {
		*d = Decoder{} // nothing of one document stays for the next
		decoders.Put(d)
	}()
	d.ResetBytes(data)
	return read(d)
}

// validText replaces each byte that is no UTF-8.
func validText(text string) string { return string([]rune(text)) }
