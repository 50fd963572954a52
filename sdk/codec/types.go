package codec

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"unicode/utf8"
	"unsafe"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// Types reads and writes the types of a generated package. How a type is read and written is worked out when it is first
// met, and remembered. What their declarations do not say of them, they say themselves, see [Described].
type Types struct {
	// ReadOnly reports that fields have the note "readonly": requests leave them out.
	ReadOnly bool

	// all are the types of which these write requests; nil of the types themselves.
	all      *Types
	requests *Types
	once     sync.Once

	lock   sync.Mutex
	shapes sync.Map // *shape by what keyOf returns
	unions sync.Map // *Union by the interface's reflect.Type
}

// ForRequests returns the types as requests write them: without the properties that are only read.
func (t *Types) ForRequests() *Types {
	if !t.ReadOnly {
		return t
	}
	t.once.Do(func() { t.requests = &Types{all: t} })
	return t.requests
}

// Noted is a value, or a pointer to one, with a note about its type, where there is no field with a tag.
type Noted struct {
	Value any
	Note  string
}

// Unmarshal reads data, which must be exactly one JSON value, into what v, a pointer, points to. What is no UTF-8 in it
// becomes U+FFFD, as it does in encoding/json. An error of the JSON is a *DecodeError.
func (t *Types) Unmarshal(data []byte, v any) error {
	return t.UnmarshalContext(context.Background(), data, v)
}

// UnmarshalContext is Unmarshal that gives up soon after ctx has ended, with an error that wraps the context's.
func (t *Types) UnmarshalContext(ctx context.Context, data []byte, v any) error {
	v, n := noteOf(v)
	pointer := reflect.ValueOf(v)
	pointer.Elem().SetZero()
	if !utf8.Valid(data) {
		data = []byte(validText(string(data)))
	}
	d := decoders.Get().(*decoder)
	defer d.release()
	d.begin(ctx, data)
	if err := nearest(t.shape(pointer.Type().Elem(), n).read(pointer.UnsafePointer(), d)); err != nil {
		return asDecodeError(err)
	}
	if !d.Ended() {
		return &DecodeError{err: errors.New("unexpected data after the JSON value")}
	}
	return nil
}

// Append appends v, or what it points to, and a comma. A nil pointer is null. Its error is that of a file that cannot be
// read, and then b is as it was.
func (t *Types) Append(b []byte, v any) (longer []byte, err error) {
	longer = b
	defer caught(&err)
	return t.append(b, v), nil
}

func (t *Types) append(b []byte, v any) []byte {
	v, n := noteOf(v)
	switch raw := v.(type) {
	case nil:
		return appendNull(b, "")
	case json.RawMessage: // a body as the caller has it
		return appendRaw(b, "", raw)
	}
	of := reflect.ValueOf(v)
	switch {
	case of.Kind() != reflect.Pointer:
		of = reflect.New(of.Type())
		of.Elem().Set(reflect.ValueOf(v))
	case of.IsNil():
		return appendNull(b, "")
	}
	return t.shape(of.Type().Elem(), n).write(b, "", of.UnsafePointer())
}

// Marshal is the JSON of v, or of what it points to. Its error is that of a file that cannot be read.
func (t *Types) Marshal(v any) (data []byte, err error) {
	defer caught(&err)
	return written(func(b []byte) []byte { return t.append(b, v) }), nil
}

// Bytes is Marshal for values without files. It is nil where there is an error, which is no JSON.
func (t *Types) Bytes(v any) json.RawMessage {
	data, _ := t.Marshal(v)
	return data
}

// noteOf takes a value and its note apart.
func noteOf(v any) (value any, n note) {
	if noted, is := v.(Noted); is {
		return noted.Value, parseNote(noted.Note)
	}
	return v, note{}
}

// shape is how a type is read and written.
func (t *Types) shape(goType reflect.Type, n note) *shape {
	if found, ok := t.shapes.Load(keyOf(goType, n)); ok {
		return found.(*shape)
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	b := &builder{types: t, shapes: map[any]*shape{}}
	s := b.shape(goType, n)
	for key, made := range b.shapes { // whole ones only: others may use them at once
		t.shapes.LoadOrStore(key, made)
	}
	return s
}

// keyOf is by what a shape is found: its type, and the note, if there is one.
func keyOf(goType reflect.Type, n note) any {
	if n == (note{}) {
		return goType
	}
	return struct {
		goType reflect.Type
		note   note
	}{goType, n}
}

// shape is how values of a type are read and written.
type shape struct {
	// read reads a value to p. What is there is the type's zero value, or an earlier value of a property that comes again.
	read func(p unsafe.Pointer, d *decoder) error
	// write appends a property: its name as JSON with the colon, its value, and a comma.
	write func(b []byte, key string, p unsafe.Pointer) []byte
	// misfits means that a JSON value of the right type may not fit the Go type: numbers, times, base64.
	misfits bool
	// whole means that the value is kept whole where a part of it does not fit.
	whole bool
	// known are the strings of a type that has known values; nil of any other type.
	known *interned
	// object is what reads an object; nil of what is none.
	object *object
}

// builder makes shapes that refer to each other.
type builder struct {
	types  *Types
	shapes map[any]*shape
}

// shape makes a type's shape.
func (b *builder) shape(goType reflect.Type, n note) *shape {
	key := keyOf(goType, n)
	if found, ok := b.types.shapes.Load(key); ok {
		return found.(*shape)
	}
	if found, ok := b.shapes[key]; ok {
		return found
	}
	s := &shape{}
	b.shapes[key] = s // before it is made, for what refers to itself
	said := DescriptionOf(goType)
	if said.Note != "" {
		n = parseNote(said.Note)
	}
	b.types.With(said.Unions...)
	*s = b.make(goType, n)
	return s
}

func (b *builder) make(goType reflect.Type, n note) shape {
	switch goType {
	case reflect.TypeFor[json.RawMessage]():
		return rawShape()
	case timeType:
		return timeShape()
	case reflect.TypeFor[sdk.File]():
		return fileShape()
	}
	switch {
	case n.methods(goType):
		return jsonShape(goType)
	case textual(goType):
		return textShape(goType, n)
	case isNumber(goType.Kind()):
		return numberShape(goType.Kind())
	}
	switch goType.Kind() {
	case reflect.String:
		return stringShape(goType.Name() != "string", n)
	case reflect.Bool:
		return boolShape()
	case reflect.Pointer:
		return b.pointer(goType, n)
	case reflect.Slice:
		return b.slice(goType, n)
	case reflect.Map:
		return b.mapping(goType, n)
	case reflect.Interface:
		return b.union(goType)
	case reflect.Struct:
		return b.structure(goType)
	default:
		// Only a type that no generator made gets here, and it is met by the first test of the package.
		panic(fmt.Sprintf("codec: no JSON is known for %s", goType))
	}
}
