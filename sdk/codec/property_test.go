package codec_test

import (
	"encoding/json"
	"strings"
)

// required is an object with one property, which it keeps where its Go type does not hold it.
type required[T any] struct {
	Value                T                          `json:"n"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// optional is an object with one property that may be absent.
type optional[T any] struct {
	Value                T                          `json:"n,omitempty"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// nullable is an object with one property that may be absent, or null, which is something else.
type nullable[T any] struct {
	Value                T                          `json:"n,omitempty" sdk:"null"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// requiredNullable is an object with one property that may be null, which is something else than empty.
type requiredNullable[T any] struct {
	Value                T                          `json:"n" sdk:"null"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

const name = "n"

// with reads an object of type O with one property.
func with[O any](text string) (*O, error) {
	p := new(O)
	return p, types.Unmarshal([]byte(`{"n":`+text+`}`), p)
}

// out is the property as it is written, empty where it is not.
func out[O any](p *O) string {
	return strings.TrimPrefix(strings.TrimSuffix(strings.TrimPrefix(written(p), "{"), "}"), `"n":`)
}

// inAndOut reads a required property and writes it.
func inAndOut[T any](text string) (T, string, error) {
	p, err := with[required[T]](text)
	return p.Value, out(p), err
}

// inAndOutOptional reads an optional property and writes it.
func inAndOutOptional[T any](text string) (T, string, error) {
	p, err := with[optional[T]](text)
	return p.Value, out(p), err
}
