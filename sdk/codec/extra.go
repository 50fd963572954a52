package codec

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Object is an empty object of the generated package: its methods, and what it keeps.
type Object struct {
	Decode func(*Decoder) error
	Encode Append
	Extra  *map[string]json.RawMessage
}

// Restore replaces a property that has been written from start on, or left out, by what was kept in its place, if its
// field still has the value that reading gave it. Whether it has, an empty object of the same type tells: it reads what
// was kept, and writes it as the field.
func Restore(b []byte, start int, name string, extra map[string]json.RawMessage, empty func() Object) []byte {
	kept, found := extra[name]
	if !found {
		return b
	}
	written := valueOf(objectOf(b[start:]), name)
	if !bytes.Equal(written, valueOf(reread(name, kept, empty()), name)) {
		return b
	}
	return appendKept(b[:start], name, kept)
}

// objectOf makes an object of a property.
func objectOf(property []byte) []byte {
	return slices.Concat([]byte{'{'}, bytes.TrimSuffix(property, []byte{','}), []byte{'}'})
}

// reread is how an empty object is written after reading a kept value.
func reread(name string, kept json.RawMessage, empty Object) []byte {
	_ = empty.Decode(NewDecoder(objectOf(appendKept(nil, name, kept)))) // what it cannot read, it leaves empty
	*empty.Extra = nil
	return Bytes(empty.Encode)
}

// valueOf is the value of an object's property as it is written, nil where there is none.
func valueOf(object []byte, name string) (value []byte) {
	d := NewDecoder(object)
	fields, err := d.ObjIter()
	for err == nil && fields.Next() {
		if string(fields.Key()) == name {
			value, err = d.Raw()
		} else {
			err = d.Skip()
		}
	}
	return value
}

// AppendExtra appends what extra holds besides the known properties, in the order of their names.
func AppendExtra(b []byte, extra map[string]json.RawMessage, known ...string) []byte {
	for _, name := range Keys(extra) {
		if !slices.Contains(known, name) {
			b = appendKept(b, name, extra[name])
		}
	}
	return b
}

func appendKept(b []byte, name string, raw json.RawMessage) []byte {
	return AppendRaw(AppendName(b, name), "", raw)
}

// RestoreVariant replaces a value that has been written from start on by what was kept for it, if it is still what
// reading gave: was is what that is written as.
func RestoreVariant(b []byte, start int, key, kept string, was []byte) []byte {
	if !bytes.Equal(b[start:], was) {
		return b
	}
	return append(append(append(b[:start], key...), kept...), ',')
}
