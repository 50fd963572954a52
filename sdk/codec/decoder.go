package codec

import (
	"errors"
	"io"
	"sync"
	"unicode/utf8"

	"github.com/go-faster/jx"
)

// Decoder reads JSON tokens.
type Decoder struct {
	jx.Decoder
	strings []string
}

// NewDecoder makes a decoder of data.
func NewDecoder(data []byte) *Decoder {
	d := &Decoder{}
	d.ResetBytes(data)
	return d
}

// roomFor is how many optional strings the first room is for, and how many each is at most.
const roomForFirst, roomForMost = 4, 32

// pointer returns a pointer to a string. Strings that are read one after another live side by side, which takes a
// fraction of the allocations that each on its own would take.
func (d *Decoder) pointer(text string) *string {
	if room := cap(d.strings); len(d.strings) == room {
		d.strings = make([]string, 0, min(max(2*room, roomForFirst), roomForMost))
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
	d := decoders.Get().(*Decoder)
	defer func() {
		*d = Decoder{} // nothing of one document stays for the next
		decoders.Put(d)
	}()
	d.ResetBytes(data)
	if err := Nearest(read(d)); err != nil {
		return asDecodeError(err)
	}
	if err := d.Skip(); !errors.Is(err, io.EOF) {
		return &DecodeError{err: errors.New("unexpected data after the JSON value")}
	}
	return nil
}

// validText replaces each byte that is no UTF-8.
func validText(text string) string { return string([]rune(text)) }
