package runtime

import (
	"strings"

	"github.com/go-faster/jx"

	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

// redactor copies JSON without the values of sensitive properties.
type redactor struct{ names map[string]bool }

// redaction is one body's: besides sensitive properties it leaves out every string that has one of the secrets in it.
type redaction struct {
	names   map[string]bool
	secrets redact.Secrets
}

func newRedactor(sensitive []string) *redactor {
	r := &redactor{names: make(map[string]bool, len(sensitive))}
	for _, name := range sensitive {
		r.names[strings.ToLower(name)] = true
	}
	return r
}

// json returns data with each sensitive value, whatever its type and wherever it is, replaced by "[redacted]", and
// likewise each string with one of the secrets in it: servers repeat what they were sent. ok is false if data is not one
// JSON value: then nothing can be said about what is in it.
func (r *redactor) json(data []byte, secrets redact.Secrets) (text string, ok bool) {
	if !jx.Valid(data) {
		return "", false
	}
	var e jx.Encoder
	if err := (redaction{r.names, secrets}).value(jx.DecodeBytes(data), &e); err != nil {
		return "", false
	}
	return e.String(), true
}

func (r redaction) value(d *jx.Decoder, e *jx.Encoder) error {
	switch d.Next() {
	case jx.Object:
		return r.object(d, e)
	case jx.Array:
		return r.array(d, e)
	case jx.String:
		return r.string(d, e)
	}
	raw, err := d.Raw()
	if err == nil {
		e.Raw(raw)
	}
	return err
}

// string looks for secrets in what the JSON means and not in how it is written, which may be escaped.
func (r redaction) string(d *jx.Decoder, e *jx.Encoder) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	if meant, err := jx.DecodeBytes(raw).Str(); err != nil || r.secrets.In(meant) {
		e.Str(redact.Mark)
		return nil
	}
	e.Raw(raw)
	return nil
}

func (r redaction) object(d *jx.Decoder, e *jx.Encoder) error {
	e.ObjStart()
	err := d.Obj(func(d *jx.Decoder, key string) error {
		if r.secrets.In(key) {
			e.FieldStart(redact.Mark)
		} else {
			e.FieldStart(key)
		}
		if r.names[strings.ToLower(key)] {
			e.Str(redact.Mark)
			return d.Skip()
		}
		return r.value(d, e)
	})
	e.ObjEnd()
	return err
}

func (r redaction) array(d *jx.Decoder, e *jx.Encoder) error {
	e.ArrStart()
	err := d.Arr(func(d *jx.Decoder) error { return r.value(d, e) })
	e.ArrEnd()
	return err
}
