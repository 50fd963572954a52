package codec

import (
	"encoding/json"
	"errors"
	"reflect"
	"unsafe"
)

// embeds reports whether a struct embeds another type: no generated one does, but a caller's may embed a generated one, and
// then has its methods, and is a variant of its unions.
func embeds(goType reflect.Type) bool {
	for i := range goType.NumField() {
		if goType.Field(i).Anonymous {
			return true
		}
	}
	return false
}

// embedding is the shape of a struct that embeds another: it is written as its methods say, which are the other's. Its own
// fields are the caller's affair, and none of the places in it are those of the other type.
func embedding(goType reflect.Type) shape {
	return shape{
		read: func(p unsafe.Pointer, d *decoder) error {
			raw, err := d.Raw()
			if err != nil {
				return err
			}
			reader, ok := valueAt(goType, p).Addr().Interface().(json.Unmarshaler)
			if !ok || hollow(valueAt(goType, p)) {
				return errors.New("the type cannot be read")
			}
			return reader.UnmarshalJSON(raw)
		},
		write: func(b []byte, key string, p unsafe.Pointer) []byte {
			return appendEmbedding(b, key, valueAt(goType, p).Addr())
		},
	}
}

// appendEmbedding appends a value, or what it points to, as its methods say; null where there is none.
func appendEmbedding(b []byte, key string, v reflect.Value) []byte {
	if writer, ok := v.Interface().(json.Marshaler); ok && !hollow(reflect.Indirect(v)) {
		if raw, err := writer.MarshalJSON(); err == nil {
			return appendRaw(b, key, raw)
		}
	}
	return appendNull(b, key)
}

// hollow reports whether a struct embeds a nil pointer: a method that comes from there has no receiver.
func hollow(v reflect.Value) bool {
	if v.Kind() != reflect.Struct {
		return !v.IsValid()
	}
	for i := range v.NumField() {
		if !v.Type().Field(i).Anonymous {
			continue
		}
		inner := v.Field(i)
		if (inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Interface) && inner.IsNil() || hollow(reflect.Indirect(inner)) {
			return true
		}
	}
	return false
}
