package codec

import (
	"bytes"
	"errors"
	"reflect"
	"unsafe"
)

// wrapper reads and writes structs that stand for one value, which a field holds: variants that are no objects, and raw
// JSON.
type wrapper struct {
	goType  reflect.Type
	value   *shape
	offset  uintptr
	kept    int // where the value's JSON is while the field does not hold it; -1 where there is no place
	tag     int // where the text of the property that tells variants apart goes, -1 where there is none
	tagName string
}

// wrapper is the shape of a struct whose field has the whole value.
func (b *builder) wrapper(goType reflect.Type, field reflect.StructField) shape {
	n := parseNote(field.Tag.Get("sdk"))
	w := &wrapper{goType: goType, value: b.shape(field.Type, n.ofType()), offset: field.Offset, kept: -1, tag: -1}
	if kept, found := goType.FieldByName("kept"); found && len(kept.Index) == 1 && kept.Type.Kind() == reflect.String {
		w.kept = int(kept.Offset)
	}
	for i := range goType.NumField() {
		if f := goType.Field(i); parseNote(f.Tag.Get("sdk")).tag {
			w.tag = int(f.Offset)
			w.tagName = f.Tag.Get("json")
		}
	}
	return shape{read: w.read, write: w.write}
}

func (w *wrapper) read(p unsafe.Pointer, d *decoder) error {
	if w.tag >= 0 {
		text, err := tag(d, w.tagName)
		if err != nil {
			return err
		}
		*(*string)(unsafe.Add(p, w.tag)) = string(text)
	}
	if w.kept < 0 {
		return w.value.read(unsafe.Add(p, w.offset), d)
	}
	kept := w.keeps(p)
	*kept = ""
	start := d.Scanner
	err := w.value.read(unsafe.Add(p, w.offset), d)
	var m *misfit
	if err == nil || !errors.As(err, &m) {
		return err
	}
	d.Scanner = start
	raw, err := d.Raw()
	*kept = string(raw)
	return err
}

func (w *wrapper) keeps(p unsafe.Pointer) *string { return (*string)(unsafe.Add(p, w.kept)) }

// write writes the value, or what was kept for it, unless it has another by now.
func (w *wrapper) write(b []byte, key string, p unsafe.Pointer) []byte {
	start := len(b)
	b = w.value.write(b, key, unsafe.Add(p, w.offset))
	if w.kept < 0 || *w.keeps(p) == "" {
		return b
	}
	was := reflect.New(w.goType).UnsafePointer()
	_ = w.read(was, newDecoder([]byte(*w.keeps(p)))) // it was read before
	*w.keeps(was) = ""
	if !bytes.Equal(b[start:], w.write(nil, key, was)) {
		return b
	}
	return append(append(append(b[:start], key...), *w.keeps(p)...), ',')
}
