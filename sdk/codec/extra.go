package codec

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
)

// restore replaces a property that has been written from start on, or left out, by what was kept in its place, if its
// field still has the value that reading gave it. Whether it has, an empty object of the same type tells: it reads what
// was kept, and writes it as the field.
func (o *object) restore(b []byte, start int, name string, kept json.RawMessage) []byte {
	written := valueOf(objectOf(b[start:]), name)
	if !bytes.Equal(written, valueOf(o.reread(name, kept), name)) {
		return b
	}
	return appendKept(b[:start], name, kept)
}

// objectOf makes an object of a property.
func objectOf(property []byte) []byte {
	return slices.Concat([]byte{'{'}, bytes.TrimSuffix(property, []byte{','}), []byte{'}'})
}

// reread is how an empty object is written after reading a kept value.
func (o *object) reread(name string, kept json.RawMessage) []byte {
	empty := reflect.New(o.goType).UnsafePointer()
	_ = o.read(empty, newDecoder(objectOf(appendKept(nil, name, kept)))) // what it cannot read, it leaves empty
	*o.extras(empty) = nil
	return written(func(b []byte) []byte { return o.write(b, "", empty) })
}

// valueOf is the value of an object's property as it is written, nil where there is none.
func valueOf(object []byte, name string) (value []byte) {
	_ = eachProperty(object, func(key, raw []byte) error {
		if string(key) == name {
			value = raw
		}
		return nil
	})
	return value
}

// appendExtra appends what extra holds besides the known properties, in the order of their names.
func appendExtra(b []byte, extra map[string]json.RawMessage, known map[string]int) []byte {
	for _, name := range keys(extra) {
		if _, is := known[name]; !is {
			b = appendValid(appendName(b, name), "", extra[name])
		}
	}
	return b
}

func appendKept(b []byte, name string, raw json.RawMessage) []byte {
	return appendRaw(appendName(b, name), "", raw)
}
