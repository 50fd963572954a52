package codec_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// everything has a field of each kind.
type everything struct {
	Text     string                `json:"text"`
	Maybe    *string               `json:"maybe,omitempty"`
	ID       string                `json:"id" sdk:"number"`
	Colour   colour                `json:"colour"`
	Shade    *colour               `json:"shade,omitempty"`
	Flag     bool                  `json:"flag"`
	Count    int64                 `json:"count"`
	Ratio    *float64              `json:"ratio,omitempty"`
	When     time.Time             `json:"when"`
	Then     *time.Time            `json:"then,omitempty"`
	Data     []byte                `json:"data"`
	Raw      json.RawMessage       `json:"raw,omitempty"`
	Slice    []part                `json:"slice,omitempty"`
	Pointers []*part               `json:"pointers,omitempty"`
	Numbers  []float64             `json:"numbers"`
	Strings  []string              `json:"strings"`
	Map      map[string]part       `json:"map,omitempty"`
	Ints     map[string]int32      `json:"ints"`
	Part     part                  `json:"part"`
	Pointer  *part                 `json:"pointer,omitempty"`
	One      attachment            `json:"one,omitempty"`
	Many     []attachment          `json:"many,omitempty"`
	Named    map[string]attachment `json:"named,omitempty"`
	Kind     kind                  `json:"kind,omitempty"`
	Wrapper  kindNumber            `json:"wrapper"`
	Opaque   *unknownKind          `json:"opaque,omitempty"`
	Rows     rows                  `json:"rows,omitempty"`
	Tree     sparseTree            `json:"tree"`
	Null     *int64                `json:"null,omitempty" sdk:"null"`

	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// part is an object within others.
type part struct {
	ID                   *string                    `json:"id,omitempty"`
	Size                 *int64                     `json:"size,omitempty"`
	Next                 *part                      `json:"next,omitempty"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

func (v everything) MarshalJSON() ([]byte, error)     { return types.Marshal(&v) }
func (v *everything) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, v) }

// membersOfEverything are values of each property, as the codec writes them.
var membersOfEverything = []struct {
	name   string
	values []string
}{
	{"text", []string{`"a"`, `"b\u0063"`, `""`, `null`}},
	{"maybe", []string{`"a"`, `"b"`, `""`, `null`}},
	{"id", []string{`"1"`, `2`, `null`}},
	{"colour", []string{`"RED"`, `"BLUE"`, `""`, `null`}},
	{"shade", []string{`"RED"`, `"BLUE"`, `""`, `null`}},
	{"flag", []string{`true`, `false`, `null`}},
	{"count", []string{`1`, `2.0`, `1e40`, `null`}},
	{"ratio", []string{`1.5`, `0.10000000000000001`, `1e400`, `null`}},
	{"when", []string{`"2026-03-30T12:00:00Z"`, `"2026-03-30T12:00:00.000000000001Z"`, `"yesterday"`, `null`}},
	{"then", []string{`"2026-03-30T12:00:00Z"`, `"2026-03-30T12:00:00.000000000001Z"`, `"yesterday"`, `null`}},
	{"data", []string{`"aGVsbG8="`, `"aGVsbG9="`, `"no base64"`, `""`, `null`}},
	{"raw", []string{`{"a":1}`, `[ ]`, `null`}},
	{"slice", []string{`[{"id":"1"},{"size":2}]`, `[{"new":3}]`, `[null]`, `[]`, `null`}},
	{"pointers", []string{`[{"id":"1"},{"size":2}]`, `[{"new":3},null]`, `[]`, `null`}},
	{"numbers", []string{`[1,2,3,4,5]`, `[0.10000000000000001]`, `[1,1e400]`, `[]`, `null`}},
	{"strings", []string{`["a","b"]`, `["c"]`, `[null]`, `[]`, `null`}},
	{"map", []string{`{"a":{"id":"1"},"b":{}}`, `{"a":{"size":2},"c":null}`, `{}`, `null`}},
	{"ints", []string{`{"a":1,"b":2}`, `{"a":1e40}`, `{"c":3}`, `{}`, `null`}},
	{"part", []string{`{"id":"1","next":{"id":"2"}}`, `{"size":2}`, `{"new":3,"size":1e40}`, `{}`, `null`}},
	{"pointer", []string{`{"id":"1","next":{"id":"2"}}`, `{"size":2}`, `{"new":3}`, `{}`, `null`}},
	{"one", []string{`{"type":"FILE","id":"1"}`, `{"new":1,"type":"FILE"}`, `{"type":"GROUP","one":{"type":"NEW"}}`, `{"type":"NEW"}`, `null`}},
	{"many", []string{`[{"type":"FILE","id":"1"},{"type":"NEW"}]`, `[{"type":"LOCATION"},null]`, `[]`, `null`}},
	{"named", []string{`{"a":{"type":"FILE","id":"1"}}`, `{"a":{"type":"NEW"},"b":null}`, `{}`, `null`}},
	{"kind", []string{`"a"`, `0.10000000000000001`, `[[1]]`, `true`, `{"type":"FILE"}`, `null`}},
	{"wrapper", []string{`1.5`, `0.10000000000000001`, `1e400`, `null`}},
	{"opaque", []string{`1`, `{"a":1}`, `null`}},
	{"rows", []string{`[["a"],null]`, `[[]]`, `[]`, `null`}},
	{"tree", []string{`[[],null]`, `[[[]]]`, `[]`, `null`}},
	{"null", []string{`1`, `1e40`, `null`}},
	{"new", []string{`1`, `{"a":[]}`, `null`}},
}

// fullEverything has every property.
var fullEverything = "{" + strings.Join(propertiesOfEverything(), ",") + "}"

func propertiesOfEverything() []string {
	properties := []string{}
	for _, member := range membersOfEverything {
		properties = append(properties, `"`+member.name+`":`+member.values[0])
	}
	return properties
}

func TestPropertiesComeInAnyOrder(t *testing.T) {
	want := mustRead[everything](t, fullEverything)
	for i := range reflect.TypeFor[everything]().NumField() {
		if field := reflect.TypeFor[everything]().Field(i); reflect.ValueOf(want).Field(i).IsZero() {
			t.Errorf("%s has no value", field.Name)
		}
	}
	written := written(&want)
	properties := propertiesOfEverything()
	check := func(properties []string) {
		t.Helper()
		in := "{" + strings.Join(properties, ",") + "}"
		got := mustRead[everything](t, in)
		if !reflect.DeepEqual(got, want) || string(types.Bytes(&got)) != written {
			t.Errorf("%s is read as %+v", in, got)
		}
	}
	for i := range properties {
		check(slices.Concat(properties[i:], properties[:i]))
	}
	slices.Reverse(properties)
	check(properties)
	want.AdditionalProperties["x"], want.AdditionalProperties["y"] = json.RawMessage(`[]`), json.RawMessage(`{"text":1}`)
	written = string(types.Bytes(&want))
	for i := range properties {
		between := slices.Insert(slices.Clone(properties), i, `"x":[]`)
		check(slices.Insert(between, 2*i%(len(properties)+2), ` "y" : {"text":1} `))
	}
}

// Whatever a property was, it is as if only the last one of its name had come.
func TestTheLastPropertyOfANameCounts(t *testing.T) {
	for _, member := range membersOfEverything {
		for _, first := range member.values {
			for _, last := range member.values {
				name := `"` + member.name + `":`
				want := mustRead[everything](t, `{`+name+last+`}`)
				for _, in := range []string{
					`{` + name + first + `,` + name + last + `}`, `{` + name + last + `,` + name + first + `,` + name + last + `}`,
				} {
					got := mustRead[everything](t, in)
					if !reflect.DeepEqual(got, want) || written(&got) != written(&want) {
						t.Errorf("%s is read as %+v and written as %s, want %+v and %s", in, got, written(&got), want, written(&want))
					}
				}
			}
		}
	}
}

func TestTheLastPropertyOfANameCountsWhereNullIsKept(t *testing.T) {
	testNullComesLast[*int64](t, `1`, `1e40`)
	testNullComesLast[*part](t, `{"id":"1"}`)
	testNullComesLast[map[string]part](t, `{"a":{}}`, `{}`)
	testNullComesLast[attachment](t, `{"type":"FILE","id":"1"}`, `{"type":"NEW"}`)
	testNullComesLast[[]float64](t, `[1,2]`, `[]`, `[0.10000000000000001]`, `[1e400]`)
	testNullComesLast[[]*part](t, `[{"id":"1"}]`)
	testNullComesLast[sparseTree](t, `[[],null]`)
	testNullComesLast[[]byte](t, `"YQ=="`, `"no base64"`)
	testNullComesLast[json.RawMessage](t, `{"a":1}`)
}

func testNullComesLast[T any](t *testing.T, values ...string) {
	goType := reflect.TypeFor[T]()
	for _, first := range values {
		t.Run(goType.String()+" "+first, func(t *testing.T) {
			in := first + `,"n":null`
			p, err := with[nullable[T]](in)
			if v := reflect.ValueOf(&p.Value).Elem(); err != nil || !v.IsNil() || goType.Kind() == reflect.Slice && v.Len() > 0 {
				t.Fatalf("it is nil: %v, and has %d elements nevertheless (%v)", v.IsNil(), v.Len(), err)
			}
			if got := out(p); got != `null` {
				t.Errorf("it is written as %s", got)
			}
			again, err := with[nullable[T]](`null,"n":` + first)
			if want, _ := with[nullable[T]](first); err != nil || !reflect.DeepEqual(again, want) {
				t.Errorf("after null, it is %+v (%v), want %+v", again, err, want)
			}
			if goType.Kind() != reflect.Slice && goType.Kind() != reflect.Map {
				return
			}
			must, err := with[requiredNullable[T]](in)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			if with := panics(func() { got = out(must) }); with != nil || got != `null` {
				t.Errorf("it is written as %q, or panics: %v", got, with)
			}
		})
	}
}

// closed is an object that forgets what it does not know.
type closed struct {
	ID    string   `json:"id"`
	Count *int32   `json:"count,omitempty"`
	Ratio float64  `json:"ratio"`
	Null  *string  `json:"null,omitempty" sdk:"null"`
	Sizes []int64  `json:"sizes,omitempty"`
	Next  *closed  `json:"next,omitempty"`
	All   []closed `json:"all,omitempty"`
}

// typed is an object whose further properties have a type.
type typed struct {
	ID                   string         `json:"id"`
	Null                 *string        `json:"null,omitempty" sdk:"null"`
	AdditionalProperties map[string]int `json:"-"`
}

func (v closed) MarshalJSON() ([]byte, error)     { return types.Marshal(&v) }
func (v *closed) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, v) }
func (v typed) MarshalJSON() ([]byte, error)      { return types.Marshal(&v) }
func (v *typed) UnmarshalJSON(data []byte) error  { return types.Unmarshal(data, v) }

func TestClosedObjectsForget(t *testing.T) {
	for in, want := range map[string]string{
		`{"kind":"CLOSED","id":"1","count":2,"ratio":1}`:         `{"kind":"CLOSED","id":"1","count":2,"ratio":1}`,
		`{"new":{"a":[1e400]},"id":"1","kind":"OTHER","x":null}`: `{"kind":"CLOSED","id":"1","ratio":0}`,
		`{"kind":[{}],"null":null,"ratio":0.10000000000000001}`:  `{"kind":"CLOSED","id":"","ratio":0.1}`,
		`{"next":{"id":"2","new":1,"kind":null},"all":[null,{"x":1}]}`: `{"kind":"CLOSED","id":"","ratio":0,"next":{"kind":"CLOSED","id":"2","ratio":0},` +
			`"all":[{"kind":"CLOSED","id":"","ratio":0},{"kind":"CLOSED","id":"","ratio":0}]}`,
		`{"null":"a","null":null,"sizes":[1],"sizes":[2.0]}`: `{"kind":"CLOSED","id":"","ratio":0,"sizes":[2]}`,
	} {
		if v := mustRead[closed](t, in); written(&v) != want {
			t.Errorf("%s is written as %s, want %s", in, written(&v), want)
		}
	}
	for in, want := range map[string]string{
		`{"count":2147483648}`:        "count: the number does not fit its Go type",
		`{"next":{"sizes":[1,1e40]}}`: "next.sizes[1]: the number does not fit its Go type",
		`{"new":tru}`:                 "new: unexpected byte 125 '}' at 10",
	} {
		if v, err := readAs[closed](in); err == nil || err.Error() != want {
			t.Errorf("%s is read as %+v: %v, want %s", in, v, err, want)
		}
	}
}

func TestTypedAdditionalProperties(t *testing.T) {
	for in, want := range map[string]string{
		`{"b":2,"id":"1","a":1.0,"kind":"TYPED"}`: `{"kind":"TYPED","id":"1","a":1,"b":2}`,
		`{"a":1,"a":2,"kind":"OTHER"}`:            `{"kind":"TYPED","id":"","a":2}`,
		`{"a":1,"a":null}`:                        `{"kind":"TYPED","id":"","a":0}`,
		`{"null":null,"\u0061":1}`:                `{"kind":"TYPED","id":"","a":1}`,
	} {
		if v := mustRead[typed](t, in); written(&v) != want {
			t.Errorf("%s is written as %s, want %s", in, written(&v), want)
		}
	}
	for in, want := range map[string]string{`{"a":"b"}`: "a: expected a number, got a string", `{"a":1e40}`: "a: the number does not fit its Go type"} {
		if v, err := readAs[typed](in); err == nil || err.Error() != want {
			t.Errorf("%s is read as %+v: %v, want %s", in, v, err, want)
		}
	}
	v := &typed{AdditionalProperties: map[string]int{"id": 1, "kind": 2, "null": 3, "a": 4}}
	if got := written(v); got != `{"kind":"TYPED","id":"","a":4}` {
		t.Errorf("what is known and added is written as %s", got)
	}
}

func TestANullIsKeptUntilItIsSet(t *testing.T) {
	p, err := with[nullable[[]float64]](`null`)
	if err != nil || p.Value != nil || out(p) != "null" {
		t.Fatalf("null is read as %v and written as %s (%v)", p.Value, out(p), err)
	}
	for _, set := range []struct {
		to   []float64
		want string
	}{{[]float64{}, `[]`}, {[]float64{1}, `[1]`}, {nil, `null`}} {
		if p.Value = set.to; out(p) != set.want {
			t.Errorf("%#v, set over null, is written as %s", set.to, out(p))
		}
	}
	q, err := with[nullable[*string]](`"a"`)
	if err != nil || out(q) != `"a"` {
		t.Fatal(out(q), err)
	}
	q.Value = nil // what a generated Clear method does
	codec.SetNull(&q.AdditionalProperties, name)
	if got := out(q); got != `null` {
		t.Errorf("cleared, it is written as %s", got)
	}
	if q.Value = new(""); out(q) != `""` {
		t.Errorf("set again, it is written as %s", out(q))
	}
}

func TestAConstantIsKeptUntilTheKeptOneIsRemoved(t *testing.T) {
	v := mustRead[file](t, `{"type":"OTHER","id":"1"}`)
	v.ID = "2"
	if got := written(&v); got != `{"type":"OTHER","id":"2"}` {
		t.Errorf("written as %s", got)
	}
	v.AdditionalProperties = nil
	if got := written(&v); got != `{"type":"FILE","id":"2"}` {
		t.Errorf("written as %s", got)
	}
}

// narrow has no place for what does not fit.
type narrow struct {
	N int `json:"n"`
}

// A number that does not fit an object without a place for it is an error, also where the object's own field keeps nulls.
func TestWhatDoesNotFitAClosedObjectIsAnError(t *testing.T) {
	var types codec.Types
	for _, text := range []string{`{"c":{"n":1e400}}`, `{"l":[{"n":1},{"n":1e400}]}`} {
		var open struct {
			C                    *narrow                    `json:"c,omitempty" sdk:"null"`
			L                    []narrow                   `json:"l,omitempty" sdk:"null"`
			AdditionalProperties map[string]json.RawMessage `json:"-"`
		}
		err := types.Unmarshal([]byte(text), &open)
		if err == nil || !strings.HasSuffix(err.Error(), "n: the number does not fit its Go type") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
