package style

import (
	"github.com/go-faster/jx"
)

// value is a JSON value. Objects have keys, and arrays have none.
type value struct {
	kind  jx.Type
	text  string // of a scalar
	keys  []string
	items []value
	raw   []byte
}

// parse reads a JSON value.
func parse(data []byte) (value, error) { return read(jx.DecodeBytes(data)) }

func read(d *jx.Decoder) (v value, err error) {
	v.kind = d.Next()
	if v.raw, err = raw(d); err != nil {
		return v, err
	}
	switch v.kind {
	case jx.Object:
		v.keys = []string{}
		err = d.ObjBytes(func(d *jx.Decoder, key []byte) error {
			v.keys = append(v.keys, string(key))
			return v.add(d)
		})
	case jx.Array:
		err = d.Arr(v.add)
	case jx.String:
		v.text, err = d.Str()
	case jx.Null:
		err = d.Null()
	default:
		v.text = string(v.raw)
		err = d.Skip()
	}
	return v, err
}

// raw is the value that comes next, as JSON. The decoder stays where it is.
func raw(d *jx.Decoder) (raw []byte, err error) {
	err = d.Capture(func(d *jx.Decoder) error {
		raw, err = d.Raw()
		return err
	})
	return raw, err
}

func (v *value) add(d *jx.Decoder) error {
	item, err := read(d)
	v.items = append(v.items, item)
	return err
}

func (v value) null() bool   { return v.kind == jx.Null }
func (v value) scalar() bool { return v.kind != jx.Object && v.kind != jx.Array }

func (v value) article() string { return "an " + v.kind.String() }

// withoutNulls leaves out what RFC 6570 calls undefined.
func (v value) withoutNulls() value {
	kept := v
	kept.items, kept.keys = nil, nil
	if v.keys != nil {
		kept.keys = []string{}
	}
	for i, item := range v.items {
		if item.null() {
			continue
		}
		kept.items = append(kept.items, item)
		if v.keys != nil {
			kept.keys = append(kept.keys, v.keys[i])
		}
	}
	return kept
}
