package codectest

import (
	"encoding/json"
	"reflect"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// Loose is a sample, such as [RoundTrip] takes, without the promise that nothing is lost: its type holds objects whose
// additional properties have a type, which leaves no room for what does not fit.
type Loose struct{ Sample any }

// typeUnderTest is a Go type and its codec.
type typeUnderTest struct {
	name   string
	goType reflect.Type
	loose  bool
	read   func(data []byte) (any, error)
	write  func(v any) []byte
}

// typeOf is the type that a sample points to.
func typeOf(types *codec.Types, sample any) typeUnderTest {
	loose, is := sample.(Loose)
	if is {
		sample = loose.Sample
	}
	goType := reflect.TypeOf(sample).Elem()
	return typeUnderTest{
		name:   goType.Name(),
		goType: goType,
		loose:  is,
		read: func(data []byte) (any, error) {
			v := reflect.New(goType).Interface()
			return v, types.Unmarshal(data, v)
		},
		write: func(v any) []byte { return types.Bytes(v) },
	}
}

// twin is an empty value that encoding/json can read what v was read from into: of v's own type, or of its variant's
// where v is a union; nil where v is a null one.
func (t typeUnderTest) twin(v any) any {
	if t.goType.Kind() != reflect.Interface {
		return reflect.New(t.goType).Interface()
	}
	variant := reflect.ValueOf(v).Elem()
	if variant.IsNil() {
		return nil
	}
	return reflect.New(variant.Elem().Type().Elem()).Interface()
}

// inner is what encoding/json compares with a twin: a variant for a union, v itself for the rest.
func (t typeUnderTest) inner(v any) any {
	if t.goType.Kind() != reflect.Interface {
		return v
	}
	return reflect.ValueOf(v).Elem().Interface()
}

// marshal is the value as encoding/json writes it.
func (t typeUnderTest) marshal(v any) ([]byte, error) {
	return json.Marshal(reflect.ValueOf(v).Elem().Interface())
}
