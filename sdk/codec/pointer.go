package codec

import (
	"reflect"
	"unsafe"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// pointer is the shape of a value that may be absent: nil is null.
func (b *builder) pointer(goType reflect.Type, n note) shape {
	elem := b.shape(goType.Elem(), n)
	read := readOptional(goType.Elem(), elem)
	if goType.Elem().Kind() == reflect.String && !n.number {
		read = func(p unsafe.Pointer, d *decoder) error { return optionalString((**string)(p), d, elem.known) }
	}
	return shape{misfits: misfits(goType.Elem()), read: read, write: func(b []byte, key string, p unsafe.Pointer) []byte {
		if p = *(*unsafe.Pointer)(p); p == nil {
			return appendNull(b, key)
		}
		return elem.write(b, key, p)
	}}
}

func readOptional(elemType reflect.Type, elem *shape) func(unsafe.Pointer, *decoder) error {
	return func(p unsafe.Pointer, d *decoder) error {
		*(*unsafe.Pointer)(p) = nil
		if isNull(d) {
			return nil
		}
		v := reflect.New(elemType).UnsafePointer()
		err := elem.read(v, d)
		if nearest(err) == nil {
			*(*unsafe.Pointer)(p) = v
		}
		return err
	}
}

// optionalString reads a string that may be absent. Such strings live side by side.
func optionalString(p **string, d *decoder, known *interned) error {
	*p = nil
	kind := d.Kind()
	if kind == scan.Null {
		return d.Null()
	}
	raw, err := textOf(d, kind)
	if err == nil {
		*p = d.pointer(known.text(d, raw))
	}
	return err
}
