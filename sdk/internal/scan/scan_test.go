package scan_test

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// samples are JSON, legal and not, that encoding/json is the judge of.
var samples = []string{
	``, ` `, `{}`, `[]`, `{ }`, `[ ]`, `{"a":1}`, `{"a":1,}`, `{"a" : [ 1 , 2 ] , "b" : { } }`, `[1,]`, `[,1]`, `{,}`, `{"a"}`, `{"a":}`, `{a:1}`, `{1:1}`, `[1 2]`, `{"a":1 "b":2}`,
	`[}`, `{]`, `[1}`, `{"a":1]`, `null`, `nul`, `nulx`, `true`, `false`, `tru`, `fals`, `truefalse`, `True`, `[null,true,false]`,
	`0`, `-0`, `01`, `-`, `-a`, `1.`, `.1`, `1.5`, `1e5`, `1E+5`, `1e-5`, `1e`, `1e+`, `1.e5`, `+1`, `1.5e400`, `0x1`, `1_0`, `-01`, `00`, `Infinity`, `NaN`,
	`"`, `""`, `"a`, `"\`, `"\"`, `"\q"`, `"\u12"`, `"\u12g4"`, `"\u00e9"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83dx"`, `"\ud83d\n"`, `"\ud83d\u0041"`, `"\ude00\ud83d\ude00"`,
	"\"\x00\"", "\"\x1f\"", "\"\x7f\"", "\"\n\"", "\"12345678\x01\"", "\"1234567\x1f\"", "\"\xc3\xa9\"", "\"é世界😀\"", `"12345678\"12345678"`, `{"a\"b\\":"\/"}`,
	"\ufeff{}", "{}\v", " \t\r\n1 \t\r\n", "1 1", "{} {}", `{"":""}`, `"\"\\\/\b\f\n\r\t"`,
}

func TestSamples(t *testing.T) {
	for _, sample := range samples {
		against(t, []byte(sample))
	}
}

// against holds a scanner against encoding/json: what is JSON, and what a string says.
func against(t *testing.T, data []byte) {
	t.Helper()
	want := json.Valid(data)
	if got := scan.Valid(data); got != want {
		t.Errorf("%q: valid is %t, want %t", data, got, want)
	}
	s := scan.Of(data)
	text, err := s.Text()
	var meant string
	if !utf8.Valid(data) {
		return // who reads it puts U+FFFD there before
	} else if s.Ended() && err == nil && want {
		if err := json.Unmarshal(data, &meant); err != nil || meant != string(text) {
			t.Errorf("%q is read as %q, want %q (%v)", data, text, meant, err)
		}
	} else if want && json.Unmarshal(data, &meant) == nil && meant != "" {
		t.Errorf("%q is not read: %v", data, err)
	}
}

func FuzzAgainstEncodingJSON(f *testing.F) {
	for _, sample := range samples {
		f.Add([]byte(sample))
	}
	f.Fuzz(func(t *testing.T, data []byte) { against(t, data) })
}

// A sign that ends a text is found wherever it stands among eight bytes, and whatever stands before it.
func TestTheEndOfTexts(t *testing.T) {
	for _, before := range []string{"a", "\u00ff", "\x7f", "#", "]", " "} {
		for length := range 20 {
			for _, end := range []string{`"`, `\n"`, "\x01\"", ""} {
				against(t, []byte(`"`+strings.Repeat(before, length)+end))
			}
		}
	}
}

func TestWhereItIsWrong(t *testing.T) {
	for in, want := range map[string]string{`{"a":tru}`: "unexpected byte 125 '}' at 8", `[1 2]`: "unexpected byte 50 '2' at 3", `"\q"`: "unexpected byte 113 'q' at 2"} {
		s := scan.Of([]byte(in))
		if err := s.Skip(); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", in, err, want)
		}
	}
	for _, in := range []string{``, `{`, `{"a`, `{"a":`, `[1`, `"\u1`, `tr`, `-`, `1e`} {
		s := scan.Of([]byte(in))
		if err := s.Skip(); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v", in, err)
		}
	}
}

func TestDepthIsBounded(t *testing.T) {
	for levels, want := range map[int]bool{10_000: true, 10_001: false} {
		if got := scan.Valid([]byte(strings.Repeat("[", levels) + strings.Repeat("]", levels))); got != want {
			t.Errorf("%d levels: valid is %t", levels, got)
		}
	}
}

// A name lasts while its value is read, whatever escapes there are in either.
func TestNamesOutlastTheirValues(t *testing.T) {
	s := scan.Of([]byte(`{"a\n":"b\n","c":"d\n"}`))
	var got []string
	more, err := s.Enter('{', '}')
	for more && err == nil {
		key, _ := s.Key()
		value, _ := s.Text()
		got = append(got, strconv.Quote(string(key)+string(value)))
		more, err = s.More('}')
	}
	if want := `"a\nb\n" "cd\n"`; err != nil || strings.Join(got, " ") != want {
		t.Errorf("got %s, %v", got, err)
	}
}
