package codec

import (
	"encoding/json"
	"errors"
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
	err = pooled(raw, func(d *Decoder) error { return read(&v, d) })
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
