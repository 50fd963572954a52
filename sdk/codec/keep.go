package codec

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"github.com/go-faster/jx"
)

// misfit is the error of a value of the right JSON type that the Go type does not hold. It ends at the field that keeps
// the value; where there is none, it becomes a DecodeError.
type misfit struct {
	raw []byte
	// what the value is, for an error's text.
	what string
	// rounded tells that the Go value was set to what comes nearest.
	rounded bool
	path    []string
}

func (m *misfit) Error() string { return "the " + m.what + " does not fit its Go type" }

func rounded(err error) bool {
	var m *misfit
	return errors.As(err, &m) && m.rounded
}

// Nearest accepts a value that was rounded, where nothing keeps the digits.
func Nearest(err error) error {
	if err == nil || rounded(err) {
		return nil
	}
	return err
}

// Keep turns the error of a value that does not fit into a kept value: its raw JSON, in extra, under the field's name.
func Keep(err error, extra *map[string]json.RawMessage, key []byte) error {
	if err == nil {
		drop(extra, key)
		return nil
	}
	var m *misfit
	if !errors.As(err, &m) {
		return err
	}
	keep(extra, key, m.raw)
	return nil
}

// KeepWhole is Keep for values that have parts: where one does not fit, the whole value is kept and the field stays nil;
// where some are rounded, the whole value is kept besides.
func KeepWhole[T any](p *T, d *Decoder, read Reader[T], extra *map[string]json.RawMessage, key []byte) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	var v T
	err = read(&v, jx.DecodeBytes(raw))
	var m *misfit
	if !errors.As(err, &m) {
		drop(extra, key)
		*p = v
		return err
	}
	keep(extra, key, raw)
	*p = v // nil, unless all parts were rounded at most
	return nil
}

// KeepArray is KeepWhole for an array.
func KeepArray[T any](p *[]T, d *Decoder, read Reader[T], extra *map[string]json.RawMessage, key []byte) error {
	return KeepWhole(p, d, arrayReader(read), extra, key)
}

// KeepMap is KeepWhole for an object whose keys are free.
func KeepMap[T any](p *map[string]T, d *Decoder, read Reader[T], extra *map[string]json.RawMessage, key []byte) error {
	return KeepWhole(p, d, mapReader(read), extra, key)
}

func arrayReader[T any](read Reader[T]) Reader[[]T] {
	return func(v *[]T, d *Decoder) error { return Array(v, d, read) }
}

func mapReader[T any](read Reader[T]) Reader[map[string]T] {
	return func(v *map[string]T, d *Decoder) error { return Map(v, d, read) }
}

// KeepNull consumes a null, keeps it, and reports whether there was one: where null and absence differ, or null and an
// empty array.
func KeepNull(d *Decoder, extra *map[string]json.RawMessage, key []byte) bool {
	if !Null(d) {
		drop(extra, key)
		return false
	}
	keep(extra, key, []byte("null"))
	return true
}

// Constant reads a property that has one legal value, given as JSON. Any other is kept.
func Constant(d *Decoder, want string, extra *map[string]json.RawMessage, key []byte) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	if string(raw) == want {
		drop(extra, key)
	} else {
		keep(extra, key, raw)
	}
	return nil
}

func keep(extra *map[string]json.RawMessage, key, raw []byte) {
	if *extra == nil {
		*extra = map[string]json.RawMessage{}
	}
	(*extra)[string(key)] = append([]byte(nil), raw...)
}

// drop forgets what an earlier property of the same name has left.
func drop(extra *map[string]json.RawMessage, key []byte) {
	if *extra == nil {
		return
	}
	if delete(*extra, string(key)); len(*extra) == 0 {
		*extra = nil
	}
}

// Kept writes what was kept for a required field, if the field still has the value that reading gave it.
func Kept[T any](
	w *Writer, extra map[string]json.RawMessage, name string, v *T, read Reader[T], write func(*T, *Writer),
) bool {
	raw, found := extra[name]
	if !found {
		return false
	}
	was, _ := reread(raw, read)
	return same(&was, v, write) && writeKept(w, name, raw)
}

// KeptOptional is Kept for a field that is nil where it has no value.
func KeptOptional[T any](
	w *Writer, extra map[string]json.RawMessage, name string, v *T, read Reader[T], write func(*T, *Writer),
) bool {
	return KeptWhole(w, extra, name, v, v == nil, read, write)
}

// KeptWhole is Kept for what KeepWhole has read. Absent tells that the field is nil.
func KeptWhole[T any](
	w *Writer, extra map[string]json.RawMessage, name string, v *T, absent bool, read Reader[T], write func(*T, *Writer),
) bool {
	raw, found := extra[name]
	if !found {
		return false
	}
	was, present := reread(raw, read)
	return present != absent && (absent || same(&was, v, write)) && writeKept(w, name, raw)
}

// KeptArray is Kept for an array.
func KeptArray[T any](
	w *Writer, extra map[string]json.RawMessage, name string, v []T, read Reader[T], write func(*T, *Writer),
) bool {
	if len(extra) == 0 {
		return false
	}
	whole := v // what a pointer leads to needs memory, which the usual way does without
	return KeptWhole(w, extra, name, &whole, v == nil, arrayReader(read), func(v *[]T, w *Writer) {
		WriteArray(*v, w, write)
	})
}

// KeptMap is Kept for an object whose keys are free.
func KeptMap[T any](
	w *Writer, extra map[string]json.RawMessage, name string, v map[string]T, read Reader[T], write func(*T, *Writer),
) bool {
	if len(extra) == 0 {
		return false
	}
	whole := v
	return KeptWhole(w, extra, name, &whole, v == nil, mapReader(read), func(v *map[string]T, w *Writer) {
		WriteMap(*v, w, write)
	})
}

// reread reads a kept value once more, and tells whether that gives the field a value.
func reread[T any](raw json.RawMessage, read Reader[T]) (v T, present bool) {
	d := jx.DecodeBytes(raw)
	if d.Next() == jx.Null {
		return v, false
	}
	err := read(&v, d)
	return v, Nearest(err) == nil
}

// same compares values by their JSON, which is what there is to write.
func same[T any](a, b *T, write func(*T, *Writer)) bool {
	return bytes.Equal(Encode(a, write), Encode(b, write))
}

// KeptAbsent writes what was kept for a field that is nil.
func KeptAbsent(w *Writer, extra map[string]json.RawMessage, name string) bool {
	raw, found := extra[name]
	return found && writeKept(w, name, raw)
}

// PutConstant writes a property that has one legal value, text, or what was kept for it.
func PutConstant(w *Writer, extra map[string]json.RawMessage, name, text string) {
	if !KeptAbsent(w, extra, name) {
		w.RawStr(text)
	}
}

func writeKept(w *Writer, name string, raw []byte) bool {
	w.Str(name)
	w.RawStr(":")
	w.Raw(raw)
	w.Comma()
	return true
}

// WriteExtra writes what extra holds besides the known properties, in the order of their names.
func WriteExtra[T any](w *Writer, extra map[string]T, write func(*T, *Writer), known ...string) {
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if slices.Contains(known, name) {
			continue
		}
		v := extra[name]
		WriteString(&name, w)
		w.RawStr(":")
		write(&v, w)
		w.Comma()
	}
}
