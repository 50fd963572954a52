package codec_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
	"github.com/hubchannels/hubchannels-go/sdk/codec/codectest"
)

func samples() codectest.Type { return codectest.Of("sample", (*sample).decode, (*sample).encode) }

// FuzzObject reads and writes an object with a property of each kind.
func FuzzObject(f *testing.F) {
	f.Add([]byte(fullSample()))
	f.Add([]byte(` { "new" : [ 1e400 , "a" ] , "t\u0079pe" : "OTHER" , "list" : [ 0.10000000000000001 , 1e400 ] } `))
	f.Add([]byte(`{"number":9007199254740993,"count":9223372036854775808,"when":"yesterday","type":null,"":{}}`))
	codectest.Fuzz(f, nil, samples())
}

// FuzzNested reads and writes an object that holds itself.
func FuzzNested(f *testing.F) {
	f.Add([]byte(`{"one":{"many":[{},{"named":{"a":{"new":1}}},null]},"new":[]}`))
	f.Add([]byte(strings.Repeat(`{"one":`, 50)))
	f.Fuzz(func(t *testing.T, data []byte) {
		err := codec.Unmarshal(data, &nested{}, (*nested).decode)
		if err == nil && !json.Valid(data) {
			t.Errorf("%q is read, though it is no JSON", data)
		}
	})
}

// FuzzNumber puts one number into properties of each kind.
func FuzzNumber(f *testing.F) {
	for _, text := range []string{"0", "-0.0", "1.0", "1e3", "1e400", "9007199254740993", "0.10000000000000001", "1e-400", "5E-324", "1e999999999", "20700000000000000000"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		codectest.Check(t, samples(), []byte(`{"number":`+text+`,"count":`+text+`,"list":[1,`+text+`],"new":`+text+`}`))
	})
}

// FuzzText puts one string into properties of each kind.
func FuzzText(f *testing.F) {
	for _, text := range texts {
		f.Add(strings.Trim(text, `"`))
	}
	for _, text := range []string{"2026-03-30T12:00:00Z", "2026-03-30T14:00:00.000000000001+02:00", "2026-03-30T1:00:00,5Z", "yesterday"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		codectest.Check(t, samples(), []byte(`{"text":"`+text+`","when":"`+text+`","new":{"`+text+`":"`+text+`"},"type":"`+text+`"}`))
		var want, got string
		quoted := []byte(`"` + text + `"`)
		wanted := json.Unmarshal(quoted, &want)
		err := codec.Unmarshal(quoted, &got, codec.ReadString)
		if (err == nil) != (wanted == nil) || err == nil && got != want && !strings.ContainsRune(want, '\uFFFD') {
			t.Errorf("%q is read as %q (%v), encoding/json reads %q (%v)", quoted, got, err, want, wanted)
		}
	})
}

// FuzzBase64 puts one string into a property of bytes.
func FuzzBase64(f *testing.F) {
	for _, text := range []string{"", "aGVsbG8=", "aGVsbG9=", `aGVs\nbG8=`, "aGVsbG8", "_-8=", `\u003d`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		quoted := `"` + text + `"`
		if !json.Valid([]byte(quoted)) || strings.ContainsRune(strings.ToValidUTF8(text, "\uFFFD"), '\uFFFD') {
			t.Skip()
		}
		p, err := base64s().in(quoted)
		if out := string(codec.Bytes(p.encode)); err != nil || out != `{"n":`+quoted+`}` {
			t.Errorf("%s is written as %s (%v)", quoted, out, err)
		}
	})
}

// base64s is the form of an optional property of bytes.
func base64s() form[[]byte] {
	return form[[]byte]{
		read: func(p *property[[]byte], d *codec.Decoder) error {
			return codec.KeepWhole(&p.value, d, codec.ReadBytes, &p.extra, []byte(name))
		},
		write: func(b []byte, key string, v []byte) []byte {
			if v == nil {
				return b
			}
			return codec.AppendBytes(b, key, v)
		},
	}
}

// FuzzTag holds looking ahead against encoding/json.
func FuzzTag(f *testing.F) {
	f.Add([]byte(`{"a":{"type":"b"},"type":"c"}`))
	f.Add([]byte(`{"t\u0079pe":"\u0061","type":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var tag string
		err := codec.Unmarshal(data, &tag, func(v *string, d *codec.Decoder) error {
			text, err := codec.Tag(d, "type")
			*v = string(text)
			if err != nil {
				return err
			}
			return d.Skip()
		})
		var members map[string]json.RawMessage
		if wanted := json.Unmarshal(data, &members); err == nil && wanted != nil {
			t.Errorf("%q has the tag %q, encoding/json says %v", data, tag, wanted)
		}
	})
}
