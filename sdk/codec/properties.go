package codec

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"unsafe"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// errNoObject is the error of a value that is to be taken apart and has no properties.
var errNoObject = errors.New("a form must be an object")

// Properties calls see with each property of an object, in the order in which the object is written: its name, and its value
// as JSON or, where the property is a file or a list of files, these. Nothing is read of a file. It ends with the first error
// of see.
func (t *Types) Properties(v any, see func(name string, value json.RawMessage, files []*sdk.File) error) (err error) {
	defer caught(&err)
	value, n := noteOf(v)
	of := reflect.Indirect(reflect.ValueOf(value))
	if !of.IsValid() {
		return errNoObject
	}
	if of.Kind() == reflect.Map {
		if files := filesByName(of); files != nil {
			return eachFile(files, see)
		}
	}
	if shape := t.shape(of.Type(), n); shape.object != nil {
		return shape.object.each(addressable(of), see)
	}
	return properties(t.Bytes(v), see)
}

// WithoutFiles is the JSON of an object in which empty strings stand for files: nothing is read of these. It is nil where there
// is an error, which is no JSON.
func (t *Types) WithoutFiles(v any) json.RawMessage {
	object := map[string]any{}
	err := t.Properties(v, func(name string, value json.RawMessage, files []*sdk.File) error {
		object[name] = value
		switch len(files) {
		case 0:
		case 1:
			object[name] = ""
		default:
			object[name] = make([]string, len(files))
		}
		return nil
	})
	if err != nil {
		return nil
	}
	data, _ := json.Marshal(object)
	return data
}

// addressable is a value that has an address.
func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v
	}
	copied := reflect.New(v.Type()).Elem()
	copied.Set(v)
	return copied
}

// properties calls see with each property of JSON that is an object.
func properties(data []byte, see func(string, json.RawMessage, []*sdk.File) error) error {
	return eachProperty(data, func(key, value []byte) error { return see(string(key), value, nil) })
}

// eachProperty calls see with each property of JSON that is an object.
func eachProperty(data []byte, see func(key, value []byte) error) error {
	s := scan.Of(data)
	if s.Kind() != scan.Object {
		return errNoObject
	}
	return s.Properties(func(key []byte) error {
		value, err := s.Raw()
		if err != nil {
			return err
		}
		return see(key, value)
	})
}

func (o *object) each(v reflect.Value, see func(string, json.RawMessage, []*sdk.File) error) error {
	p := v.Addr().UnsafePointer()
	var extra map[string]json.RawMessage
	if o.keeps() {
		extra = *o.extras(p)
	}
	for i := range o.properties {
		f := &o.properties[i]
		if f.hidden {
			continue
		}
		value, files := f.value(unsafe.Add(p, f.offset))
		if kept, is := extra[f.name]; is && value == nil && files == nil {
			value = kept
		}
		if value == nil && files == nil {
			continue
		}
		if err := see(f.name, value, files); err != nil {
			return err
		}
	}
	if o.others != nil {
		return o.eachOther(v, see)
	}
	for _, name := range keys(extra) {
		if _, known := o.byName[name]; !known {
			if err := see(name, extra[name], nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// value is a property's value as JSON, or the files that it holds. Neither: it is left out.
func (f *property) value(at unsafe.Pointer) (value json.RawMessage, files []*sdk.File) {
	if f.constant != "" {
		return json.RawMessage(f.constant), nil
	}
	if !f.required && f.isNil(at) {
		return nil, nil
	}
	if files, are := filesIn(valueAt(f.goType, at)); are {
		return nil, files
	}
	return written(func(b []byte) []byte { return f.shape.write(b, "", at) }), nil
}

// filesIn are the files of a field that is one, a list of some, or a variant of a union that is one of these.
func filesIn(v reflect.Value) (files []*sdk.File, are bool) {
	if v.Kind() == reflect.Interface {
		return filesOfVariant(v.Elem())
	}
	switch field := v.Addr().Interface().(type) {
	case *sdk.File:
		return []*sdk.File{field}, true
	case **sdk.File:
		return []*sdk.File{*field}, *field != nil
	case *[]sdk.File:
		files = []*sdk.File{}
		for i := range *field {
			files = append(files, &(*field)[i])
		}
		return files, true
	case *[]*sdk.File:
		return slices.DeleteFunc(slices.Clone(*field), func(f *sdk.File) bool { return f == nil }), true
	default:
		return nil, false
	}
}

// filesOfVariant are the files of a variant, which points to a struct with its value in a field.
func filesOfVariant(v reflect.Value) (files []*sdk.File, are bool) {
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		return nil, false
	}
	of := v.Elem()
	for i := range of.NumField() {
		if field := of.Type().Field(i); field.IsExported() && parseNote(field.Tag.Get("sdk")).value {
			return filesIn(of.Field(i))
		}
	}
	return nil, false
}

// eachOther calls see with the additional properties, which have a type of their own.
func (o *object) eachOther(v reflect.Value, see func(string, json.RawMessage, []*sdk.File) error) error {
	field := v.FieldByName("AdditionalProperties")
	if files := filesByName(field); files != nil {
		return eachFile(files, see)
	}
	text := written(func(b []byte) []byte {
		return closing(o.others.appendEntries(open(b, "", "{"), field.Addr().UnsafePointer(), o.byName), '}')
	})
	return properties(text, see)
}

// filesByName are the files in a map; nil of another map.
func filesByName(v reflect.Value) map[string]*sdk.File {
	switch values := v.Interface().(type) {
	case map[string]sdk.File:
		files := make(map[string]*sdk.File, len(values))
		for name, file := range values {
			files[name] = &file
		}
		return files
	case map[string]*sdk.File:
		return values
	default:
		return nil
	}
}

func eachFile(files map[string]*sdk.File, see func(string, json.RawMessage, []*sdk.File) error) error {
	for _, name := range keys(files) {
		if err := see(name, nil, []*sdk.File{files[name]}); err != nil {
			return err
		}
	}
	return nil
}
