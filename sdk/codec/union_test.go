package codec_test

import (
	"encoding/json"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

func TestTag(t *testing.T) {
	tests := []struct{ in, want string }{
		{`{"type":"FILE"}`, "FILE"},
		{` { "a" : {"type":"X"} , "type" : "FILE" } `, "FILE"},
		{`{"t\u0079pe":"F\u0049LE"}`, "FILE"},
		{`{"type":1.0}`, "1.0"},
		{`{"type":true}`, "true"},
		{`{"type":""}`, ""},
		{`{"type":null}`, ""},
		{`{"Type":"FILE"}`, ""},
		{`{}`, ""},
	}
	for _, test := range tests {
		var tag string
		var raw json.RawMessage
		err := codec.Unmarshal([]byte(test.in), &tag, func(v *string, d *codec.Decoder) error {
			text, err := codec.Tag(d, "type")
			if err != nil {
				return err
			}
			*v = string(text)
			return codec.ReadRaw(&raw, d) // looking ahead leaves the value where it is
		})
		if err != nil || tag != test.want || !json.Valid(raw) {
			t.Errorf("the tag of %s is %q (%v), want %q; the value is %s", test.in, tag, err, test.want, raw)
		}
	}
}

func TestOnlyProperty(t *testing.T) {
	for in, want := range map[string]string{
		`{"a":1}`: "a", `{"c":{"b":1},"b":[{"a":1}]}`: "b", `{"a":1,"b":2}`: "", `{"c":1}`: "", `{}`: "", `{"\u0061":null}`: "a",
	} {
		var got string
		err := codec.Unmarshal([]byte(in), &got, func(v *string, d *codec.Decoder) (err error) {
			if *v, err = codec.OnlyProperty(d, "a", "b"); err != nil {
				return err
			}
			return d.Skip()
		})
		if err != nil || got != want {
			t.Errorf("the property of %s is %q (%v), want %q", in, got, err, want)
		}
	}
}

// variant does what the variants do that are no objects.
type variant struct {
	value float64
	kept  string
}

func (v *variant) decode(d *codec.Decoder) error {
	return codec.ReadVariant(&v.value, &v.kept, d, codec.ReadFloat)
}

func (v *variant) encode(b []byte, key string) []byte {
	start := len(b)
	b = codec.AppendFloat(b, key, v.value, 64)
	if v.kept == "" {
		return b
	}
	var was variant
	_ = codec.UnmarshalWith([]byte(v.kept), was.decode)
	was.kept = ""
	return codec.RestoreVariant(b, start, key, v.kept, was.encode(nil, key))
}

func TestAVariantThatIsNoObjectKeepsItsDigits(t *testing.T) {
	for in, want := range map[string]float64{`1.5`: 1.5, `0.10000000000000001`: 0.1, `1e400`: 0} {
		var v variant
		err := codec.UnmarshalWith([]byte(in), v.decode)
		if got := string(codec.Bytes(v.encode)); err != nil || v.value != want || got != in {
			t.Errorf("%s is read as %v and written as %s (%v), want %v", in, v.value, got, err, want)
		}
		v.value = 7
		if got := string(codec.Bytes(v.encode)); got != "7" {
			t.Errorf("7, set over %s, is written as %s", in, got)
		}
	}
	var v float64
	var kept string
	err := codec.Unmarshal([]byte(`"a"`), &v, func(v *float64, d *codec.Decoder) error {
		return codec.ReadVariant(v, &kept, d, codec.ReadFloat)
	})
	if err == nil {
		t.Error("a string is read as a number")
	}
}
