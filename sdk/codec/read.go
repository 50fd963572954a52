package codec

import (
	"encoding/base64"
	"encoding/json"

	"github.com/go-faster/jx"
)

// isNull consumes a null and reports whether there was one. What only begins like one stays where it is.
func isNull(d *decoder) bool {
	return d.Next() == jx.Null && d.Capture((*jx.Decoder).Null) == nil && d.Null() == nil
}

// fieldsOf begins an object. There are none where it is null, or where there is an error.
func fieldsOf(d *decoder) (fields jx.ObjIter, some bool, err error) {
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

// readRaw reads any value as it is.
func readRaw(v *json.RawMessage, d *decoder) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	*v = json.RawMessage(append([]byte(nil), raw...))
	return nil
}

// readString reads a string.
func readString(v *string, d *decoder) error {
	text, err := text(d)
	if err != nil {
		return err
	}
	*v = d.text(text)
	return nil
}

// readLenient reads a string, or a number as its text: identifiers are sent both ways.
func readLenient(v *string, d *decoder) error {
	if d.Next() != jx.Number {
		return readString(v, d)
	}
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	*v = d.text(raw)
	return nil
}

// text reads a string without copying it: the result is good until the input is changed. Null is empty.
func text(d *decoder) ([]byte, error) {
	start := d.Decoder
	raw, err := d.StrBytes()
	if err == nil {
		return raw, nil
	}
	d.Decoder = start
	kind := d.Next()
	if kind == jx.Null {
		return nil, d.Null()
	}
	return textOf(d, kind)
}

func textOf(d *decoder, kind jx.Type) ([]byte, error) {
	if kind != jx.String {
		return nil, unexpected(d, "a string", kind)
	}
	return d.StrBytes()
}

// readBool reads a boolean.
func readBool(v *bool, d *decoder) error {
	switch kind := d.Next(); kind {
	case jx.Bool:
		b, err := d.Bool()
		*v = b
		return err
	case jx.Null:
		*v = false
		return d.Null()
	default:
		return unexpected(d, "a boolean", kind)
	}
}

// readBytes reads base64. Other strings leave v nil, base64 that is not written as appendBytes does sets it; both return an
// error that keepWhole turns into a kept value.
func readBytes(v *[]byte, d *decoder) error {
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
