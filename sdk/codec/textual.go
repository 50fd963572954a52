package codec

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// textual reports whether values of a type are texts by methods of their own, as those of sdk.Date and uuid.UUID are.
func textual(goType reflect.Type) bool {
	if goType == timeType {
		return false // which is read without its methods
	}
	pointer := reflect.PointerTo(goType)
	return pointer.Implements(reflect.TypeFor[encoding.TextMarshaler]()) && pointer.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// methods reports whether a type that is noted has methods for its own JSON. A type without any is the caller's mistake, which the
// first test of the package meets.
func (n note) methods(goType reflect.Type) bool {
	if goType.Kind() == reflect.Pointer || !n.json && (!n.own || textual(goType)) {
		return false
	}
	pointer := reflect.PointerTo(goType)
	if !pointer.Implements(reflect.TypeFor[json.Marshaler]()) || !pointer.Implements(reflect.TypeFor[json.Unmarshaler]()) {
		panic(fmt.Sprintf("codec: %s has no methods MarshalJSON and UnmarshalJSON, nor MarshalText and UnmarshalText where it is a scalar", goType))
	}
	return true
}

// own is a type that writes and reads its values by methods.
type own struct {
	goType reflect.Type
	// marshal and unmarshal are the methods: of texts, or of JSON.
	marshal   func(v any) ([]byte, error)
	unmarshal func(v any, data []byte) error
	// kind is the JSON type of a text; 0 is any JSON.
	kind scan.Kind
}

// textShape is the shape of a type whose values are texts. With the note "literal" these are numbers in JSON, else strings.
func textShape(goType reflect.Type, n note) shape {
	o := &own{goType: goType, kind: scan.String,
		marshal:   func(v any) ([]byte, error) { return v.(encoding.TextMarshaler).MarshalText() },
		unmarshal: func(v any, data []byte) error { return v.(encoding.TextUnmarshaler).UnmarshalText(data) }}
	if n.literal {
		o.kind = scan.Number
	}
	return misfitting(shape{read: o.read, write: o.write})
}

// jsonShape is the shape of a type that reads and writes its own JSON.
func jsonShape(goType reflect.Type) shape {
	o := &own{goType: goType,
		marshal:   func(v any) ([]byte, error) { return v.(json.Marshaler).MarshalJSON() },
		unmarshal: func(v any, data []byte) error { return v.(json.Unmarshaler).UnmarshalJSON(data) }}
	return misfitting(shape{read: o.read, write: o.write})
}

// read reads a value. One that the type refuses leaves it zero, one that it writes otherwise sets it; both return an error that
// keepMisfit turns into a kept value.
func (o *own) read(p unsafe.Pointer, d *decoder) error {
	v := valueAt(o.goType, p)
	v.SetZero()
	kind, start := d.Kind(), d.Scanner
	if kind == scan.Null && o.kind != 0 {
		return d.Null()
	}
	if o.kind != 0 && kind != o.kind {
		return unexpected(d, map[scan.Kind]string{scan.String: "a string", scan.Number: "a number"}[o.kind], kind)
	}
	data, err := o.data(d)
	if err != nil {
		return err
	}
	data = append([]byte(nil), data...) // a type may keep what it is given
	err = o.unmarshal(v.Addr().Interface(), data)
	if err == nil && o.same(v, data) {
		return nil
	}
	if err != nil {
		v.SetZero()
	}
	d.Scanner = start
	raw, rawErr := d.Raw()
	if rawErr != nil {
		return rawErr
	}
	return &misfit{raw: raw, what: o.goType.Name(), rounded: err == nil}
}

// data is a value as the type's methods take it.
func (o *own) data(d *decoder) ([]byte, error) {
	if o.kind == scan.String {
		return d.Text()
	}
	return d.Raw()
}

// same reports whether the type writes a value as it was.
func (o *own) same(v reflect.Value, data []byte) bool {
	again, err := o.marshal(v.Addr().Interface())
	if err == nil && o.kind == 0 {
		return sameJSON(data, again)
	}
	return err == nil && string(again) == string(data)
}

// sameJSON reports whether two texts are the same JSON but for white space.
func sameJSON(a, b []byte) bool {
	var left, right bytes.Buffer
	return json.Compact(&left, a) == nil && json.Compact(&right, b) == nil && bytes.Equal(left.Bytes(), right.Bytes())
}

// write appends what the type's methods say. Their error ends the writing; a zero value that they do not write is null.
func (o *own) write(b []byte, key string, p unsafe.Pointer) []byte {
	v := valueAt(o.goType, p)
	data, err := o.marshal(v.Addr().Interface())
	switch {
	case err != nil && v.IsZero():
		return appendNull(b, key)
	case err != nil:
	case o.kind == scan.String:
		return appendString(b, key, string(data))
	case !scan.Valid(data) || o.kind == scan.Number && !isLiteral(data):
		err = fmt.Errorf("it writes %q", data)
	}
	if err != nil {
		panic(unreadable{fmt.Errorf("a %s has no JSON: %w", o.goType, err)})
	}
	return appendRaw(b, key, data)
}

// literalShape is the shape of strings that are the text of a number in JSON.
func literalShape() shape {
	return shapeOf(readLiteral, appendLiteral)
}

func readLiteral(v *string, d *decoder) error {
	*v = ""
	raw, err := number(d)
	if err == nil {
		*v = d.text(raw)
	}
	return err
}

// appendLiteral appends a number's text, and null where there is none. What is no number is a string, which the server refuses.
func appendLiteral(b []byte, key string, v string) []byte {
	if v == "" {
		return appendNull(b, key)
	}
	if isLiteral([]byte(v)) {
		return append(append(append(b, key...), v...), ',')
	}
	return appendString(b, key, v)
}

// isLiteral reports whether a text is a JSON number.
func isLiteral(text []byte) bool {
	return len(text) > 0 && (text[0] == '-' || text[0] >= '0' && text[0] <= '9') && scan.Valid(text)
}
