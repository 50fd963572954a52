package codec

import (
	"encoding/json"
	"reflect"
	"slices"
	"unsafe"
)

// room is the room that slices of a type have for elements.
type room interface {
	// clear makes a slice nil or empty.
	clear(p unsafe.Pointer, empty bool)
	// grow makes room for more elements behind the first n, as append does, and returns where the first element is and for how
	// many there is room.
	grow(p unsafe.Pointer, n, more int) (first unsafe.Pointer, total int)
	// cut leaves the first n elements, for which there is room.
	cut(p unsafe.Pointer, n int)
	// all is where the first element is, and how many there are.
	all(p unsafe.Pointer) (first unsafe.Pointer, n int)
}

// roomOf knows the usual slices by their types, which takes a fraction of the time that reflection does. Of slices of unions,
// the functions for each would be a large part of a program that uses few of them.
func roomOf(goType reflect.Type) room {
	switch goType.Elem() {
	case reflect.TypeFor[string]():
		return roomFor[string]{}
	case reflect.TypeFor[int]():
		return roomFor[int]{}
	case reflect.TypeFor[int64]():
		return roomFor[int64]{}
	case reflect.TypeFor[float64]():
		return roomFor[float64]{}
	case reflect.TypeFor[json.RawMessage]():
		return roomFor[json.RawMessage]{}
	default:
		return reflectedRoom{goType: goType, empty: reflect.MakeSlice(goType, 0, 0)}
	}
}

// roomFor is the room for elements of a type that is known here.
type roomFor[T any] struct{}

func (roomFor[T]) clear(p unsafe.Pointer, empty bool) {
	if *(*[]T)(p) = nil; empty {
		*(*[]T)(p) = []T{}
	}
}

func (roomFor[T]) grow(p unsafe.Pointer, n, more int) (first unsafe.Pointer, total int) {
	items := slices.Grow((*(*[]T)(p))[:n], more)
	*(*[]T)(p) = items
	return unsafe.Pointer(unsafe.SliceData(items)), cap(items)
}

func (roomFor[T]) cut(p unsafe.Pointer, n int) { *(*[]T)(p) = (*(*[]T)(p))[:n] }

func (roomFor[T]) all(p unsafe.Pointer) (first unsafe.Pointer, n int) {
	items := *(*[]T)(p)
	return unsafe.Pointer(unsafe.SliceData(items)), len(items)
}

// reflectedRoom is the room of any other slices.
type reflectedRoom struct {
	goType reflect.Type
	empty  reflect.Value
}

func (r reflectedRoom) clear(p unsafe.Pointer, empty bool) {
	if items := valueAt(r.goType, p); empty {
		items.Set(r.empty)
	} else {
		items.SetZero()
	}
}

func (r reflectedRoom) grow(p unsafe.Pointer, n, more int) (first unsafe.Pointer, total int) {
	items := valueAt(r.goType, p)
	items.SetLen(n)
	items.Grow(more)
	return items.UnsafePointer(), items.Cap()
}

func (r reflectedRoom) cut(p unsafe.Pointer, n int) { valueAt(r.goType, p).SetLen(n) }

func (r reflectedRoom) all(p unsafe.Pointer) (first unsafe.Pointer, n int) {
	items := valueAt(r.goType, p)
	return items.UnsafePointer(), items.Len()
}
