package codec_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// attachment is a union whose variants a tag tells apart.
type attachment interface{ isAttachment() }

type file struct {
	ID                   string                     `json:"id"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

type place struct {
	Latitude             *float64                   `json:"latitude,omitempty"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// group is a variant that leads to the union again in every way.
type group struct {
	One                  attachment                 `json:"one,omitempty"`
	Must                 attachment                 `json:"must"`
	Many                 []attachment               `json:"many,omitempty"`
	Named                map[string]attachment      `json:"named,omitempty"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// numbered is a variant whose tag is no string.
type numbered struct {
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

type unknownAttachment struct {
	Type string          `json:"type" sdk:"tag"`
	Raw  json.RawMessage `sdk:"value"`
}

func (*file) isAttachment()              {}
func (*place) isAttachment()             {}
func (*group) isAttachment()             {}
func (*numbered) isAttachment()          {}
func (*unknownAttachment) isAttachment() {}

func (v file) MarshalJSON() ([]byte, error)                  { return types.Marshal(&v) }
func (v *file) UnmarshalJSON(data []byte) error              { return types.Unmarshal(data, v) }
func (v place) MarshalJSON() ([]byte, error)                 { return types.Marshal(&v) }
func (v *place) UnmarshalJSON(data []byte) error             { return types.Unmarshal(data, v) }
func (v group) MarshalJSON() ([]byte, error)                 { return types.Marshal(&v) }
func (v *group) UnmarshalJSON(data []byte) error             { return types.Unmarshal(data, v) }
func (v numbered) MarshalJSON() ([]byte, error)              { return types.Marshal(&v) }
func (v *numbered) UnmarshalJSON(data []byte) error          { return types.Unmarshal(data, v) }
func (v unknownAttachment) MarshalJSON() ([]byte, error)     { return types.Marshal(&v) }
func (v *unknownAttachment) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, v) }

var choiceAttachment = codec.Choice{
	Tag: "type",
	Cases: []codec.Case{
		{Label: "FILE", Variant: (*file)(nil)},
		{Label: "LOCATION", Variant: (*place)(nil)},
		{Label: "SPOT", Variant: (*place)(nil)},
		{Label: "GROUP", Variant: (*group)(nil)},
		{Label: "1", Variant: (*numbered)(nil)},
	},
}

// choiceTest is a union's JSON, the variant that it is, and the JSON that it becomes, empty where it stays.
type choiceTest struct{ name, in, want, out string }

var taggedTests = []choiceTest{
	{"the tag is first", `{"type":"FILE","id":"1"}`, "file", ``},
	{"last", `{"id":"1","new":{"type":"GROUP"},"type":"FILE"}`, "file", `{"type":"FILE","id":"1","new":{"type":"GROUP"}}`},
	{"in the middle", `{"latitude":1.5,"type":"LOCATION","new":[1]}`, "place", `{"type":"LOCATION","latitude":1.5,"new":[1]}`},
	{"alone", ` { "type" : "GROUP" } `, "group", `{"type":"GROUP","must":null}`},
	{"escaped", `{"t\u0079pe":"\u0046ILE","id":"1"}`, "file", `{"type":"\u0046ILE","id":"1"}`},
	{"only its name is escaped", `{"\u0074ype":"FILE","id":"1"}`, "file", `{"type":"FILE","id":"1"}`},
	{"another of the variant", `{"type":"SPOT","latitude":1}`, "place", ``},
	{"missing", `{"id":"1"}`, "unknownAttachment", ``},
	{"in other letters", `{"Type":"FILE"}`, "unknownAttachment", ``},
	{"null", `{"type":null,"id":"1"}`, "unknownAttachment", ``},
	{"empty", `{"type":""}`, "unknownAttachment", ``},
	{"new", `{"type":"NEW_THING","new":[1e400, "\u0061"]}`, "unknownAttachment", ``},
	{"a number", `{"type":1,"new":2}`, "numbered", ``},
	{"a string like the number", `{"type":"1"}`, "numbered", ``},
	{"another number", `{"type":1.0}`, "unknownAttachment", ``},
	{"a boolean", `{"type":true}`, "unknownAttachment", ``},
	{"an object", `{"type":{"type":"FILE"}}`, "unknownAttachment", ``},
	{"twice, and the first counts", `{"type":"FILE","type":"OTHER","id":"1"}`, "file", `{"type":"OTHER","id":"1"}`},
	{"twice, apart", `{"id":"1","type":"FILE","type":"OTHER"}`, "file", `{"type":"OTHER","id":"1"}`},
	{"twice, and new first", `{"type":"OTHER","type":"FILE"}`, "unknownAttachment", ``},
	{"twice, and null first", `{"type":null,"type":"FILE"}`, "unknownAttachment", ``},
	{"thrice, and the last is the first", `{"type":"FILE","type":"OTHER","type":"FILE"}`, "file", `{"type":"FILE","id":""}`},
	{"null instead of the object", `null`, "", ``},
}

// target is a union whose variants properties tell apart, and further properties after that.
type target interface{ isTarget() }

type mail struct {
	Email                string                     `json:"email"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

type call struct {
	Phone                string                     `json:"phone"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

type shop struct {
	Size                 string                     `json:"size"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

type mall struct {
	Size                 string                     `json:"size"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

type unknownTarget struct {
	Raw json.RawMessage `sdk:"value"`
}

func (*mail) isTarget()          {}
func (*call) isTarget()          {}
func (*shop) isTarget()          {}
func (*mall) isTarget()          {}
func (*still) isTarget()         {}
func (*unknownTarget) isTarget() {}

func (v mail) MarshalJSON() ([]byte, error)              { return types.Marshal(&v) }
func (v *mail) UnmarshalJSON(data []byte) error          { return types.Unmarshal(data, v) }
func (v call) MarshalJSON() ([]byte, error)              { return types.Marshal(&v) }
func (v *call) UnmarshalJSON(data []byte) error          { return types.Unmarshal(data, v) }
func (v shop) MarshalJSON() ([]byte, error)              { return types.Marshal(&v) }
func (v *shop) UnmarshalJSON(data []byte) error          { return types.Unmarshal(data, v) }
func (v mall) MarshalJSON() ([]byte, error)              { return types.Marshal(&v) }
func (v *mall) UnmarshalJSON(data []byte) error          { return types.Unmarshal(data, v) }
func (v still) MarshalJSON() ([]byte, error)             { return types.Marshal(&v) }
func (v *still) UnmarshalJSON(data []byte) error         { return types.Unmarshal(data, v) }
func (v unknownTarget) MarshalJSON() ([]byte, error)     { return types.Marshal(&v) }
func (v *unknownTarget) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, v) }

var choiceTarget = codec.Choice{
	ByProperty: true,
	Cases: []codec.Case{
		{Label: "email", Variant: (*mail)(nil)},
		{Label: "phone", Variant: (*call)(nil)},
		{Label: "store", Then: &codec.Choice{
			Tag: "size",
			Cases: []codec.Case{
				{Label: "S", Variant: (*shop)(nil)},
				{Label: "L", Variant: (*mall)(nil)},
			},
			Else: &codec.Choice{Variant: (*shop)(nil)},
		}},
	},
	Else: &codec.Choice{Tag: "still", Cases: []codec.Case{{Label: "FILE", Variant: (*still)(nil)}}},
}

var propertyTests = []choiceTest{
	{"one property", `{"email":"a","new":1}`, "mail", ``},
	{"the other", `{"new":{"email":"a"},"ph\u006fne":"b"}`, "call", `{"phone":"b","new":{"email":"a"}}`},
	{"null", `{"phone":null}`, "call", `{"phone":""}`},
	{"both", `{"phone":"b","email":"a"}`, "unknownTarget", ``},
	{"one twice", `{"email":"a","email":"b"}`, "unknownTarget", ``},
	{"a tag after it", `{"size":"L","store":true}`, "mall", ``},
	{"another tag after it", `{"store":1,"size":"S"}`, "shop", `{"size":"S","store":1}`},
	{"a new tag after it", `{"store":1,"size":"XL"}`, "unknownTarget", ``},
	{"no tag after it", `{"store":1}`, "shop", `{"size":"","store":1}`},
	{"a null tag after it", `{"store":1,"size":null}`, "shop", `{"size":"","store":1}`},
	{"none, and a tag", `{"new":1,"still":"FILE"}`, "still", `{}`},
	{"none, and a new tag", `{"still":"OTHER"}`, "unknownTarget", ``},
	{"none", `{"size":"L"}`, "unknownTarget", ``},
	{"nothing", `{}`, "unknownTarget", ``},
	{"null instead of the object", `null`, "", ``},
}

// kind is a union whose variants JSON types tell apart.
type kind interface{ isKind() }

type (
	kindText struct {
		Value string `sdk:"value,number"`
	}
	kindNumber struct {
		Value float64 `sdk:"value"`
		kept  string
	}
	kindList struct {
		Value [][]int64 `sdk:"value,items.null"`
		kept  string
	}
	unknownKind struct {
		Raw json.RawMessage `sdk:"value"`
	}
)

func (*kindText) isKind()    {}
func (*kindNumber) isKind()  {}
func (*kindList) isKind()    {}
func (*file) isKind()        {}
func (*mail) isKind()        {}
func (*unknownKind) isKind() {}

func (v kindText) MarshalJSON() ([]byte, error)        { return types.Marshal(&v) }
func (v *kindText) UnmarshalJSON(data []byte) error    { return types.Unmarshal(data, v) }
func (v kindNumber) MarshalJSON() ([]byte, error)      { return types.Marshal(&v) }
func (v *kindNumber) UnmarshalJSON(data []byte) error  { return types.Unmarshal(data, v) }
func (v kindList) MarshalJSON() ([]byte, error)        { return types.Marshal(&v) }
func (v *kindList) UnmarshalJSON(data []byte) error    { return types.Unmarshal(data, v) }
func (v unknownKind) MarshalJSON() ([]byte, error)     { return types.Marshal(&v) }
func (v *unknownKind) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, v) }

var choiceKind = codec.Choice{
	ByKind: true,
	Cases: []codec.Case{
		{Label: "string", Variant: (*kindText)(nil)},
		{Label: "number", Variant: (*kindNumber)(nil)},
		{Label: "array", Variant: (*kindList)(nil)},
		{Label: "object", Then: &codec.Choice{
			Tag:   "type",
			Cases: []codec.Case{{Label: "FILE", Variant: (*file)(nil)}},
			Else:  &codec.Choice{ByProperty: true, Cases: []codec.Case{{Label: "email", Variant: (*mail)(nil)}}},
		}},
	},
}

var kindTests = []choiceTest{
	{"a string", `"a\u0062"`, "kindText", `"ab"`},
	{"a number", `1.50`, "kindNumber", `1.5`},
	{"a number of many digits", `0.10000000000000001`, "kindNumber", ``},
	{"a number out of range", `-1e400`, "kindNumber", ``},
	{"an array", `[[1],null,[]]`, "kindList", ``},
	{"an array that does not fit", `[[1], [1e40]]`, "kindList", ``},
	{"an empty array", `[]`, "kindList", ``},
	{"a boolean", `true`, "unknownKind", ``},
	{"an object with a tag", `{"id":"1","type":"FILE"}`, "file", `{"type":"FILE","id":"1"}`},
	{"an object with a new tag", `{"type":"OTHER","email":"a"}`, "unknownKind", ``},
	{"an object with a property", `{"email":"a"}`, "mail", ``},
	{"an object with neither", `{"new": 1}`, "unknownKind", ``},
	{"null", `null`, "", ``},
}

func TestVariantsByTag(t *testing.T)      { testChoices[attachment](t, taggedTests) }
func TestVariantsByProperty(t *testing.T) { testChoices[target](t, propertyTests) }
func TestVariantsByJSONType(t *testing.T) { testChoices[kind](t, kindTests) }

// testChoices reads each union as it is, in a slice, in a map, and as a property that comes twice.
func testChoices[U any](t *testing.T, tests []choiceTest) {
	type holder struct {
		One                  U            `json:"one,omitempty"`
		Many                 []U          `json:"many,omitempty"`
		AdditionalProperties map[string]U `json:"-"`
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := "*codec_test." + test.want
			if test.want == "" {
				want = "<nil>"
			}
			v := mustRead[U](t, test.in)
			if got := fmt.Sprintf("%T", v); got != want {
				t.Errorf("%s is a %s, want %s", test.in, got, want)
			}
			written := written(&v)
			if test.out == "" {
				test.out = test.in
			}
			if written != test.out {
				t.Errorf("%s is written as %s, want %s", test.in, written, test.out)
			}
			held := mustRead[holder](t, `{"one":`+tests[0].in+`,"many":[`+test.in+`,null,`+test.in+`],"key":`+tests[1].in+`,"one":`+test.in+`,"key":`+test.in+`}`)
			for i, v := range []U{held.One, held.Many[0], held.Many[2], held.AdditionalProperties["key"]} {
				if got := fmt.Sprintf("%T", v); got != want {
					t.Errorf("%s is a %s within place %d, want %s", test.in, got, i, want)
				}
			}
			all := `"many":[` + test.out + `,null,` + test.out + `],"key":` + test.out + `}`
			if test.want != "" {
				all = `"one":` + test.out + `,` + all
			}
			if got := string(types.Bytes(&held)); got != "{"+all {
				t.Errorf("%s is written as %s, want %s", test.in, got, "{"+all)
			}
		})
	}
}

func TestUnknownVariantsHaveTheirTag(t *testing.T) {
	for in, want := range map[string]string{
		`{"type":"NEW"}`: "NEW", `{"a":1,"type":"N\u0045W"}`: "NEW", `{"type":7}`: "7", `{"type":null}`: "", `{}`: "",
		`{"type":"A","type":"B"}`: "A", `{"type":{"a":1}}`: `{"a":1}`,
	} {
		v, is := mustRead[attachment](t, in).(*unknownAttachment)
		if !is || v.Type != want || string(v.Raw) != in || written(v) != in {
			t.Errorf("%s is read as %+v", in, v)
		}
	}
	if got := written(&unknownAttachment{Type: "NEW"}); got != "null" {
		t.Errorf("an unknown variant without JSON is written as %s", got)
	}
}

func TestErrorsInUnionsNameThePath(t *testing.T) {
	for in, want := range map[string]string{
		`{"type":"FILE","id":7}`:                                   "id: expected a string, got a number",
		`{"id":7,"type":"FILE"}`:                                   "id: expected a string, got a number",
		`{"type":"GROUP","many":[null,{"type":"FILE","id":[]}]}`:   "many[1].id: expected a string, got an array",
		`{"type":"GROUP","named":{"a":{"id":true,"type":"FILE"}}}`: "named.a.id: expected a string, got a boolean",
		`{"type":"GROUP","one":[]}`:                                "one: expected an object, got an array",
		`[]`:                                                       "expected an object, got an array",
		`"FILE"`:                                                   "expected an object, got a string",
	} {
		if v, err := readAs[attachment](in); err == nil || err.Error() != want {
			t.Errorf("%s is read as %v: %v, want %s", in, v, err, want)
		}
	}
}

func TestNilVariantsAreNull(t *testing.T) {
	tests := []struct {
		v    any
		want string
	}{
		{new(attachment), `null`},
		{&group{}, `{"type":"GROUP","must":null}`},
		{&group{One: (*file)(nil), Must: (*place)(nil)}, `{"type":"GROUP","one":null,"must":null}`},
		{&group{Many: []attachment{nil, (*file)(nil), &file{ID: "1"}}}, `{"type":"GROUP","must":null,"many":[null,null,{"type":"FILE","id":"1"}]}`},
		{&group{Named: map[string]attachment{"a": nil, "b": (*group)(nil)}}, `{"type":"GROUP","must":null,"named":{"a":null,"b":null}}`},
		{&group{Many: []attachment{}, Named: map[string]attachment{}}, `{"type":"GROUP","must":null,"many":[],"named":{}}`},
	}
	for _, test := range tests {
		if got := written(test.v); got != test.want {
			t.Errorf("%+v is written as %s, want %s", test.v, got, test.want)
		}
	}
}

// A union that is handed over as a value is no interface any more.
func TestNilIsNull(t *testing.T) {
	var v attachment
	var got string
	if with := panics(func() { got = written(v) }); with != nil || got != "null" {
		t.Errorf("nil is written as %q, or panics: %v", got, with)
	}
}

// A type outside the package becomes a variant by embedding one, whatever the interface's methods are.
func TestWhatEmbedsAVariantIsWrittenAsTheVariant(t *testing.T) {
	type mine struct{ *file }
	v := attachment(mine{&file{ID: "1"}})
	var got string
	with := panics(func() { got = written(&group{Must: v}) })
	if want := `{"type":"GROUP","must":{"type":"FILE","id":"1"}}`; got != want {
		t.Errorf("written as %q, want %s; it panics: %v", got, want, with)
	}
}

// embedder is a caller's type that has a variant's methods by embedding it, at an offset of its own.
type embedder struct {
	Before [16]uint64
	*narrowVariant
}

type byValue struct {
	Before [16]uint64
	narrowVariant
}

// narrowVariant is a type as it is generated.
type narrowVariant struct {
	X string `json:"x"`

	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

var embedded codec.Types

func (v narrowVariant) MarshalJSON() ([]byte, error) { return embedded.Marshal(v) }

func TestWhatEmbedsATypeIsWrittenAsThatType(t *testing.T) {
	inner := narrowVariant{X: "a", AdditionalProperties: map[string]json.RawMessage{"y": json.RawMessage("1")}}
	full := [16]uint64{0x4141414141414141, 0x4141414141414141}
	for _, test := range []struct {
		v    any
		want string
	}{
		{&byValue{full, inner}, `{"x":"a","y":1}`}, {byValue{full, inner}, `{"x":"a","y":1}`},
		{&embedder{full, &inner}, `{"x":"a","y":1}`}, {embedder{full, nil}, `null`}, {&[]byValue{{full, inner}}, `[{"x":"a","y":1}]`},
	} {
		if got := string(embedded.Bytes(test.v)); got != test.want {
			t.Errorf("%T is written as %s, want %s", test.v, got, test.want)
		}
	}
}
