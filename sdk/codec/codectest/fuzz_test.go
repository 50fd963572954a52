package codectest

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// holder has one property of each kind that numbers and texts may be read into.
type holder struct {
	Text                 string                     `json:"text"`
	Number               float64                    `json:"number"`
	Single               *float32                   `json:"single,omitempty"`
	Count                *int64                     `json:"count,omitempty" sdk:"null"`
	When                 time.Time                  `json:"when"`
	Data                 []byte                     `json:"data,omitempty"`
	List                 []float64                  `json:"list"`
	ByName               map[string]int32           `json:"byName"`
	One                  either                     `json:"one,omitempty"`
	Any                  []either                   `json:"any,omitempty"`
	Odd                  *string                    `json:"-" name:"a,b" sdk:"number,optional"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// either is a union.
type either interface{ isEither() }

type text struct {
	Value string `sdk:"value"`
}

type number struct {
	Value float64 `sdk:"value"`
	kept  string
}

type unknown struct {
	Raw json.RawMessage `sdk:"value"`
}

// counts loses what is no number of its kind.
type counts struct {
	Name                 string         `json:"name"`
	AdditionalProperties map[string]int `json:"-"`
}

func (*text) isEither()    {}
func (*number) isEither()  {}
func (*holder) isEither()  {}
func (*unknown) isEither() {}

func (v holder) MarshalJSON() ([]byte, error)      { return types.Marshal(&v) }
func (v *holder) UnmarshalJSON(data []byte) error  { return types.Unmarshal(data, v) }
func (v counts) MarshalJSON() ([]byte, error)      { return types.Marshal(&v) }
func (v *counts) UnmarshalJSON(data []byte) error  { return types.Unmarshal(data, v) }
func (v text) MarshalJSON() ([]byte, error)        { return types.Marshal(&v) }
func (v *text) UnmarshalJSON(data []byte) error    { return types.Unmarshal(data, v) }
func (v number) MarshalJSON() ([]byte, error)      { return types.Marshal(&v) }
func (v *number) UnmarshalJSON(data []byte) error  { return types.Unmarshal(data, v) }
func (v unknown) MarshalJSON() ([]byte, error)     { return types.Marshal(&v) }
func (v *unknown) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, v) }

func (holder) DescribeJSON() codec.Description {
	return codec.Description{Constants: []codec.Constant{{Name: "type", Value: `"HOLDER"`}}, Unions: []*codec.Union{&unionEither}}
}

var unionEither = codec.Union{Of: codec.Interface[either]{}, Unknown: (*unknown)(nil), Choice: &codec.Choice{
	ByKind: true,
	Cases: []codec.Case{
		{Label: "string", Variant: (*text)(nil)},
		{Label: "object", Then: &codec.Choice{Tag: "type", Cases: []codec.Case{{Label: "HOLDER", Variant: (*holder)(nil)}}}},
		{Label: "number", Variant: (*number)(nil)},
	},
}}

var types codec.Types

// FuzzNumber puts one number into properties of each kind.
func FuzzNumber(f *testing.F) {
	for _, text := range []string{"0", "-0.0", "1.0", "1e3", "1e400", "9007199254740993", "0.10000000000000001", "1e-400", "5E-324", "1e999999999", "20700000000000000000"} {
		f.Add(text)
	}
	of := typeOf(&types, new(holder))
	f.Fuzz(func(t *testing.T, text string) {
		check(t, of, []byte(`{"number":`+text+`,"single":`+text+`,"count":`+text+`,"list":[1,`+text+`],"byName":{"a":`+text+`},"one":`+text+`,"a,b":`+text+`,"new":`+text+`}`))
	})
}

// FuzzText puts one string into properties of each kind.
func FuzzText(f *testing.F) {
	for _, text := range []string{
		"", "a", "Grüße, 世界 😀", `\"\\\/\b\f\n\r\t`, `\u0000\u001f\u007f`, `\ud83d\ude00`, `\ud83d`, `\ude00\ud83d`, "\u2028<>&", "a\xff\xfeb", "\x00", `\u12`, `\`, `"`,
		"2026-03-30T12:00:00Z", "2026-03-30T14:00:00.000000000001+02:00", "2026-03-30T1:00:00,5Z", "yesterday", "HOLDER", "aGVsbG9=",
	} {
		f.Add(text)
	}
	of := typeOf(&types, new(holder))
	f.Fuzz(func(t *testing.T, text string) {
		check(t, of, []byte(`{"text":"`+text+`","when":"`+text+`","data":"`+text+`","one":"`+text+`","a,b":"`+text+`","new":{"`+text+`":"`+text+`"},"type":"`+text+`"}`))
	})
}
