package codec_test

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// texts are JSON strings, legal and not, that encoding/json is the judge of.
var texts = []string{
	`""`, `"a"`, `"Grüße, 世界 😀"`, `"\"\\\/\b\f\n\r\t"`, `"\u0000\u001f\u007f"`, `"\u00e9\u4e16\uFFFD"`,
	`"\ud83d\ude00"`, `"\uD83D\uDE00"`, `"\ud83d"`, `"\ude00"`, `"\ud83dx"`, `"\ud83d\n"`, `"\ud83d\u0041"`, `"\ude00\ud83d"`,
	"\"\u2028\u2029<>&\"", "\"\xff\"", "\"a\xff\xfeb\"", "\"\xed\xa0\x80\"", "\"\xe4\xb8\"", "\"\\n\xff\"",
	"\"\x00\"", "\"\n\"", "\"\x1f\"", "\"\x7f\"", `"\x41"`, `"\u12"`, `"\u12g4"`, `"\`, `"\"`, `"`, `"a`, `"\u00`, `'a'`, `a`,
}

func TestStringsAreReadAsEncodingJSONReadsThem(t *testing.T) {
	for _, in := range texts {
		var want, got string
		wanted := json.Unmarshal([]byte(in), &want)
		err := types.Unmarshal([]byte(in), &got)
		if (err == nil) != (wanted == nil) || wanted == nil && got != want {
			t.Errorf("%q is read as %q (%v), encoding/json reads %q (%v)", in, got, err, want, wanted)
		}
	}
}

func TestStringsAreWrittenAsEncodingJSONWritesThem(t *testing.T) {
	for _, in := range []string{"", "a", "Grüße 😀", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "\u2028<>&", "\xff", "a\xff\xfeb", "\xed\xa0\x80\xe4\xb8"} {
		buf := types.Bytes(&in)
		written, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var want, got string
		if err := json.Unmarshal(written, &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(buf, &got); err != nil || got != want || !utf8.Valid(buf) {
			t.Errorf("%q is written as %s, which is %q (%v), encoding/json writes %s", in, buf, got, err, written)
		}
	}
}

// What is no UTF-8 is no JSON: it becomes U+FFFD wherever it stands.
func TestInvalidUTF8IsReplacedInNamesAndUnknownValues(t *testing.T) {
	var v map[string]json.RawMessage
	in := []byte("{\"a\xff\":[\"b\xfe\xfe\"]}")
	before := string(in)
	if err := types.Unmarshal(in, &v); err != nil {
		t.Fatal(err)
	}
	if got := string(v["a\uFFFD"]); got != "[\"b\uFFFD\uFFFD\"]" {
		t.Errorf("read %q", v)
	}
	if string(in) != before {
		t.Error("the input was changed")
	}
	for _, v := range []any{
		&optional[*string]{AdditionalProperties: map[string]json.RawMessage{"c\xff": json.RawMessage(`1`)}},
		&map[string]int{"c\xff": 1},
	} {
		if got, want := written(v), "{\"c\uFFFD\":1}"; got != want {
			t.Errorf("wrote %q, want %q", got, want)
		}
	}
}

func TestIdentifiersMayBeNumbers(t *testing.T) {
	for in, want := range map[string]string{`"4711"`: "4711", `4711`: "4711", `-1.50e3`: "-1.50e3", `null`: "", `""`: ""} {
		got := "before"
		if err := types.Unmarshal([]byte(in), codec.Noted{Value: &got, Note: "number"}); err != nil || got != want {
			t.Errorf("%s is read as %q (%v), want %q", in, got, err, want)
		}
	}
	if err := types.Unmarshal([]byte(`true`), codec.Noted{Value: new(string), Note: "number"}); err == nil {
		t.Error("a boolean is read as an identifier")
	}
}

func TestBase64(t *testing.T) {
	tests := []struct {
		name, in, want, out string
		isNil               bool
	}{
		{"text", `"aGVsbG8="`, "hello", `"aGVsbG8="`, false},
		{"nothing", `""`, "", `""`, false},
		{"escaped padding", `"aGVsbG8\u003d"`, "hello", `"aGVsbG8\u003d"`, false},
		{"escaped slash", `"\/\/\/\/"`, "\xff\xff\xff", `"\/\/\/\/"`, false},
		{"lines", `"aGVs\nbG8="`, "hello", `"aGVs\nbG8="`, false},
		{"only a line", `"\n"`, "", `"\n"`, false},
		{"bits after the end", `"aGVsbG9="`, "hello", `"aGVsbG9="`, false},
		{"no padding", `"aGVsbG8"`, "", `"aGVsbG8"`, true},
		{"the alphabet of URLs", `"__-_"`, "", `"__-_"`, true},
		{"no base64", `"hello!"`, "", `"hello!"`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, out, err := inAndOutOptional[[]byte](test.in)
			if _, out, err := inAndOut[[]byte](test.in); err != nil || out != test.out {
				t.Errorf("%s, which is required, is written as %s (%v), want %s", test.in, out, err, test.out)
			}
			if err != nil || string(got) != test.want || (got == nil) != test.isNil || out != test.out {
				t.Errorf("%s is read as %q and written as %s (%v), want %q and %s", test.in, got, out, err, test.want, test.out)
			}
		})
	}
}

func TestNoBytesAreAnEmptyString(t *testing.T) {
	for _, v := range [][]byte{nil, {}} {
		if got := written(&v); got != `""` {
			t.Errorf("%#v is written as %s", v, got)
		}
	}
}
