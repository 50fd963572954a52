package codec

import (
	"reflect"
	"unsafe"

	"github.com/go-faster/jx"
)

// misfits reports whether a JSON value of the right type may not fit the Go type. A declared slice or map holds what fits.
func misfits(goType reflect.Type) bool {
	switch goType.Kind() {
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Float32, reflect.Float64:
		return true
	case reflect.Struct:
		return goType == timeType
	case reflect.Pointer:
		return misfits(goType.Elem())
	case reflect.Slice:
		return goType.Name() == "" && (goType.Elem().Kind() == reflect.Uint8 || misfits(goType.Elem()))
	case reflect.Map:
		return goType.Name() == "" && misfits(goType.Elem())
	default:
		return false
	}
}

// lists makes the shape of a slice or map of its functions.
func lists(goType reflect.Type, s shape) shape {
	if goType.Name() == "" {
		s.misfits = misfits(goType)
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
	s := &sliceOf{goType: goType, empty: reflect.MakeSlice(goType, 0, 0), elem: b.element(goType.Elem(), n.ofItems()), size: goType.Elem().Size()}
	return lists(goType, shape{read: s.read, write: s.write})
}

// sliceOf reads and writes slices of a type.
type sliceOf struct {
	goType reflect.Type
	empty  reflect.Value
	elem   *shape
	size   uintptr
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
	items := valueAt(s.goType, p)
	items.SetZero()
	e := elementsOf(d)
	if !e.some {
		return e.err
	}
	var first unsafe.Pointer
	for n, room := 0, 0; e.next(); n++ {
		if n == room {
			first, room = s.grow(items, n)
		}
		if err := d.step(); err != nil {
			e.err, e.some = err, false
			break
		}
		items.SetLen(n + 1)
		e.read(s.elem.read(unsafe.Add(first, uintptr(n)*s.size), d), n)
	}
	switch {
	case !e.some:
		items.SetZero()
		return e.err
	case first == nil:
		items.Set(s.empty)
	}
	return e.less
}

// grow makes room for more elements than n, as append does.
func (s *sliceOf) grow(items reflect.Value, n int) (first unsafe.Pointer, room int) {
	more := 1
	if n == 0 && s.size <= smallElement {
		more = smallRoom
	}
	items.Grow(more)
	return items.UnsafePointer(), items.Cap()
}

func (s *sliceOf) write(b []byte, key string, p unsafe.Pointer) []byte {
	b = open(b, key, "[")
	items := valueAt(s.goType, p)
	first := items.UnsafePointer()
	for i := range uintptr(items.Len()) {
		b = s.elem.write(b, "", unsafe.Add(first, i*s.size))
	}
	return closing(b, ']')
}

// elements are those of an array.
type elements struct {
	iter jx.ArrIter
	// some is false where there is no array, or only the beginning of one.
	some bool
	err  error
	// less is the error of an element that has been rounded.
	less error
}

func elementsOf(d *decoder) (e elements) {
	switch kind := d.Next(); kind {
	case jx.Array:
		e.iter, e.err = d.ArrIter()
		e.some = e.err == nil
	case jx.Null:
		e.err = d.Null()
	default:
		e.err = unexpected(d, "an array", kind)
	}
	return e
}

// next reports whether there is another element to read.
func (e *elements) next() bool {
	if e.some && e.iter.Next() {
		return true
	}
	if err := e.iter.Err(); err != nil && e.some {
		e.err, e.some = err, false
	}
	return false
}

// read takes what came of reading an element.
func (e *elements) read(err error, index int) {
	switch {
	case err == nil:
	case rounded(err):
		e.less = err
	default:
		e.err, e.some = atIndex(err, index), false
	}
}
