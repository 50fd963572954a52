package codec

import (
	"reflect"
	"testing"
	"unsafe"
)

func TestValueAt(t *testing.T) {
	items := []string{"a", "b"}
	v := valueAt(reflect.TypeOf(items), unsafe.Pointer(&items))
	if v.Type() != reflect.TypeOf(items) || v.Len() != 2 || !v.CanSet() || v.Index(1).String() != "b" {
		t.Fatalf("it is %v", v)
	}
	v.Set(reflect.Append(v, reflect.ValueOf("c")))
	if len(items) != 3 || items[2] != "c" {
		t.Errorf("setting it left %v", items)
	}
}

func TestIsNil(t *testing.T) {
	type all struct {
		pointer *int
		slice   []int
		object  map[string]int
		union   error
	}
	none, some := all{}, all{new(int), []int{}, map[string]int{}, errNoObject}
	for i := range reflect.TypeFor[all]().NumField() {
		field := reflect.TypeFor[all]().Field(i)
		isNil := isNil(field.Type)
		if !isNil(unsafe.Add(unsafe.Pointer(&none), field.Offset)) || isNil(unsafe.Add(unsafe.Pointer(&some), field.Offset)) {
			t.Errorf("nil is not told apart in a %s", field.Type)
		}
	}
	if isNil(reflect.TypeFor[int]()) != nil {
		t.Error("an int has a nil")
	}
}
