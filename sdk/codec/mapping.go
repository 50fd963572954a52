package codec

import (
	"cmp"
	"encoding/json"
	"reflect"
	"slices"
	"unsafe"
)

// mapping is the shape of an object whose keys are free: null is nil, an empty one is empty. Nil is written as an empty
// one, the others in the order of their keys.
func (b *builder) mapping(goType reflect.Type, n note) shape {
	m := newMap(goType, b.element(goType.Elem(), n.ofItems()))
	return lists(goType, n, shape{
		read: m.read,
		write: func(b []byte, key string, p unsafe.Pointer) []byte {
			return closing(m.appendEntries(open(b, key, "{"), p, nil), '}')
		},
	})
}

// mapCodec reads and writes maps of a type.
type mapCodec interface {
	// read reads a map.
	read(p unsafe.Pointer, d *decoder) error
	// set reads the value of one more key.
	set(p unsafe.Pointer, key []byte, d *decoder) error
	// appendEntries writes the values under their keys, in their order. Those that are known are left out.
	appendEntries(b []byte, p unsafe.Pointer, known map[string]int) []byte
}

// newMap knows the usual maps by their types, which takes a fraction of the time that reflection does.
func newMap(goType reflect.Type, elem *shape) mapCodec {
	switch goType {
	case reflect.TypeFor[map[string]string]():
		return mapOf[string]{elem}
	case reflect.TypeFor[map[string]bool]():
		return mapOf[bool]{elem}
	case reflect.TypeFor[map[string]int]():
		return mapOf[int]{elem}
	case reflect.TypeFor[map[string]int32]():
		return mapOf[int32]{elem}
	case reflect.TypeFor[map[string]int64]():
		return mapOf[int64]{elem}
	case reflect.TypeFor[map[string]float64]():
		return mapOf[float64]{elem}
	case reflect.TypeFor[map[string]json.RawMessage]():
		return mapOf[json.RawMessage]{elem}
	case reflect.TypeFor[map[string][]string]():
		return mapOf[[]string]{elem}
	default:
		return reflectedMap{goType: goType, elem: elem}
	}
}

// mapOf is the codec of a map whose type is known here.
type mapOf[T any] struct{ elem *shape }

func (m mapOf[T]) read(p unsafe.Pointer, d *decoder) error {
	values := map[string]T{}
	v, zero := new(T), *new(T)
	*(*map[string]T)(p) = nil
	there, err := readEntries(d, m.elem, unsafe.Pointer(v), func(key string) { values[key], *v = *v, zero })
	if there {
		*(*map[string]T)(p) = values
	}
	return err
}

func (m mapOf[T]) set(p unsafe.Pointer, key []byte, d *decoder) error {
	v := new(T)
	if err := nearest(m.elem.read(unsafe.Pointer(v), d)); err != nil {
		return err
	}
	values := (*map[string]T)(p)
	if *values == nil {
		*values = map[string]T{}
	}
	(*values)[string(key)] = *v
	return nil
}

func (m mapOf[T]) appendEntries(b []byte, p unsafe.Pointer, known map[string]int) []byte {
	values := *(*map[string]T)(p)
	if len(values) == 0 {
		return b
	}
	v := new(T)
	for _, name := range keys(values) {
		if _, is := known[name]; !is {
			*v = values[name]
			b = m.elem.write(appendName(b, name), "", unsafe.Pointer(v))
		}
	}
	return b
}

// reflectedMap is the codec of any other map.
type reflectedMap struct {
	goType reflect.Type
	elem   *shape
}

func (m reflectedMap) read(p unsafe.Pointer, d *decoder) error {
	target := valueAt(m.goType, p)
	target.SetZero()
	values, v := reflect.MakeMap(target.Type()), reflect.New(target.Type().Elem())
	there, err := readEntries(d, m.elem, v.UnsafePointer(), func(key string) {
		values.SetMapIndex(reflect.ValueOf(key), v.Elem())
		v.Elem().SetZero()
	})
	if there {
		target.Set(values)
	}
	return err
}

func (m reflectedMap) set(p unsafe.Pointer, key []byte, d *decoder) error {
	values := valueAt(m.goType, p)
	v := reflect.New(values.Type().Elem())
	if err := nearest(m.elem.read(v.UnsafePointer(), d)); err != nil {
		return err
	}
	if values.IsNil() {
		values.Set(reflect.MakeMap(values.Type()))
	}
	values.SetMapIndex(reflect.ValueOf(string(key)), v.Elem())
	return nil
}

func (m reflectedMap) appendEntries(b []byte, p unsafe.Pointer, known map[string]int) []byte {
	values := valueAt(m.goType, p)
	if values.Len() == 0 {
		return b
	}
	names := make([]string, 0, values.Len())
	for _, key := range values.MapKeys() {
		names = append(names, key.String())
	}
	slices.Sort(names)
	v := reflect.New(values.Type().Elem())
	for _, name := range names {
		if _, is := known[name]; !is {
			v.Elem().Set(values.MapIndex(reflect.ValueOf(name)))
			b = m.elem.write(appendName(b, name), "", v.UnsafePointer())
		}
	}
	return b
}

// readEntries reads an object's values, each to v, and has put put it under its key. There is no map where there is no
// object, or only a part of one.
func readEntries(d *decoder, elem *shape, v unsafe.Pointer, put func(key string)) (there bool, err error) {
	there, more, err := fieldsOf(d)
	var less error
	for more && err == nil {
		var key []byte
		if key, err = d.entry(elem, v); err != nil && !rounded(err) {
			return false, err
		}
		less = cmp.Or(less, err)
		put(d.text(key))
		more, err = d.More('}')
	}
	if err != nil {
		return false, err
	}
	return there, less
}

// entry reads a key and its value.
func (d *decoder) entry(elem *shape, v unsafe.Pointer) (key []byte, err error) {
	if err = d.step(); err != nil {
		return nil, err
	}
	if key, err = d.Key(); err != nil {
		return nil, err
	}
	if err = elem.read(v, d); err != nil && !rounded(err) {
		err = at(err, key)
	}
	return key, err
}

// keys are a map's keys in their order.
func keys[T any](values map[string]T) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
