package codec

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/go-faster/jx"
)

// misfit is a value of the right JSON type that the Go type does not hold.
type misfit struct {
	raw     []byte
	inexact bool
}

func (m *misfit) Error() string { return "the value " + shorten(m.raw) + " does not fit" }

func inexact(err error) bool {
	var m *misfit
	return errors.As(err, &m) && m.inexact
}

// Keep turns the error of a value that does not fit into a kept value: its raw JSON, in extra, under the field's name.
func Keep(err error, extra *map[string]json.RawMessage, key []byte) error {
	if err == nil {
		return nil
	}
	var m *misfit
	if !errors.As(err, &m) {
		return err
	}
	keep(extra, key, m.raw)
	return nil
}

// KeepWhole is Keep for arrays and maps: where one element does not fit, the whole value is kept and the field stays
// nil.
func KeepWhole[T any](p *T, d *Decoder, read Reader[T], extra *map[string]json.RawMessage, key []byte) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	var v T
	err = read(&v, jx.DecodeBytes(raw))
	var m *misfit
	if errors.As(err, &m) {
		keep(extra, key, raw)
		return nil
	}
	*p = v
	return err
}

// KeepNull consumes a null, keeps it, and reports whether there was one: for optional properties to which the document
// allows null, where null and absence differ.
func KeepNull(d *Decoder, extra *map[string]json.RawMessage, key []byte) bool {
	if !Null(d) {
		return false
	}
	keep(extra, key, []byte("null"))
	return true
}

func keep(extra *map[string]json.RawMessage, key, raw []byte) {
	if *extra == nil {
		*extra = map[string]json.RawMessage{}
	}
	(*extra)[string(key)] = append([]byte(nil), raw...)
}

// Kept writes what was kept for a number's field, if the field still has the value that reading it gave.
func Kept[T comparable](w *Writer, extra map[string]json.RawMessage, name string, v T, read Reader[T]) bool {
	raw, found := extra[name]
	if !found {
		return false
	}
	var was T
	_ = read(&was, jx.DecodeBytes(raw))
	return was == v && writeKept(w, name, raw)
}

// KeptTime is Kept for a time.
func KeptTime(w *Writer, extra map[string]json.RawMessage, name string, v time.Time) bool {
	raw, found := extra[name]
	if !found {
		return false
	}
	var was time.Time
	_ = ReadTime(&was, jx.DecodeBytes(raw))
	return was.Equal(v) && writeKept(w, name, raw)
}

// KeptAbsent writes what was kept for a field that is nil.
func KeptAbsent(w *Writer, extra map[string]json.RawMessage, name string) bool {
	raw, found := extra[name]
	return found && writeKept(w, name, raw)
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
		w.Str(name)
		w.RawStr(":")
		write(&v, w)
		w.Comma()
	}
}
