package codec

import (
	"slices"

	"github.com/go-faster/jx"
)

// tag looks ahead in an object for the property that tells a union's variants apart and returns its text: a string's
// own, the JSON of anything else. It is nil where the property is missing or null. The decoder stays where it is.
func tag(d *decoder, name string) (text []byte, err error) {
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
				text, err = tagText(d)
				return err
			}
			if err := d.Skip(); err != nil {
				return at(err, fields.Key())
			}
		}
		return fields.Err()
	})
	return text, err
}

func tagText(d *decoder) ([]byte, error) {
	switch d.Next() {
	case jx.String:
		return d.StrBytes()
	case jx.Null:
		return nil, d.Null()
	default:
		return d.Raw()
	}
}

// countProperties looks ahead in an object for several properties, and returns how many of them it has, and which if that
// is one. The decoder stays where it is.
func countProperties(d *decoder, names ...string) (found string, count int, err error) {
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
				return at(err, fields.Key())
			}
		}
		return fields.Err()
	})
	if count != 1 {
		found = ""
	}
	return found, count, err
}
