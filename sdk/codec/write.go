package codec

import (
	"encoding/json"
	"maps"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/go-faster/jx"
)

// Writer appends JSON tokens to a buffer.
type Writer = jx.Writer

// buffers are the buffers that values are written to before the result is copied out at its exact size.
var buffers = sync.Pool{New: func() any { return &Writer{Buf: make([]byte, 0, 4096)} }}

// maxPooled is how large a buffer may have grown and still be kept for the next value.
const maxPooled = 1 << 20

// Bytes returns what write appends.
func Bytes(write func(*Writer)) []byte {
	w := buffers.Get().(*Writer)
	w.Buf = w.Buf[:0]
	write(w)
	written := append(make([]byte, 0, len(w.Buf)), w.Buf...)
	if cap(w.Buf) <= maxPooled {
		buffers.Put(w)
	}
	return written
}

// MarshalWith is Bytes for MarshalJSON methods.
func MarshalWith(write func(*Writer)) ([]byte, error) { return Bytes(write), nil }

// Marshal is Encode for MarshalJSON methods.
func Marshal[T any](v *T, write func(*T, *Writer)) ([]byte, error) { return Encode(v, write), nil }

// Close ends an object whose properties each end in a comma.
func Close(w *Writer) {
	if last := len(w.Buf) - 1; w.Buf[last] == ',' {
		w.Buf[last] = '}'
		return
	}
	w.ObjEnd()
}

// Put writes a property. Key is its name as JSON, with the colon.
func Put[T any](w *Writer, key string, v *T, write func(*T, *Writer)) {
	w.RawStr(key)
	write(v, w)
	w.Comma()
}

// PutString writes a property that is a string.
func PutString[T ~string](w *Writer, key string, v T) {
	text := string(v)
	if !plainASCII(text) {
		w.RawStr(key)
		WriteString(&text, w)
		w.Comma()
		return
	}
	b := slices.Grow(w.Buf, len(key)+len(text)+3)
	b = append(append(append(b, key...), '"'), text...)
	w.Buf = append(b, '"', ',')
}

// plainASCII tells whether a string is its own JSON.
func plainASCII(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// PutArray writes a property that is an array; nil is an empty one.
func PutArray[T any](w *Writer, key string, items []T, write func(*T, *Writer)) {
	w.RawStr(key)
	WriteArray(items, w, write)
	w.Comma()
}

// PutMap writes a property that is an object whose keys are free; nil is an empty one.
func PutMap[T any](w *Writer, key string, values map[string]T, write func(*T, *Writer)) {
	w.RawStr(key)
	WriteMap(values, w, write)
	w.Comma()
}

// WriteOptional writes a value that may be null.
func WriteOptional[T any](v *T, w *Writer, write func(*T, *Writer)) {
	if v == nil {
		w.Null()
		return
	}
	write(v, w)
}

// WriteArray writes an array; nil is an empty one.
func WriteArray[T any](items []T, w *Writer, write func(*T, *Writer)) {
	w.ArrStart()
	for i := range items {
		if i > 0 {
			w.Comma()
		}
		write(&items[i], w)
	}
	w.ArrEnd()
}

// WriteMap writes an object whose keys are free, in the order of the keys; nil is an empty one.
func WriteMap[T any](values map[string]T, w *Writer, write func(*T, *Writer)) {
	w.ObjStart()
	for i, key := range slices.Sorted(maps.Keys(values)) {
		if i > 0 {
			w.Comma()
		}
		v := values[key]
		WriteString(&key, w)
		w.RawStr(":")
		write(&v, w)
	}
	w.ObjEnd()
}

// WriteString writes a string. What is no UTF-8 in it becomes U+FFFD, as it does in encoding/json.
func WriteString[T ~string](v *T, w *Writer) {
	text := string(*v)
	if !utf8.ValidString(text) {
		text = validText(text)
	}
	w.Str(text)
}

// WriteBool writes a boolean.
func WriteBool[T ~bool](v *T, w *Writer) { w.Bool(bool(*v)) }

// WriteInt writes an integer.
func WriteInt[T Integer](v *T, w *Writer) { w.Int64(int64(*v)) }

// WriteFloat writes a number; one that JSON has no text for (not a number, infinite) is null, and Validate reports it.
func WriteFloat[T Real](v *T, w *Writer) { w.Float(float64(*v), floatBits[T]()) }

// WriteTime writes an RFC 3339 date-time with the fraction that it has, in UTC where its offset is no whole number of
// minutes.
func WriteTime(v *time.Time, w *Writer) {
	t := *v
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	w.RawStr(`"`)
	w.Buf = t.AppendFormat(w.Buf, time.RFC3339Nano)
	w.RawStr(`"`)
}

// WriteBytes writes base64.
func WriteBytes(v *[]byte, w *Writer) {
	if *v == nil {
		w.RawStr(`""`)
		return
	}
	w.Base64(*v)
}

// WriteRaw writes JSON as it is; none is null.
func WriteRaw(v *json.RawMessage, w *Writer) {
	if len(*v) == 0 {
		w.Null()
		return
	}
	w.Raw(*v)
}

// Encode returns what write appends. A nil v is no body at all.
func Encode[T any](v *T, write func(*T, *Writer)) []byte {
	if v == nil {
		return nil
	}
	return Bytes(func(w *Writer) { write(v, w) })
}
