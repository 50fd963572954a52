package codec

import (
	"errors"
	"slices"

	"github.com/go-faster/jx"
)

// Tag looks ahead in an object for the property that tells a union's variants apart and returns its text: a string's
// own, the JSON of anything else. It is nil where the property is missing or null. The decoder stays where it is.
func Tag(d *Decoder, name string) (tag []byte, err error) {
	if kind := d.Next(); kind != jx.Object {
		return nil, unexpected(d, "an object", kind)
	}
	err = d.Capture(func(*jx.Decoder) error {
		fields, err := d.ObjIter()
		if err != nil {
			return err
		}
		for fields.Next() {
			if string(fields.Key()) == name {
				tag, err = tagText(d)
				return err
			}
			if err := d.Skip(); err != nil {
				return At(err, fields.Key())
			}
		}
		return fields.Err()
	})
	return tag, err
}

func tagText(d *Decoder) ([]byte, error) {
	switch d.Next() {
	case jx.String:
		return d.StrBytes()
	case jx.Null:
		return nil, d.Null()
	default:
		return d.Raw()
	}
}

// KindOf is the JSON type of the next value. The constants are what generated code compares it to.
func KindOf(d *Decoder) jx.Type { return d.Next() }

// The JSON types.
const (
	KindString = jx.String
	KindNumber = jx.Number
	KindBool   = jx.Bool
	KindArray  = jx.Array
	KindObject = jx.Object
)

// OnlyProperty looks ahead in an object for the one of several properties that it has, and returns "" where it has none
// or more than one of them. The decoder stays where it is.
func OnlyProperty(d *Decoder, names ...string) (found string, err error) {
	found, _, err = CountProperties(d, names...)
	return found, err
}

// CountProperties looks ahead in an object for several properties, and returns how many of them it has, and which if that
// is one. The decoder stays where it is.
func CountProperties(d *Decoder, names ...string) (found string, count int, err error) {
	if kind := d.Next(); kind != jx.Object {
		return "", 0, unexpected(d, "an object", kind)
	}
	err = d.Capture(func(*jx.Decoder) error {
		fields, err := d.ObjIter()
		if err != nil {
			return err
		}
		for fields.Next() {
			if i := slices.Index(names, string(fields.Key())); i >= 0 {
				found, count = names[i], count+1
			}
			if err := d.Skip(); err != nil {
				return At(err, fields.Key())
			}
		}
		return fields.Err()
	})
	if count != 1 {
		found = ""
	}
	return found, count, err
}

// ReadVariant reads a variant that is no object and may not fit: kept is its JSON where it does not.
func ReadVariant[T any](v *T, kept *string, d *Decoder, read Reader[T]) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	*kept = ""
	err = read(v, NewDecoder(raw))
	var m *misfit
	if errors.As(err, &m) {
		*kept = string(raw)
		return nil
	}
	return err
}
