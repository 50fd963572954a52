package codec

import (
	"reflect"
	"unsafe"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// misfits reports whether a JSON value of the right type may not fit the Go type. A declared slice or map holds what fits.
func misfits(goType reflect.Type, n note) bool {
	kind := goType.Kind()
	if goType == timeType || isNumber(kind) || textual(goType) || n.methods(goType) {
		return true
	}
	switch kind {
	case reflect.Pointer:
		return misfits(goType.Elem(), n)
	case reflect.Slice:
		return goType.Name() == "" && (goType.Elem().Kind() == reflect.Uint8 || misfits(goType.Elem(), n.ofItems()))
	case reflect.Map:
		return goType.Name() == "" && misfits(goType.Elem(), n.ofItems())
	default:
		return false
	}
}

// lists makes the shape of a slice or map of its functions.
func lists(goType reflect.Type, n note, s shape) shape {
	if goType.Name() == "" {
		s.misfits = misfits(goType, n)
		s.whole = s.misfits
		return s
	}
	read := s.read
	s.read = func(p unsafe.Pointer, d *decoder) error { return nearest(read(p, d)) }
	return s
}

// slice is the shape of an array: null is nil, an empty one is empty. Nil is written as an empty one.
func (b *builder) slice(goType reflect.Type, n note) shape {
	if goType.Elem().Kind() == reflect.Uint8 {
		return bytesShape()
	}
	s := &sliceOf{room: roomOf(goType), elem: b.element(goType.Elem(), n.ofItems()), size: goType.Elem().Size()}
	return lists(goType, n, shape{read: s.read, write: s.write})
}

// sliceOf reads and writes slices of a type.
type sliceOf struct {
	room room
	elem *shape
	size uintptr
}

// element is the shape of an array's or a map's element. What can be nil is null then, if the note says that null is one.
func (b *builder) element(elemType reflect.Type, n note) *shape {
	elem := b.shape(elemType, n.ofType())
	if !n.null {
		return elem
	}
	isNil := isNil(elemType)
	read := func(p unsafe.Pointer, d *decoder) error { return elem.read(p, d) } // elem may still be in the making
	return &shape{read: read, misfits: elem.misfits, write: func(b []byte, key string, p unsafe.Pointer) []byte {
		if isNil(p) {
			return appendNull(b, key)
		}
		return elem.write(b, key, p)
	}}
}

// smallElement is the size up to which the first elements of a slice get room together.
const smallElement, smallRoom = 16, 4

func (s *sliceOf) read(p unsafe.Pointer, d *decoder) error {
	there, more, err := elementsOf(d)
	if !more {
		s.room.clear(p, there)
		return err
	}
	err = s.elements(p, d)
	if nearest(err) != nil {
		s.room.clear(p, false)
	}
	return err
}

// elements reads the elements up to the bracket. Its error is that of an element that has been rounded, if there is no other.
func (s *sliceOf) elements(p unsafe.Pointer, d *decoder) (less error) {
	s.room.clear(p, false)
	var first unsafe.Pointer
	n, room := 0, 0
	for more := true; more; n++ {
		if n == room {
			first, room = s.room.grow(p, n, s.more(n))
		}
		if err := d.step(); err != nil {
			return err
		}
		err := s.elem.read(unsafe.Add(first, uintptr(n)*s.size), d)
		if rounded(err) {
			less, err = err, nil
		}
		if err != nil {
			return atIndex(err, n)
		}
		if more, err = d.More(']'); err != nil {
			return err
		}
	}
	s.room.cut(p, n)
	return less
}

// more is for how many more elements there must be room.
func (s *sliceOf) more(n int) int {
	if n == 0 && s.size <= smallElement {
		return smallRoom
	}
	return 1
}

func (s *sliceOf) write(b []byte, key string, p unsafe.Pointer) []byte {
	b = open(b, key, "[")
	first, n := s.room.all(p)
	for i := range uintptr(n) {
		b = s.elem.write(b, "", unsafe.Add(first, i*s.size))
	}
	return closing(b, ']')
}

// elementsOf begins an array. It is not there where it is null, or where there is an error; more reports whether it has
// elements.
func elementsOf(d *decoder) (there, more bool, err error) {
	switch kind := d.Kind(); kind {
	case scan.Array:
		more, err = d.Enter('[', ']')
		return err == nil, more && err == nil, err
	case scan.Null:
		return false, false, d.Null()
	default:
		return false, false, unexpected(d, "an array", kind)
	}
}
