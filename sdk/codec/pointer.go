package codec

import (
	"reflect"
	"time"
	"unsafe"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// pointer is the shape of a value that may be absent: nil is null.
func (b *builder) pointer(goType reflect.Type, n note) shape {
	elem := b.shape(goType.Elem(), n)
	read := readOptional(goType.Elem(), elem)
	if goType.Elem().Kind() == reflect.String && n.ofType() == (note{}) && !textual(goType.Elem()) {
		read = func(p unsafe.Pointer, d *decoder) error { return optionalString((**string)(p), d, elem.known) }
	}
	return shape{misfits: misfits(goType.Elem(), n), read: read, write: func(b []byte, key string, p unsafe.Pointer) []byte {
		if p = *(*unsafe.Pointer)(p); p == nil {
			return appendNull(b, key)
		}
		return elem.write(b, key, p)
	}}
}

func readOptional(elemType reflect.Type, elem *shape) func(unsafe.Pointer, *decoder) error {
	made := newOf(elemType)
	return func(p unsafe.Pointer, d *decoder) error {
		*(*unsafe.Pointer)(p) = nil
		if isNull(d) {
			return nil
		}
		v := made()
		err := elem.read(v, d)
		if nearest(err) == nil {
			*(*unsafe.Pointer)(p) = v
		}
		return err
	}
}

// newOf returns how a value of a type is made: the usual ones without reflection.
func newOf(goType reflect.Type) func() unsafe.Pointer {
	switch goType {
	case reflect.TypeFor[bool]():
		return made[bool]
	case reflect.TypeFor[int]():
		return made[int]
	case reflect.TypeFor[int32]():
		return made[int32]
	case reflect.TypeFor[int64]():
		return made[int64]
	case reflect.TypeFor[float64]():
		return made[float64]
	case timeType:
		return made[time.Time]
	default:
		return func() unsafe.Pointer { return reflect.New(goType).UnsafePointer() }
	}
}

func made[T any]() unsafe.Pointer { return unsafe.Pointer(new(T)) }

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
