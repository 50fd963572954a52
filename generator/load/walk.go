package load

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// direction is where a value travels. What is read-only is no part of a request.
type direction int

const (
	anyDirection direction = iota
	toServer
	fromServer
)

// objectWalker visits every object of a document but schemas, for which kin-openapi has a walk of its own. An object
// that is referred to is visited once, where it is defined if that is in this document.
type objectWalker struct {
	visit func(pointer string, object any, towards direction)
	seen  map[uintptr]bool
}

func walkObjects(doc *openapi3.T, visit func(pointer string, object any, towards direction)) {
	w := objectWalker{visit: visit, seen: map[uintptr]bool{}}
	w.value("#", reflect.ValueOf(doc), anyDirection)
}

func (w *objectWalker) value(pointer string, v reflect.Value, towards direction) {
	switch v.Kind() {
	case reflect.Pointer:
		w.object(pointer, v, towards)
	case reflect.Struct:
		w.fields(pointer, v, towards)
	case reflect.Map:
		w.entries(pointer, v, towards)
	case reflect.Slice:
		for i := range v.Len() {
			w.value(pointer+"/"+strconv.Itoa(i), v.Index(i), towards)
		}
	}
}

func (w *objectWalker) object(pointer string, v reflect.Value, towards direction) {
	if v.IsNil() || v.Elem().Kind() != reflect.Struct {
		return
	}
	if reference, ok := v.Elem().Type().FieldByName("Value"); ok && isReference(v.Elem().Type()) {
		w.value(pointer, v.Elem().FieldByIndex(reference.Index), towards)
		return
	}
	if w.seen[v.Pointer()] {
		return
	}
	w.seen[v.Pointer()] = true
	switch v.Interface().(type) {
	case *openapi3.Schema:
		return
	case *openapi3.RequestBody:
		towards = toServer
	case *openapi3.Response:
		towards = fromServer
	}
	w.visit(pointer, v.Interface(), towards)
	w.fields(pointer, v.Elem(), towards)
}

// isReference tells whether a type is one of kin-openapi's "this or a $ref to it".
func isReference(t reflect.Type) bool {
	if t.Kind() != reflect.Struct || !strings.HasSuffix(t.Name(), "Ref") {
		return false
	}
	ref, hasRef := t.FieldByName("Ref")
	value, hasValue := t.FieldByName("Value")
	return hasRef && hasValue && ref.Type.Kind() == reflect.String && value.Type.Kind() == reflect.Pointer
}

func (w *objectWalker) fields(pointer string, v reflect.Value, towards direction) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		switch key := jsonKey(field); {
		case field.Anonymous:
			w.value(pointer, v.Field(i), towards)
		case key != "":
			w.value(Join(pointer, key), v.Field(i), towards)
		}
	}
	if entries, ok := mapOf(v); ok {
		w.entries(pointer, entries, towards)
	}
}

// jsonKey is the key of a field in the document, empty for those that have none.
func jsonKey(field reflect.StructField) string {
	key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	if key == "-" || !field.IsExported() {
		return ""
	}
	return key
}

// mapOf gives the entries of paths, responses and callbacks, which kin-openapi hides behind a method.
func mapOf(v reflect.Value) (reflect.Value, bool) {
	if !v.CanAddr() {
		return reflect.Value{}, false
	}
	method := v.Addr().MethodByName("Map")
	if !method.IsValid() || method.Type().NumIn() != 0 || method.Type().NumOut() != 1 {
		return reflect.Value{}, false
	}
	return method.Call(nil)[0], true
}

// entries visits a map in the order of its keys, so that what is visited twice is always visited here first.
func (w *objectWalker) entries(pointer string, v reflect.Value, towards direction) {
	switch v.Type().Elem().Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Struct:
	default:
		return
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		w.value(Join(pointer, key.String()), v.MapIndex(key), towards)
	}
}
