package codec_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// message is an object with an array of objects, as the errors' paths need it.
type message struct {
	Attachments          []location                 `json:"attachments"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

type location struct {
	Latitude             float64                    `json:"latitude"`
	Tags                 []string                   `json:"tags"`
	Names                map[string]string          `json:"names"`
	Active               bool                       `json:"active"`
	Data                 []byte                     `json:"data"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

func TestErrorsNameThePath(t *testing.T) {
	tests := []struct{ in, path, want string }{
		{`{"attachments":[{},{},{"latitude":"secret"}]}`, "attachments[2].latitude", "expected a number, got a string"},
		{`{"attachments":[{"latitude":[1]}]}`, "attachments[0].latitude", "expected a number, got an array"},
		{`{"attachments":[{"latitude":{}}]}`, "attachments[0].latitude", "expected a number, got an object"},
		{`{"attachments":[{"latitude":true}]}`, "attachments[0].latitude", "expected a number, got a boolean"},
		{`{"attachments":[{"tags":["a",7]}]}`, "attachments[0].tags[1]", "expected a string, got a number"},
		{`{"attachments":[{"tags":"secret"}]}`, "attachments[0].tags", "expected an array, got a string"},
		{`{"attachments":[{"names":{"de":1}}]}`, "attachments[0].names.de", "expected a string, got a number"},
		{`{"attachments":[{"names":{"a b":1}}]}`, `attachments[0].names."a b"`, "expected a string, got a number"},
		{`{"attachments":[{"names":{"":1}}]}`, `attachments[0].names.""`, "expected a string, got a number"},
		{`{"attachments":[{"names":{"[0]":1}}]}`, `attachments[0].names."[0]"`, "expected a string, got a number"},
		{`{"attachments":[{"names":["secret"]}]}`, "attachments[0].names", "expected an object, got an array"},
		{`{"attachments":[{"active":"secret"}]}`, "attachments[0].active", "expected a boolean, got a string"},
		{`{"attachments":[{"data":4711}]}`, "attachments[0].data", "expected a string, got a number"},
		{`{"attachments":[4711]}`, "attachments[0]", "expected an object, got a number"},
		{`{"attachments":{"secret":1}}`, "attachments", "expected an array, got an object"},
		{`["secret"]`, "", "expected an object, got an array"},
		{`{"attachments":[{"latitude":4711`, "attachments[0]", "unexpected EOF"},
		{`{"attachments":[{"new":[[["secret"`, "attachments[0].new", "unexpected EOF"},
		{`{"attachments":[{"latitude":nul`, "attachments[0].latitude", "unexpected EOF"},
		{`{"attachments":[{"new":tru}]}`, "attachments[0].new", "unexpected byte 125 '}' at 26"},
	}
	for _, test := range tests {
		err := types.Unmarshal([]byte(test.in), &message{})
		var decode *codec.DecodeError
		if !errors.As(err, &decode) {
			t.Errorf("%s: the error is %v", test.in, err)
			continue
		}
		text := test.want
		if test.path != "" {
			text = test.path + ": " + test.want
		}
		if err.Error() != text || decode.Path() != test.path || decode.Unwrap().Error() != test.want {
			t.Errorf("%s: the error is %q, at %q, want %q", test.in, err, decode.Path(), text)
		}
	}
}

// Whatever is wrong, an error repeats names, which are the document's or at least short, and never a value.
func TestErrorsHoldNoValue(t *testing.T) {
	values := []string{
		`"secret"`, `["secret"]`, `{"a":"secret"}`, `"secret`, `"secret\q"`, `["secret"`, `"secret" "secret"`, `secret`, `4711`, `4711x`,
		`-`, `1e4711`, `4711.4711.4711`, `[4711,`, `{"a":4711`, `nsecret`, `"2026-secret"`, "\"secret\x01\"", `"\u47`, `"\ud83dsecret\u12"`,
	}
	for _, property := range []string{"latitude", "tags", "names", "active", "data", "new"} {
		for _, value := range values {
			for _, in := range []string{
				`{"attachments":[{"` + property + `":` + value + `}]}`,
				`{"attachments":[{"` + property + `":[` + value + `]}]}`,
				`{"attachments":[{"` + property + `":{"b":` + value + `}}]}`,
				`{"` + property + `":` + value + `}` + value, value,
			} {
				err := types.Unmarshal([]byte(in), &message{})
				if err != nil && (strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "4711")) {
					t.Errorf("%s: %v", in, err)
				}
			}
		}
	}
	var number int32
	err := types.Unmarshal([]byte(`47114711471147114711`), &number)
	if err == nil || strings.Contains(err.Error(), "4711") {
		t.Errorf("a number that does not fit: %v", err)
	}
}

func TestLongNamesAreCutInErrors(t *testing.T) {
	in := `{"attachments":[{"names":{"` + strings.Repeat("a", 1000) + `":1}}]}`
	err := types.Unmarshal([]byte(in), &message{})
	want := "attachments[0].names.\"" + strings.Repeat("a", 64) + "...\": expected a string, got a number"
	if err == nil || err.Error() != want {
		t.Errorf("the error is %v", err)
	}
}
