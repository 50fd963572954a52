package codec

import (
	"reflect"
	"unsafe"
)

// valueAt is what a pointer to a type points to, for package reflect.
func valueAt(goType reflect.Type, p unsafe.Pointer) reflect.Value {
	return reflect.NewAt(goType, p).Elem()
}

// isNil returns how a value of a type that has a nil is looked at for it; nil for other types.
func isNil(goType reflect.Type) func(p unsafe.Pointer) bool {
	switch goType.Kind() {
	case reflect.Pointer:
		return func(p unsafe.Pointer) bool { return *(*unsafe.Pointer)(p) == nil }
	case reflect.Slice, reflect.Map, reflect.Interface:
		return func(p unsafe.Pointer) bool { return valueAt(goType, p).IsNil() }
	default:
		return nil
	}
}
