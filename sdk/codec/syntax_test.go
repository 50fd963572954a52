package codec_test

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// nested is an object that holds itself in every way.
type nested struct {
	One                  *nested                    `json:"one,omitempty"`
	Many                 []nested                   `json:"many,omitempty"`
	Named                map[string]nested          `json:"named,omitempty"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

func (n nested) MarshalJSON() ([]byte, error) { return types.Marshal(&n) }

func (n *nested) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, n) }

const full = `{"type":"SAMPLE","text":"a\u00e9\ud83d\ude00","number":-1.5e3,"count":null,` +
	`"when":"2026-03-30T12:00:00.5+02:00","list":[1,2.25,true_],"new":{"a":[true,false,null,"b"]}}`

func fullSample() string { return strings.Replace(full, "true_", "3", 1) }

func TestTruncatedInputFailsAtEveryByte(t *testing.T) {
	text := fullSample()
	mustRead[sample](t, text)
	for i := range len(text) {
		err := types.Unmarshal([]byte(text[:i]), &sample{})
		var decode *codec.DecodeError
		if !errors.As(err, &decode) {
			t.Errorf("%s: the error is %v", text[:i], err)
		}
	}
}

func TestEveryByteThatBreaksTheSyntaxIsFound(t *testing.T) {
	text := fullSample()
	for i := range len(text) {
		for _, c := range "x{}[]:,\"\\0-. \x00\xff" {
			changed := []byte(text[:i] + string(c) + text[i+1:])
			if err := types.Unmarshal(changed, &sample{}); err == nil && !json.Valid(changed) {
				t.Errorf("%q is read", changed)
			}
		}
	}
}

func TestEmptyInputIsAnUnexpectedEnd(t *testing.T) {
	for _, in := range []string{"", " ", "\n\t\r "} {
		err := types.Unmarshal([]byte(in), &sample{})
		if err == nil || !errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || err.Error() != "unexpected EOF" {
			t.Errorf("%q: the error is %v", in, err)
		}
	}
}

func TestDataAfterTheValueIsAnError(t *testing.T) {
	for _, rest := range []string{"x", "{", "[", `"`, `"a`, "1", "-", "nul", "null", "tru", ",", "}", "]", "{}", "\x00", "//", `{"":`, "[0,"} {
		err := types.Unmarshal([]byte("{} "+rest), &sample{})
		if err == nil || err.Error() != "unexpected data after the JSON value" {
			t.Errorf("%q after a value: the error is %v", rest, err)
		}
	}
	mustRead[sample](t, " \n{} \t\r\n")
}

func TestWhatOnlyBeginsLikeNullIsAnError(t *testing.T) {
	for _, in := range []string{
		`nope{}`, `nul`, `n`, `nulL`, `nullx`, `{"text":nope"a"}`, `{"count":nope1}`, `{"count":nul}`, `{"list":nope[]}`, `{"when":nop"a"}`,
		`{"new":nope1}`, `{"type":nope}`,
	} {
		if err := types.Unmarshal([]byte(in), &sample{}); err == nil {
			t.Errorf("%s is read", in)
		}
	}
	if err := types.Unmarshal([]byte(`nope{"many":[]}`), &nested{}); err == nil {
		t.Error("it is read")
	}
}

func TestDeepNestingFails(t *testing.T) {
	const levels = 100_000
	tests := map[string]string{
		"arrays in an unknown property":  `{"new":` + strings.Repeat("[", levels),
		"objects in an unknown property": `{"new":` + strings.Repeat(`{"a":`, levels),
		"closed arrays":                  `{"new":` + strings.Repeat("[", levels) + strings.Repeat("]", levels) + `}`,
		"arrays instead of the object":   strings.Repeat("[", levels),
		"objects":                        strings.Repeat(`{"one":`, levels),
		"objects in arrays":              strings.Repeat(`{"many":[`, levels),
		"objects in maps":                strings.Repeat(`{"named":{"a":`, levels),
		"arrays instead of a number":     `{"many":[{"one":` + strings.Repeat("[", levels),
	}
	for name, in := range tests {
		t.Run(name, func(t *testing.T) {
			err := types.Unmarshal([]byte(in), &nested{})
			if err == nil || len(err.Error()) > 2048 {
				t.Errorf("the error is %.4096v", err)
			}
			if err := types.Unmarshal([]byte(in), &sample{}); err == nil || len(err.Error()) > 2048 {
				t.Errorf("the error is %.4096v", err)
			}
		})
	}
	deep := strings.Repeat(`{"one":`, 5000) + "{}" + strings.Repeat("}", 5000)
	if err := types.Unmarshal([]byte(deep), &nested{}); err != nil {
		t.Errorf("5000 levels: %.200v", err)
	}
}

func TestLookingAheadFailsWithoutPanic(t *testing.T) {
	for _, in := range []string{
		``, `{`, `{"a`, `{"a":`, `{"a":1`, `{"a":[`, `{"type"`, `{"type":`, `{"type":"`, `{"type":nul`, `{"a":1,}`, `[]`, `"a"`, `1`,
		`{"type":"FILE"`, `{"type":"FILE",`, `{"type":"FILE"x`, `{"type":"FILE",}`, `{"type":"FILE"]`, `{"type":"FILE"}}`,
		`{"a":` + strings.Repeat("[", 100_000), `{"type":` + strings.Repeat("[", 100_000),
	} {
		if v, err := readAs[attachment](in); err == nil || len(err.Error()) > 200 {
			t.Errorf("by tag, %.40s is read as %v: %v", in, v, err)
		}
		if v, err := readAs[target](in); err == nil && !json.Valid([]byte(in)) || err != nil && len(err.Error()) > 200 {
			t.Errorf("by property, %.40s is read as %v: %v", in, v, err)
		}
		if v, err := readAs[kind](in); err == nil && !json.Valid([]byte(in)) || err != nil && len(err.Error()) > 200 {
			t.Errorf("by JSON type, %.40s is read as %v: %v", in, v, err)
		}
	}
}
