package runtime

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
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
	if !scan.Valid(data) {
		return "", false
	}
	d := scan.Of(data)
	redacted, err := redaction{r.names, secrets}.value(nil, &d)
	return string(redacted), err == nil
}

// value appends the value that comes next.
func (r redaction) value(b []byte, d *scan.Scanner) ([]byte, error) {
	switch d.Kind() {
	case scan.Object:
		return r.object(b, d)
	case scan.Array:
		return r.array(b, d)
	case scan.String:
		return r.string(b, d)
	}
	raw, err := d.Raw()
	return append(b, raw...), err
}

// string looks for secrets in what the JSON means and not in how it is written, which may be escaped.
func (r redaction) string(b []byte, d *scan.Scanner) ([]byte, error) {
	d.Next()
	start := d.At()
	meant, err := d.Text()
	if err != nil {
		return b, err
	}
	if r.secrets.In(string(meant)) {
		return scan.AppendText(b, redact.Mark), nil
	}
	return append(b, d.Data()[start:d.At()]...), nil
}

func (r redaction) object(b []byte, d *scan.Scanner) ([]byte, error) {
	b = append(b, '{')
	comma := ""
	err := d.Properties(func(name []byte) (err error) {
		key := string(name)
		shown := key
		if r.secrets.In(key) {
			shown = redact.Mark
		}
		b = append(scan.AppendText(append(b, comma...), shown), ':')
		comma = ","
		if r.names[strings.ToLower(key)] {
			b = scan.AppendText(b, redact.Mark)
			return d.Skip()
		}
		b, err = r.value(b, d)
		return err
	})
	return append(b, '}'), err
}

func (r redaction) array(b []byte, d *scan.Scanner) ([]byte, error) {
	b = append(b, '[')
	comma := ""
	err := d.Elements(func() (err error) {
		b, err = r.value(append(b, comma...), d)
		comma = ","
		return err
	})
	return append(b, ']'), err
}
