package codectest

import (
	"encoding/json"
	"reflect"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// Type is a Go type and its codec.
type Type struct {
	name   string
	goType reflect.Type
	loose  bool
	read   func(data []byte) (any, error)
	write  func(v any) []byte
}

// Of is the type T, which these methods read and write.
func Of[T any](name string, decode codec.Reader[T], encode func(v *T, b []byte, key string) []byte) Type {
	return typeOf(name, decode, func(v *T) []byte {
		return codec.Bytes(func(b []byte, key string) []byte { return encode(v, b, key) })
	})
}

// OfUnion is the interface T, which these functions read and write.
func OfUnion[T any](name string, decode codec.Reader[T], encode func(b []byte, key string, v T) []byte) Type {
	return typeOf(name, decode, func(v *T) []byte {
		return codec.Bytes(func(b []byte, key string) []byte { return encode(b, key, *v) })
	})
}

func typeOf[T any](name string, decode codec.Reader[T], encode func(*T) []byte) Type {
	return Type{
		name:   name,
		goType: reflect.TypeFor[T](),
		read: func(data []byte) (any, error) {
			v := new(T)
			return v, codec.Unmarshal(data, v, decode)
		},
		write: func(v any) []byte { return encode(v.(*T)) },
	}
}

// Loose is the type without the promise that nothing is lost: it holds objects whose additional properties have a type,
// which leaves no room for what does not fit.
func (t Type) Loose() Type {
	t.loose = true
	return t
}

// twin is an empty value that encoding/json can read what v was read from into: of v's own type, or of its variant's
// where v is a union; nil where v is a null one.
func (t Type) twin(v any) any {
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
func (t Type) inner(v any) any {
	if t.goType.Kind() != reflect.Interface {
		return v
	}
	return reflect.ValueOf(v).Elem().Interface()
}

// marshal is the value as encoding/json writes it.
func (t Type) marshal(v any) ([]byte, error) {
	return json.Marshal(reflect.ValueOf(v).Elem().Interface())
}

// Union is a union's interface and its variants.
type Union struct {
	goType   reflect.Type
	variants []reflect.Type
}

// UnionOf is the union U of the variants, which are pointers.
func UnionOf[U any](variants ...U) Union {
	union := Union{goType: reflect.TypeFor[U]()}
	for _, variant := range variants {
		union.variants = append(union.variants, reflect.TypeOf(variant).Elem())
	}
	return union
}
