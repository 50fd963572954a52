package codec

import (
	"encoding/json"
	"errors"
	"unsafe"
)

// misfit is the error of a value of the right JSON type that the Go type does not hold. It ends at the field that keeps
// the value; where there is none, it becomes a DecodeError.
type misfit struct {
	raw []byte
	// what the value is, for an error's text.
	what string
	// rounded means that the Go value was set to what comes nearest.
	rounded bool
	path    []string
}

func (m *misfit) Error() string { return "the " + m.what + " does not fit its Go type" }

func rounded(err error) bool {
	if err == nil {
		return false
	}
	var m *misfit
	return errors.As(err, &m) && m.rounded
}

// nearest accepts a value that was rounded, where nothing keeps the digits.
func nearest(err error) error {
	if err == nil || rounded(err) {
		return nil
	}
	return err
}

// keepMisfit turns the error of a value that does not fit into a kept value: its raw JSON, in extra, under the field's
// name.
func keepMisfit(err error, extra *map[string]json.RawMessage, key string) error {
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

// keepWhole is keepMisfit for values that have parts: where one does not fit, the whole value is kept and the field stays
// nil; where some are rounded, the whole value is kept besides.
func keepWhole(p unsafe.Pointer, d *decoder, s *shape, extra *map[string]json.RawMessage, key string) error {
	start := d.Scanner
	err := s.read(p, d) // leaves nil, unless all parts were rounded at most
	var m *misfit
	if err == nil || !errors.As(err, &m) {
		drop(extra, key)
		return err
	}
	d.Scanner = start
	raw, err := d.Raw()
	if err == nil {
		keep(extra, key, raw)
	}
	return err
}

// keepNull consumes a null, keeps it, and reports whether there was one: where null and absence differ, or null and an
// empty array.
func keepNull(d *decoder, extra *map[string]json.RawMessage, key string) bool {
	if !isNull(d) {
		drop(extra, key)
		return false
	}
	keep(extra, key, []byte("null"))
	return true
}

// readConstant reads a property that has one legal value, given as JSON. Any other is kept.
func readConstant(d *decoder, want string, extra *map[string]json.RawMessage, key string) error {
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

func keep(extra *map[string]json.RawMessage, key string, raw []byte) {
	if *extra == nil {
		*extra = map[string]json.RawMessage{}
	}
	(*extra)[key] = append([]byte(nil), raw...)
}

// drop forgets what an earlier property of the same name has left.
func drop(extra *map[string]json.RawMessage, key string) {
	if *extra == nil {
		return
	}
	if delete(*extra, key); len(*extra) == 0 {
		*extra = nil
	}
}
