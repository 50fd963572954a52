package codectest

import (
	"cmp"
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// sampler makes JSON that a Go type can be read from: every field has a value, unless that were too much.
type sampler struct {
	types *codec.Types
	// the JSON of a value of the kind.
	text, integer, number, time, bytes, flag string
	// unknown adds a property that no document knows to every object.
	unknown bool
	// left is how many values the sample may still have.
	left int
}

// maxDepth is how deep a sample nests, maxValues how many values it has: objects may lead to all others.
const maxDepth, maxValues = 6, 256

func (s *sampler) sample(t reflect.Type) []byte {
	s.left = maxValues
	return s.value(t, codec.DescriptionOf(t).Note, 0)
}

// variants are the types that a sealed interface can be.
func (s *sampler) variants(t reflect.Type) []reflect.Type {
	if union := s.types.Union(t); union != nil {
		return variantsOf(union.Choice)
	}
	return nil
}

// value makes a value of a type that a field's tag has a note about.
func (s *sampler) value(t reflect.Type, note string, depth int) json.RawMessage {
	s.left--
	if t != reflect.TypeFor[time.Time]() && t.Kind() != reflect.Pointer && (has(note, "json") || has(note, "own") || textual(t)) {
		return own(t, note)
	}
	switch t {
	case reflect.TypeFor[time.Time]():
		return json.RawMessage(s.time)
	case reflect.TypeFor[json.RawMessage]():
		return json.RawMessage(`{"raw": [1e400, "é", null]}`)
	case reflect.TypeFor[[]byte]():
		return json.RawMessage(s.bytes)
	case reflect.TypeFor[sdk.File]():
		return json.RawMessage(s.text)
	}
	switch t.Kind() {
	case reflect.String:
		if has(note, "literal") {
			return json.RawMessage(s.number)
		}
		return json.RawMessage(s.text)
	case reflect.Bool:
		return json.RawMessage(s.flag)
	case reflect.Float32, reflect.Float64:
		return json.RawMessage(s.number)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return json.RawMessage(s.integer)
	case reflect.Pointer:
		return s.value(t.Elem(), note, depth)
	case reflect.Struct:
		return s.object(t, depth+1)
	default:
		said := codec.DescriptionOf(t)
		s.types.With(said.Unions...)
		return s.composite(t, cmp.Or(said.Note, note), depth+1)
	}
}

func (s *sampler) composite(t reflect.Type, note string, depth int) json.RawMessage {
	deep := s.deep(depth)
	switch {
	case t.Kind() == reflect.Slice && deep:
		return json.RawMessage(`[]`)
	case t.Kind() == reflect.Slice:
		return s.array(t.Elem(), ofItems(note), depth)
	case t.Kind() == reflect.Map && deep:
		return json.RawMessage(`{}`)
	case t.Kind() == reflect.Map:
		return marshal(map[string]json.RawMessage{"key": s.value(t.Elem(), ofItems(note), depth)})
	case len(s.variants(t)) > 0 && !deep:
		return s.value(s.variants(t)[0], "", depth)
	default:
		return json.RawMessage(`null`)
	}
}

func (s *sampler) deep(depth int) bool { return depth > maxDepth || s.left <= 0 }

// array has one element, or one for each variant of a union.
func (s *sampler) array(elem reflect.Type, note string, depth int) json.RawMessage {
	items := []json.RawMessage{}
	for _, variant := range s.variants(elem) {
		items = append(items, s.value(variant, "", depth))
	}
	if len(items) == 0 {
		items = append(items, s.value(elem, note, depth))
	}
	return marshal(items)
}

func (s *sampler) object(t reflect.Type, depth int) json.RawMessage {
	s.types.With(codec.DescriptionOf(t).Unions...)
	members := map[string]json.RawMessage{}
	for i := range t.NumField() {
		field := t.Field(i)
		name := nameOf(field)
		switch {
		case name == "" && field.Name == "Value", name == "" && field.Name == "Raw":
			return s.value(field.Type, noteOf(field), depth) // what carries a value that is no object
		case name == "-" && field.Name == "AdditionalProperties":
			if s.unknown && !s.deep(depth) {
				members["x-unknown"] = s.value(field.Type.Elem(), ofItems(noteOf(field)), depth)
			}
		case name != "" && !(s.deep(depth) && optional(field.Type)):
			members[name] = s.value(field.Type, noteOf(field), depth)
		}
	}
	constants(t, members)
	return marshal(members)
}

// nameOf is the property that a field holds: "-" for none, "" where the field is the whole value.
func nameOf(field reflect.StructField) string {
	if odd, is := field.Tag.Lookup("name"); is {
		return odd
	}
	return strings.TrimSuffix(field.Tag.Get("json"), ",omitempty")
}

func optional(t reflect.Type) bool {
	return t.Kind() != reflect.Struct || t == reflect.TypeFor[time.Time]()
}

// constants adds the properties that are no fields because they have one legal value: the codec writes them.
func constants(t reflect.Type, members map[string]json.RawMessage) {
	var written map[string]json.RawMessage
	if err := json.Unmarshal(marshal(reflect.New(t).Interface()), &written); err != nil {
		return
	}
	for name, value := range written {
		if _, found := members[name]; !found && !fieldNamed(t, name) {
			members[name] = value
		}
	}
}

func fieldNamed(t reflect.Type, name string) bool {
	for i := range t.NumField() {
		if nameOf(t.Field(i)) == name {
			return true
		}
	}
	return false
}

func marshal(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage(`null`)
	}
	return data
}
