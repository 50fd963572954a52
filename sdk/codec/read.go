package codec

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/go-faster/jx"
)

// Decoder reads JSON tokens.
type Decoder = jx.Decoder

// Reader reads a value into v. It is what the generated decode methods and the Read functions of this package are.
type Reader[T any] = func(v *T, d *Decoder) error

// Unmarshal reads data, which must be exactly one JSON value, into v.
func Unmarshal[T any](data []byte, v *T, read Reader[T]) error {
	d := jx.DecodeBytes(data)
	if err := read(v, d); err != nil {
		return asDecodeError(err)
	}
	if err := d.Skip(); !atEnd(err) {
		return &DecodeError{err: errors.New("unexpected data after the JSON value")}
	}
	return nil
}

func atEnd(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// Null consumes a null and reports whether there was one.
func Null(d *Decoder) bool {
	return d.Next() == jx.Null && d.Null() == nil
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
	if err := read(v, d); err != nil {
		// A number that is only less exact than what came is a value all the same.
		if inexact(err) {
			*p = v
		}
		return err
	}
	*p = v
	return nil
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
	for elements.Next() {
		var zero T
		items = append(items, zero)
		if err := read(&items[len(items)-1], d); err != nil {
			return atIndex(err, len(items)-1)
		}
	}
	*p = items
	return elements.Err()
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
	for fields.Next() {
		var v T
		if err := read(&v, d); err != nil {
			return At(err, fields.Key())
		}
		values[string(fields.Key())] = v
	}
	*p = values
	return fields.Err()
}

// Extra reads a property that the document does not know into extra.
func Extra[T any](extra *map[string]T, key []byte, d *Decoder, read Reader[T]) error {
	var v T
	if err := read(&v, d); err != nil {
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
		return d.Null()
	default:
		return unexpected(d, "a boolean", kind)
	}
}

// ReadBytes reads base64. Other strings leave v and return an error that KeepWhole turns into a kept value.
func ReadBytes(v *[]byte, d *Decoder) error {
	switch kind := d.Next(); kind {
	case jx.String:
		raw, err := d.Raw()
		if err != nil {
			return err
		}
		b, err := jx.DecodeBytes(raw).Base64()
		if err != nil {
			return &misfit{raw: raw}
		}
		*v = b
		return nil
	case jx.Null:
		*v = nil
		return d.Null()
	default:
		return unexpected(d, "a string", kind)
	}
}
