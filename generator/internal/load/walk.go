package load

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
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
	// schema visits the schemas that are not within others; nil for nobody.
	schema func(pointer string, schema *openapi3.Schema)
	seen   map[uintptr]bool
	// shapes are what is known about types: to ask reflection again for each object takes most of the walk.
	shapes map[reflect.Type]*shape
}

// shape is what a type of kin-openapi is made of.
type shape struct {
	// value is the field of what a reference leads to, none for other types.
	value []int
	// keys are the keys of the fields in a document, empty for those that have none.
	keys     []string
	embedded []bool
	// mapped is the method that gives the entries of paths, responses and callbacks, -1 for other types.
	mapped int
}

func walkObjects(doc *openapi3.T, visit func(pointer string, object any, towards direction)) {
	w := objectWalker{visit: visit, seen: map[uintptr]bool{}, shapes: map[reflect.Type]*shape{}}
	w.value("#", reflect.ValueOf(doc), anyDirection)
}

// walkSchemaRoots visits the schemas that are not within others.
func walkSchemaRoots(doc *openapi3.T, visit func(pointer string, schema *openapi3.Schema)) {
	w := objectWalker{
		visit: func(string, any, direction) {}, schema: visit,
		seen: map[uintptr]bool{}, shapes: map[reflect.Type]*shape{},
	}
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
	if s := w.shape(v.Elem().Type()); s.value != nil {
		w.value(pointer, v.Elem().FieldByIndex(s.value), towards)
		return
	}
	if w.seen[v.Pointer()] {
		return
	}
	w.seen[v.Pointer()] = true
	switch o := v.Interface().(type) {
	case *openapi3.Schema:
		if w.schema != nil {
			w.schema(pointer, o)
		}
		return
	case *openapi3.RequestBody:
		towards = toServer
	case *openapi3.Response:
		towards = fromServer
	}
	w.visit(pointer, v.Interface(), towards)
	w.fields(pointer, v.Elem(), towards)
}

// isReference reports whether a type is one of kin-openapi's "this or a $ref to it".
func isReference(t reflect.Type) bool {
	if t.Kind() != reflect.Struct || !strings.HasSuffix(t.Name(), "Ref") {
		return false
	}
	ref, hasRef := t.FieldByName("Ref")
	value, hasValue := t.FieldByName("Value")
	return hasRef && hasValue && ref.Type.Kind() == reflect.String && value.Type.Kind() == reflect.Pointer
}

func (w *objectWalker) fields(pointer string, v reflect.Value, towards direction) {
	s := w.shape(v.Type())
	for i, key := range s.keys {
		switch {
		case s.embedded[i]:
			w.value(pointer, v.Field(i), towards)
		case key != "" && !v.Field(i).IsZero():
			w.value(source.Join(pointer, key), v.Field(i), towards)
		}
	}
	if s.mapped >= 0 && v.CanAddr() {
		w.entries(pointer, v.Addr().Method(s.mapped).Call(nil)[0], towards)
	}
}

// shape looks at a type once.
func (w *objectWalker) shape(t reflect.Type) *shape {
	if known, ok := w.shapes[t]; ok {
		return known
	}
	s := &shape{mapped: mapOf(t)}
	for i := range t.NumField() {
		field := t.Field(i)
		s.keys, s.embedded = append(s.keys, repair.JSONKey(field)), append(s.embedded, field.Anonymous)
	}
	if reference, ok := t.FieldByName("Value"); ok && isReference(t) {
		s.value = reference.Index
	}
	w.shapes[t] = s
	return s
}

// mapOf is the method behind which kin-openapi hides the entries of paths, responses and callbacks.
func mapOf(t reflect.Type) int {
	method, ok := reflect.PointerTo(t).MethodByName("Map")
	if !ok || method.Type.NumIn() != 1 || method.Type.NumOut() != 1 {
		return -1
	}
	return method.Index
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
		w.value(source.Join(pointer, key.String()), v.MapIndex(key), towards)
	}
}
