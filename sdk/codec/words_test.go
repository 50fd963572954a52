package codec

import (
	"fmt"
	"reflect"
	"testing"
	"unsafe"
)

// TestLayout holds what words.go believes of Go's interfaces and slices against package reflect.
func TestLayout(t *testing.T) {
	if unsafe.Sizeof(words{}) != unsafe.Sizeof(any(nil)) || unsafe.Sizeof(slice{}) != unsafe.Sizeof([]byte(nil)) {
		t.Fatal("interfaces or slices have another size")
	}
	text := "text"
	var empty any = &text
	var methods fmt.Stringer = reflect.ValueOf(&text)
	if got := (*words)(unsafe.Pointer(&empty)).data; got != unsafe.Pointer(&text) {
		t.Error("the second word of an interface is not its pointer")
	}
	first, second := fmt.Stringer((*stringer)(nil)), fmt.Stringer(new(stringer))
	a, b := (*words)(unsafe.Pointer(&first)), (*words)(unsafe.Pointer(&second))
	if a.table != b.table || a.table == nil || a.data != nil || a.table == (*words)(unsafe.Pointer(&methods)).table {
		t.Error("the first word of an interface does not tell its type")
	}
	made := reflect.New(reflect.TypeFor[fmt.Stringer]())
	made.Elem().Set(reflect.ValueOf(new(stringer)))
	if (*words)(made.UnsafePointer()).table != a.table {
		t.Error("package reflect makes another interface")
	}
	if *b = (words{}); second != nil {
		t.Error("an interface without words is not nil")
	}
	type large struct{ first, second uintptr }
	var holding any = large{1, 2}
	if p := (*words)(unsafe.Pointer(&holding)).data; *(*large)(p) != (large{1, 2}) {
		t.Error("the second word of an interface does not point to a value that is larger than it")
	}
	items := make([]int32, 2, 5)
	s := (*slice)(unsafe.Pointer(&items))
	if v := reflect.ValueOf(items); s.first != v.UnsafePointer() || s.length != v.Len() || s.room != v.Cap() {
		t.Error("a slice is not its first element, its length, and its room")
	}
	if *s = (slice{}); items != nil {
		t.Error("a slice without words is not nil")
	}
	var none []int32
	var noMap map[string]int
	if *(*unsafe.Pointer)(unsafe.Pointer(&none)) != nil || *(*unsafe.Pointer)(unsafe.Pointer(&noMap)) != nil {
		t.Error("the first word of a nil slice or map is not nil")
	}
	none, noMap = []int32{}, map[string]int{}
	if *(*unsafe.Pointer)(unsafe.Pointer(&none)) == nil || *(*unsafe.Pointer)(unsafe.Pointer(&noMap)) == nil {
		t.Error("the first word of an empty slice or map is nil")
	}
}

type stringer struct{ text string }

func (s *stringer) String() string { return s.text }

func TestValueAt(t *testing.T) {
	items := []string{"a", "b"}
	sample := sampleOf(reflect.TypeOf(items))
	v := valueAt(sample, unsafe.Pointer(&items))
	if v.Type() != reflect.TypeOf(items) || v.Len() != 2 || !v.CanSet() || v.Index(1).String() != "b" {
		t.Fatalf("it is %v", v)
	}
	v.Set(reflect.Append(v, reflect.ValueOf("c")))
	if len(items) != 3 || items[2] != "c" {
		t.Errorf("setting it left %v", items)
	}
	if !reflect.ValueOf(sample).IsNil() {
		t.Error("the sample has changed")
	}
}
