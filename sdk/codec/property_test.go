package codec_test

import (
	"encoding/json"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// property is an object with one property, which does with it what generated code does.
type property[T any] struct {
	form[T]
	value T
	extra map[string]json.RawMessage
}

// form is how a property is read, and written if it is there.
type form[T any] struct {
	read  func(p *property[T], d *codec.Decoder) error
	write func(b []byte, key string, v T) []byte
}

const name = "n"

// required is the form of a property whose values may not fit T.
func required[T any](read codec.Reader[T], write func([]byte, string, T) []byte) form[T] {
	return form[T]{write: write, read: func(p *property[T], d *codec.Decoder) error {
		return codec.Keep(read(&p.value, d), &p.extra, []byte(name))
	}}
}

// optional is the form of a property that may be absent.
func optional[T any](read codec.Reader[T], write func([]byte, string, T) []byte) form[*T] {
	return form[*T]{
		read: func(p *property[*T], d *codec.Decoder) error {
			return codec.Keep(codec.Optional(&p.value, d, read), &p.extra, []byte(name))
		},
		write: func(b []byte, key string, v *T) []byte {
			if v == nil {
				return b
			}
			return write(b, key, *v)
		},
	}
}

// in reads the property.
func (f form[T]) in(text string) (*property[T], error) {
	p := &property[T]{form: f}
	return p, codec.UnmarshalWith([]byte(`{"n":`+text+`}`), p.decode)
}

// inAndOut reads the property and writes it.
func (f form[T]) inAndOut(text string) (T, string, error) {
	p, err := f.in(text)
	return p.value, p.out(), err
}

// out is the property as it is written, empty where it is not.
func (p *property[T]) out() string {
	return strings.TrimPrefix(strings.Trim(string(codec.Bytes(p.encode)), "{}"), `"n":`)
}

func (p *property[T]) decode(d *codec.Decoder) error {
	*p = property[T]{form: p.form}
	fields, some, err := codec.Fields(d)
	if !some {
		return err
	}
	for fields.Next() {
		if err := p.read(p, d); err != nil {
			return codec.At(err, fields.Key())
		}
	}
	return fields.Err()
}

func (p *property[T]) encode(b []byte, key string) []byte {
	b = codec.Open(b, key, "{")
	start := len(b)
	b = p.write(b, `"n":`, p.value)
	b = codec.Restore(b, start, name, p.extra, p.empty)
	return codec.Close(b, '}')
}

func (p *property[T]) empty() codec.Object {
	empty := &property[T]{form: p.form}
	return codec.Object{Decode: empty.decode, Encode: empty.encode, Extra: &empty.extra}
}

func appendInt(b []byte, key string, v int64) []byte { return codec.AppendInt(b, key, v) }

func appendFloat(b []byte, key string, v float64) []byte { return codec.AppendFloat(b, key, v, 64) }
