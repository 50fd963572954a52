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
	one   *nested
	many  []nested
	named map[string]nested
	extra map[string]json.RawMessage
}

func (n *nested) decode(d *codec.Decoder) error {
	*n = nested{}
	fields, some, err := codec.Fields(d)
	if !some {
		return err
	}
	for fields.Next() {
		key := fields.Key()
		switch string(key) {
		case "one":
			err = codec.Optional(&n.one, d, (*nested).decode)
		case "many":
			err = codec.Array(&n.many, d, (*nested).decode)
		case "named":
			err = codec.Map(&n.named, d, (*nested).decode)
		default:
			err = codec.Extra(&n.extra, key, d, codec.ReadRaw)
		}
		if err != nil {
			return codec.At(err, key)
		}
	}
	return fields.Err()
}

const full = `{"type":"SAMPLE","text":"a\u00e9\ud83d\ude00","number":-1.5e3,"count":null,` +
	`"when":"2026-03-30T12:00:00.5+02:00","list":[1,2.25,true_],"new":{"a":[true,false,null,"b"]}}`

func fullSample() string { return strings.Replace(full, "true_", "3", 1) }

func TestTruncatedInputFailsAtEveryByte(t *testing.T) {
	text := fullSample()
	readSample(t, text)
	for i := range len(text) {
		err := codec.Unmarshal([]byte(text[:i]), &sample{}, (*sample).decode)
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
			if err := codec.Unmarshal(changed, &sample{}, (*sample).decode); err == nil && !json.Valid(changed) {
				t.Errorf("%q is read", changed)
			}
		}
	}
}

func TestEmptyInputIsAnUnexpectedEnd(t *testing.T) {
	for _, in := range []string{"", " ", "\n\t\r "} {
		err := codec.Unmarshal([]byte(in), &sample{}, (*sample).decode)
		if err == nil || !errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || err.Error() != "unexpected EOF" {
			t.Errorf("%q: the error is %v", in, err)
		}
	}
}

func TestDataAfterTheValueIsAnError(t *testing.T) {
	for _, rest := range []string{"x", "{", "[", `"`, `"a`, "1", "-", "nul", "null", "tru", ",", "}", "]", "{}", "\x00", "//"} {
		err := codec.Unmarshal([]byte("{} "+rest), &sample{}, (*sample).decode)
		if err == nil || err.Error() != "unexpected data after the JSON value" {
			t.Errorf("%q after a value: the error is %v", rest, err)
		}
	}
	readSample(t, " \n{} \t\r\n")
}

func TestWhatOnlyBeginsLikeNullIsAnError(t *testing.T) {
	for _, in := range []string{
		`nope{}`, `nul`, `n`, `nulL`, `nullx`, `{"text":nope"a"}`, `{"count":nope1}`, `{"count":nul}`, `{"list":nope[]}`, `{"when":nop"a"}`,
		`{"new":nope1}`, `{"type":nope}`,
	} {
		if err := codec.Unmarshal([]byte(in), &sample{}, (*sample).decode); err == nil {
			t.Errorf("%s is read", in)
		}
	}
	if err := codec.Unmarshal([]byte(`nope{"many":[]}`), &nested{}, (*nested).decode); err == nil {
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
			err := codec.Unmarshal([]byte(in), &nested{}, (*nested).decode)
			if err == nil || len(err.Error()) > 2048 {
				t.Errorf("the error is %.4096v", err)
			}
			if err := codec.Unmarshal([]byte(in), &sample{}, (*sample).decode); err == nil || len(err.Error()) > 2048 {
				t.Errorf("the error is %.4096v", err)
			}
		})
	}
	deep := strings.Repeat(`{"one":`, 5000) + "{}" + strings.Repeat("}", 5000)
	if err := codec.Unmarshal([]byte(deep), &nested{}, (*nested).decode); err != nil {
		t.Errorf("5000 levels: %.200v", err)
	}
}

func TestLookingAheadFailsWithoutPanic(t *testing.T) {
	for _, in := range []string{
		``, `{`, `{"a`, `{"a":`, `{"a":1`, `{"a":[`, `{"type"`, `{"type":`, `{"type":"`, `{"type":nul`, `{"a":1,}`, `[]`, `"a"`, `1`, `null`,
		`{"a":` + strings.Repeat("[", 100_000), `{"type":` + strings.Repeat("[", 100_000),
	} {
		err := codec.Unmarshal([]byte(in), new(string), func(v *string, d *codec.Decoder) error {
			tag, err := codec.Tag(d, "type")
			*v = string(tag)
			return err
		})
		if err == nil || len(err.Error()) > 200 {
			t.Errorf("Tag of %.40s: %v", in, err)
		}
		err = codec.Unmarshal([]byte(in), new(string), func(v *string, d *codec.Decoder) (err error) {
			*v, err = codec.OnlyProperty(d, "type", "a")
			return err
		})
		if err == nil || len(err.Error()) > 200 {
			t.Errorf("OnlyProperty of %.40s: %v", in, err)
		}
	}
}
