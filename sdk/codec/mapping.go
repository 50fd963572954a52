package codec

import (
	"encoding/json"
	"reflect"
	"slices"
	"unsafe"
)

// mapping is the shape of an object whose keys are free: null is nil, an empty one is empty. Nil is written as an empty
// one, the others in the order of their keys.
func (b *builder) mapping(goType reflect.Type, n note) shape {
	m := newMap(goType, b.element(goType.Elem(), n.ofItems()))
	return lists(goType, shape{
		read: m.read,
		write: func(b []byte, key string, p unsafe.Pointer) []byte {
			return closing(m.appendEntries(open(b, key, "{"), p, nil), '}')
		},
	})
}

// mapOf reads and writes maps of a type.
type mapOf struct {
	sample any
	elem   *shape
}

func newMap(goType reflect.Type, elem *shape) *mapOf {
	return &mapOf{sample: sampleOf(goType), elem: elem}
}

func (m *mapOf) read(p unsafe.Pointer, d *Decoder) error {
	values := valueAt(m.sample, p)
	values.SetZero()
	fields, some, err := fieldsOf(d)
	if !some {
		return err
	}
	read := reflect.MakeMap(values.Type())
	v := reflect.New(values.Type().Elem())
	var less error
	for fields.Next() {
		if err := m.elem.read(v.UnsafePointer(), d); err != nil {
			if !rounded(err) {
				return at(err, fields.Key())
			}
			less = err
		}
		read.SetMapIndex(m.key(d.text(fields.Key())), v.Elem())
		v.Elem().SetZero()
	}
	if err := fields.Err(); err != nil {
		return err
	}
	values.Set(read)
	return less
}

func (m *mapOf) key(text string) reflect.Value { return reflect.ValueOf(text) }

// set reads the value of one more key.
func (m *mapOf) set(p unsafe.Pointer, key []byte, d *Decoder) error {
	values := valueAt(m.sample, p)
	v := reflect.New(values.Type().Elem())
	if err := nearest(m.elem.read(v.UnsafePointer(), d)); err != nil {
		return err
	}
	if values.IsNil() {
		values.Set(reflect.MakeMap(values.Type()))
	}
	values.SetMapIndex(m.key(string(key)), v.Elem())
	return nil
}

// appendEntries writes the values of a map under their keys, in their order. Those that are known are left out.
func (m *mapOf) appendEntries(b []byte, p unsafe.Pointer, known map[string]int) []byte {
	values := valueAt(m.sample, p)
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
		if _, is := known[name]; is {
			continue
		}
		v.Elem().Set(values.MapIndex(m.key(name)))
		b = m.elem.write(appendName(b, name), "", v.UnsafePointer())
	}
	return b
}

// keys are the keys of what is kept, in their order.
func keys(kept map[string]json.RawMessage) []string {
	names := make([]string, 0, len(kept))
	for name := range kept {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
