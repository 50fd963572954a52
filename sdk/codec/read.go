package codec

import (
	"encoding/base64"
	"encoding/json"

	"github.com/go-faster/jx"
)

// Reader reads a value into v. It is what the generated decode methods and the Read functions of this package are.
type Reader[T any] = func(v *T, d *Decoder) error

// Null consumes a null and reports whether there was one. What only begins like one stays where it is.
func Null(d *Decoder) bool {
	return d.Next() == jx.Null && d.Capture((*jx.Decoder).Null) == nil && d.Null() == nil
}

// Fields begins an object. There are none where it is null, or where there is an error.
func Fields(d *Decoder) (fields jx.ObjIter, some bool, err error) {
	switch kind := d.Next(); kind {
	case jx.Object:
		fields, err = d.ObjIter()
		return fields, err == nil, err
	case jx.Null:
		return fields, false, d.Null()
	default:
		return fields, false, unexpected(d, "an object", kind)
	}
}

// Optional reads a value that may be absent: null is nil.
func Optional[T any](p **T, d *Decoder, read Reader[T]) error {
	*p = nil
	if Null(d) {
		return nil
	}
	v := new(T)
	err := read(v, d)
	if Nearest(err) == nil {
		*p = v
	}
	return err
}

// OptionalString is Optional for strings.
func OptionalString(p **string, d *Decoder) error {
	*p = nil
	kind := d.Next()
	if kind == jx.Null {
		return d.Null()
	}
	text, err := textOf(d, kind)
	if err == nil {
		*p = d.pointer(d.text(text))
	}
	return err
}

// Array reads an array: null is nil, an empty one is empty.
func Array[T any](p *[]T, d *Decoder, read Reader[T]) error {
	*p = nil
	e := elementsOf(d)
	if !e.some {
		return e.err
	}
	items := []T{}
	for e.next() {
		var zero T
		items = append(items, zero)
		e.read(read(&items[len(items)-1], d), len(items)-1)
	}
	if !e.some {
		return e.err
	}
	*p = items
	return e.less
}

// elements are those of an array. It is not generic, which spares each generated package a copy for each type.
type elements struct {
	iter jx.ArrIter
	// some is false where there is no array, or only the beginning of one.
	some bool
	err  error
	// less is the error of an element that has been rounded.
	less error
}

func elementsOf(d *Decoder) (e elements) {
	switch kind := d.Next(); kind {
	case jx.Array:
		e.iter, e.err = d.ArrIter()
		e.some = e.err == nil
	case jx.Null:
		e.err = d.Null()
	default:
		e.err = unexpected(d, "an array", kind)
	}
	return e
}

// next tells whether there is another element to read.
func (e *elements) next() bool {
	if e.some && e.iter.Next() {
		return true
	}
	if err := e.iter.Err(); err != nil && e.some {
		e.err, e.some = err, false
	}
	return false
}

// read takes what came of reading an element.
func (e *elements) read(err error, index int) {
	switch {
	case err == nil:
	case rounded(err):
		e.less = err
	default:
		e.err, e.some = atIndex(err, index), false
	}
}

// Map reads an object whose keys are free: null is nil.
func Map[T any](p *map[string]T, d *Decoder, read Reader[T]) error {
	*p = nil
	fields, some, err := Fields(d)
	if !some {
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
		values[d.text(fields.Key())] = v
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
func ReadString(v *string, d *Decoder) error {
	text, err := Text(d)
	if err != nil {
		return err
	}
	*v = d.text(text)
	return nil
}

// ReadLenient reads a string, or a number as its text: identifiers are sent both ways.
func ReadLenient(v *string, d *Decoder) error {
	if d.Next() != jx.Number {
		return ReadString(v, d)
	}
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	*v = d.text(raw)
	return nil
}

// Text reads a string without copying it: the result is good until the input is changed. Null is empty.
func Text(d *Decoder) ([]byte, error) {
	kind := d.Next()
	if kind == jx.Null {
		return nil, d.Null()
	}
	return textOf(d, kind)
}

func textOf(d *Decoder, kind jx.Type) ([]byte, error) {
	if kind != jx.String {
		return nil, unexpected(d, "a string", kind)
	}
	return d.StrBytes()
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
