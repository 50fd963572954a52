package codec

import (
	"reflect"
	"unsafe"
)

// What follows is how Go lays out interfaces and slices. Package reflect can do without knowing it, and takes several times
// as long. TestLayout holds it against reflect.

// words are an interface: what tells the type, and the pointer that it holds.
type words struct{ table, data unsafe.Pointer }

// slice is a slice.
type slice struct {
	first        unsafe.Pointer
	length, room int
}

// valueAt is what a pointer points to, for package reflect. sample is any pointer of the type.
func valueAt(sample any, p unsafe.Pointer) reflect.Value {
	(*words)(unsafe.Pointer(&sample)).data = p
	return reflect.ValueOf(sample).Elem()
}

// sampleOf is a pointer to a type, for valueAt.
func sampleOf(goType reflect.Type) any { return reflect.Zero(reflect.PointerTo(goType)).Interface() }
