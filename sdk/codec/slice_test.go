package codec_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// What is nil and what is empty is told apart where the object may leave it out or the null is kept.
func TestEmptyAndNil(t *testing.T) {
	testEmptyAndNil[[]string](t, `[]`)
	testEmptyAndNil[[]float64](t, `[]`)
	testEmptyAndNil[[]part](t, `[]`)
	testEmptyAndNil[[]attachment](t, `[]`)
	testEmptyAndNil[sparseTree](t, `[]`)
	testEmptyAndNil[[]byte](t, `""`)
	testEmptyAndNil[map[string]string](t, `{}`)
	testEmptyAndNil[map[string]float64](t, `{}`)
	testEmptyAndNil[forest](t, `{}`)
}

func testEmptyAndNil[T any](t *testing.T, empty string) {
	t.Run(reflect.TypeFor[T]().String(), func(t *testing.T) {
		for _, in := range []string{`{}`, `{"n":null}`, `{"n":` + empty + `}`} {
			must, may := mustRead[required[T]](t, in), mustRead[optional[T]](t, in)
			mustNull, mayNull := mustRead[requiredNullable[T]](t, in), mustRead[nullable[T]](t, in)
			isNil := in != `{"n":`+empty+`}`
			for i, v := range []any{must.Value, may.Value, mustNull.Value, mayNull.Value} {
				if v := reflect.ValueOf(v); v.IsNil() != isNil || v.Len() != 0 {
					t.Errorf("%s is read as %#v in place %d", in, v, i)
				}
			}
			for i, v := range []any{&must, &may, &mustNull, &mayNull} {
				want := in
				switch {
				case i == 0 && isNil, i == 2 && in == `{}`:
					want = `{"n":` + empty + `}`
				case i == 1 && isNil:
					want = `{}`
				}
				if got := written(v); got != want {
					t.Errorf("%s is written as %s by %T, want %s", in, got, v, want)
				}
			}
		}
	})
}

func TestSlicesOfEveryLength(t *testing.T) {
	for n := range 100 {
		texts, numbers := []string{}, []string{}
		for i := range n {
			texts, numbers = append(texts, fmt.Sprintf(`{"id":"%d"}`, i)), append(numbers, fmt.Sprint(i))
		}
		in := "[" + strings.Join(texts, ",") + "]"
		if v := mustRead[[]part](t, in); len(v) != n || written(&v) != in {
			t.Errorf("%s is written as %s", in, written(&v))
		}
		in = "[" + strings.Join(numbers, ",") + "]"
		if v := mustRead[[]int32](t, in); len(v) != n || written(&v) != in {
			t.Errorf("%s is written as %s", in, written(&v))
		}
	}
}

// An element has nothing of the one before it, and a value nothing of the one under another key.
func TestElementsAreApart(t *testing.T) {
	const in = `[{"id":"1","size":1,"next":{},"new":1},{},{"new":2},null,{"size":1e40},{}]`
	v := mustRead[[]part](t, in)
	if got, want := written(&v), strings.ReplaceAll(in, "null", "{}"); got != want {
		t.Errorf("written as %s, want %s", got, want)
	}
	m := mustRead[map[string]part](t, `{"a":{"id":"1","new":1},"b":{},"c":null,"a":{"size":2}}`)
	if got, want := written(&m), `{"a":{"size":2},"b":{},"c":{}}`; got != want {
		t.Errorf("written as %s, want %s", got, want)
	}
	unions := mustRead[map[string][]attachment](t, `{"a":[{"type":"FILE","id":"1"}],"b":[],"c":[{"type":"FILE"},null]}`)
	if got, want := written(&unions), `{"a":[{"type":"FILE","id":"1"}],"b":[],"c":[{"type":"FILE","id":""},null]}`; got != want {
		t.Errorf("written as %s, want %s", got, want)
	}
}

func TestNullElements(t *testing.T) {
	tests := []struct {
		v    any
		want string
	}{
		{new([]string), `["",""]`},
		{new([]*string), `[null,null]`},
		{new([]int64), `[0,0]`},
		{new([]*float64), `[null,null]`},
		{new([]bool), `[false,false]`},
		{new([]part), `[{},{}]`},
		{new([]*part), `[null,null]`},
		{new([][]int64), `[[],[]]`},
		{new([]map[string]int64), `[{},{}]`},
		{new([]attachment), `[null,null]`},
		{new([]still), `[{},{}]`},
		{new([]unknownKind), `[null,null]`},
	}
	for _, test := range tests {
		if err := types.Unmarshal([]byte(`[null,null]`), test.v); err != nil || written(test.v) != test.want {
			t.Errorf("%T: nulls are written as %s (%v), want %s", test.v, written(test.v), err, test.want)
		}
	}
}

// After an error, a slice has no half of its elements.
func TestSlicesThatFailAreNil(t *testing.T) {
	for _, in := range []string{`[1,2,3,4,5,"a"]`, `[1,2`, `[1,2,`, `[1 2]`, `{}`, `[1,1e40]`} {
		if v, err := readAs[[]int64](in); err == nil || v != nil {
			t.Errorf("%s is read as %v (%v)", in, v, err)
		}
		if v, err := readAs[map[string][]int64](`{"a":[],"b":` + in + `}`); err == nil || v != nil {
			t.Errorf("%s is read as %v (%v)", in, v, err)
		}
	}
}
