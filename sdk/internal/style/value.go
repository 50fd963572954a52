package style

import (
	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// value is a JSON value. Objects have keys, and arrays have none.
type value struct {
	kind  scan.Kind
	text  string // of a scalar
	keys  []string
	items []value
	raw   []byte
}

// parse reads a JSON value.
func parse(data []byte) (value, error) {
	s := scan.Of(data)
	return read(&s)
}

func read(s *scan.Scanner) (v value, err error) {
	v.kind = s.Kind()
	start := s.At()
	switch v.kind {
	case scan.Object:
		v.keys = []string{}
		err = s.Properties(func(key []byte) error {
			v.keys = append(v.keys, string(key))
			return v.add(s)
		})
	case scan.Array:
		err = s.Elements(func() error { return v.add(s) })
	case scan.String:
		var text []byte
		text, err = s.Text()
		v.text = string(text)
	default:
		err = s.Skip()
	}
	v.raw = s.Data()[start:s.At()]
	if v.kind == scan.Number || v.kind == scan.Bool {
		v.text = string(v.raw)
	}
	return v, err
}

func (v *value) add(s *scan.Scanner) error {
	item, err := read(s)
	v.items = append(v.items, item)
	return err
}

func (v value) null() bool   { return v.kind == scan.Null }
func (v value) scalar() bool { return v.kind != scan.Object && v.kind != scan.Array }

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
