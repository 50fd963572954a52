package codec

import (
	"encoding/base64"
	"encoding/json"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// isNull consumes a null and reports whether there was one. What only begins like one stays where it is.
func isNull(d *decoder) bool { return d.Next() == 'n' && d.Passes("null") }

// fieldsOf begins an object. It is not there where it is null, or where there is an error; more reports whether it has
// properties.
func fieldsOf(d *decoder) (there, more bool, err error) {
	switch kind := d.Kind(); kind {
	case scan.Object:
		more, err = d.Enter('{', '}')
		return err == nil, more && err == nil, err
	case scan.Null:
		return false, false, d.Null()
	default:
		return false, false, unexpected(d, "an object", kind)
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
	if d.Kind() != scan.Number {
		return readString(v, d)
	}
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	*v = d.text(raw)
	return nil
}

// text reads a string without copying it: the result is good until the next one is read. Null is empty.
func text(d *decoder) ([]byte, error) {
	switch d.Next() {
	case '"':
		return d.Text()
	case 'n':
		return nil, d.Null()
	default:
		return nil, unexpected(d, "a string", d.Kind())
	}
}

func textOf(d *decoder, kind scan.Kind) ([]byte, error) {
	if kind != scan.String {
		return nil, unexpected(d, "a string", kind)
	}
	return d.Text()
}

// readBool reads a boolean.
func readBool(v *bool, d *decoder) error {
	switch kind := d.Kind(); kind {
	case scan.Bool:
		b, err := d.Bool()
		*v = b
		return err
	case scan.Null:
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
	switch kind := d.Kind(); kind {
	case scan.String:
		raw, err := d.Raw()
		if err != nil {
			return err
		}
		return readBase64(v, raw)
	case scan.Null:
		return d.Null()
	default:
		return unexpected(d, "a string", kind)
	}
}

func readBase64(v *[]byte, raw []byte) error {
	of := scan.Of(raw)
	text, err := of.Text()
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
