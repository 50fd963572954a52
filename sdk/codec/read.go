package codec

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/go-faster/jx"
)

// Decoder reads JSON tokens.
type Decoder = jx.Decoder

// Reader reads a value into v. It is what the generated decode methods and the Read functions of this package are.
type Reader[T any] = func(v *T, d *Decoder) error

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
	d := jx.DecodeBytes(data)
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

// Null consumes a null and reports whether there was one. What only begins like one stays where it is.
func Null(d *Decoder) bool {
	return d.Next() == jx.Null && d.Capture((*Decoder).Null) == nil && d.Null() == nil
}

// Fields begins an object.
func Fields(d *Decoder) (jx.ObjIter, error) {
	if kind := d.Next(); kind != jx.Object {
		return jx.ObjIter{}, unexpected(d, "an object", kind)
	}
	return d.ObjIter()
}

// Optional reads a value that may be absent: null is nil.
func Optional[T any](p **T, d *Decoder, read Reader[T]) error {
	if Null(d) {
		*p = nil
		return nil
	}
	v := new(T)
	err := read(v, d)
	if *p = nil; Nearest(err) == nil {
		*p = v
	}
	return err
}

// Array reads an array: null is nil, an empty one is empty.
func Array[T any](p *[]T, d *Decoder, read Reader[T]) error {
	if Null(d) {
		*p = nil
		return nil
	}
	if kind := d.Next(); kind != jx.Array {
		return unexpected(d, "an array", kind)
	}
	elements, err := d.ArrIter()
	if err != nil {
		return err
	}
	items := []T{}
	var less error
	for elements.Next() {
		var zero T
		items = append(items, zero)
		if err := read(&items[len(items)-1], d); err != nil {
			if !rounded(err) {
				return atIndex(err, len(items)-1)
			}
			less = err
		}
	}
	if err := elements.Err(); err != nil {
		return err
	}
	*p = items
	return less
}

// Map reads an object whose keys are free: null is nil.
func Map[T any](p *map[string]T, d *Decoder, read Reader[T]) error {
	if Null(d) {
		*p = nil
		return nil
	}
	fields, err := Fields(d)
	if err != nil {
		return err
	}
	values := map[string]T{}
	var less error
	for fields.Next() {
		var v T
		if err := read(&v, d); err != nil {
			if !rounded(err) {
				return At(err, fields.Key())
			}
			less = err
		}
		values[string(fields.Key())] = v
	}
	if err := fields.Err(); err != nil {
		return err
	}
	*p = values
	return less
}

// Extra reads a property that the document does not know into extra.
func Extra[T any](extra *map[string]T, key []byte, d *Decoder, read Reader[T]) error {
	var v T
	if err := Nearest(read(&v, d)); err != nil {
		return err
	}
	if *extra == nil {
		*extra = map[string]T{}
	}
	(*extra)[string(key)] = v
	return nil
}

// ReadRaw reads any value as it is.
func ReadRaw(v *json.RawMessage, d *Decoder) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	*v = json.RawMessage(append([]byte(nil), raw...))
	return nil
}

// ReadString reads a string.
func ReadString[T ~string](v *T, d *Decoder) error {
	text, err := Text(d)
	if err != nil {
		return err
	}
	*v = T(text)
	return nil
}

// ReadLenient reads a string, or a number as its text: identifiers are sent both ways.
func ReadLenient[T ~string](v *T, d *Decoder) error {
	if d.Next() != jx.Number {
		return ReadString(v, d)
	}
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	*v = T(raw)
	return nil
}

// Text reads a string without copying it: the result is good until the input is changed. Null is empty.
func Text(d *Decoder) ([]byte, error) {
	switch kind := d.Next(); kind {
	case jx.String:
		return d.StrBytes()
	case jx.Null:
		return nil, d.Null()
	default:
		return nil, unexpected(d, "a string", kind)
	}
}

// ReadBool reads a boolean.
func ReadBool[T ~bool](v *T, d *Decoder) error {
	switch kind := d.Next(); kind {
	case jx.Bool:
		b, err := d.Bool()
		*v = T(b)
		return err
	case jx.Null:
		*v = false
		return d.Null()
	default:
		return unexpected(d, "a boolean", kind)
	}
}

// ReadBytes reads base64. Other strings leave v nil, base64 that is not written as WriteBytes does sets it; both return an
// error that KeepWhole turns into a kept value.
func ReadBytes(v *[]byte, d *Decoder) error {
	*v = nil
	switch kind := d.Next(); kind {
	case jx.String:
		raw, err := d.Raw()
		if err != nil {
			return err
		}
		return readBase64(v, raw)
	case jx.Null:
		return d.Null()
	default:
		return unexpected(d, "a string", kind)
	}
}

func readBase64(v *[]byte, raw []byte) error {
	text, err := jx.DecodeBytes(raw).StrBytes()
	if err != nil {
		return err
	}
	decoded, err := base64.StdEncoding.AppendDecode([]byte{}, text)
	if err != nil {
		return &misfit{raw: raw, what: "base64"}
	}
	*v = decoded
	if base64.StdEncoding.EncodeToString(decoded) != string(raw[1:len(raw)-1]) {
		return &misfit{raw: raw, what: "base64", rounded: true}
	}
	return nil
}
