package sdk

import (
	"strings"

	"github.com/go-faster/jx"
)

const redacted = "[redacted]"

// redactor copies JSON without the values of sensitive properties.
type redactor struct{ names map[string]bool }

func newRedactor(sensitive []string) *redactor {
	r := &redactor{names: make(map[string]bool, len(sensitive))}
	for _, name := range sensitive {
		r.names[strings.ToLower(name)] = true
	}
	return r
}

// json returns data with each sensitive value, whatever its type and wherever it is, replaced by "[redacted]". ok is
// false if data is not one JSON value: then nothing can be said about what is in it.
func (r *redactor) json(data []byte) (text string, ok bool) {
	if !jx.Valid(data) {
		return "", false
	}
	var e jx.Encoder
	if err := r.value(jx.DecodeBytes(data), &e); err != nil {
		return "", false
	}
	return e.String(), true
}

func (r *redactor) value(d *jx.Decoder, e *jx.Encoder) error {
	switch d.Next() {
	case jx.Object:
		return r.object(d, e)
	case jx.Array:
		return r.array(d, e)
	}
	raw, err := d.Raw()
	if err == nil {
		e.Raw(raw)
	}
	return err
}

func (r *redactor) object(d *jx.Decoder, e *jx.Encoder) error {
	e.ObjStart()
	err := d.Obj(func(d *jx.Decoder, key string) error {
		e.FieldStart(key)
		if r.names[strings.ToLower(key)] {
			e.Str(redacted)
			return d.Skip()
		}
		return r.value(d, e)
	})
	e.ObjEnd()
	return err
}

func (r *redactor) array(d *jx.Decoder, e *jx.Encoder) error {
	e.ArrStart()
	err := d.Arr(func(d *jx.Decoder) error { return r.value(d, e) })
	e.ArrEnd()
	return err
}
