package codec_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/hubchannels/hubchannels-go/sdk"
)

type form struct {
	Text                 string                     `json:"text"`
	Count                *int64                     `json:"count,omitempty"`
	None                 *string                    `json:"none,omitempty" sdk:"null"`
	File                 sdk.File                   `json:"file"`
	Maybe                *sdk.File                  `json:"maybe,omitempty"`
	Files                []sdk.File                 `json:"files,omitempty"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

type uploads struct {
	Note                 string              `json:"note"`
	AdditionalProperties map[string]sdk.File `json:"-"`
}

// listed are the properties of a value, each as name=JSON or name=@file.
func listed(t *testing.T, v any) string {
	t.Helper()
	var got []string
	err := types.Properties(v, func(name string, value json.RawMessage, files []*sdk.File) error {
		for _, file := range files {
			got = append(got, name+"=@"+file.Name)
		}
		if files == nil {
			got = append(got, name+"="+string(value))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(got, " ")
}

func named(name string) sdk.File { return sdk.File{Name: name, Content: strings.NewReader(name)} }

func TestJSONWithoutFiles(t *testing.T) {
	unread := sdk.File{Name: "f", Content: iotest.ErrReader(errors.New("it is read"))}
	full := form{Text: "a", File: unread, Files: []sdk.File{unread, unread}, AdditionalProperties: map[string]json.RawMessage{"more": json.RawMessage(`[1]`)}}
	if got := string(types.WithoutFiles(&full)); got != `{"file":"","files":["",""],"more":[1],"text":"a"}` {
		t.Error(got)
	}
	if got := types.WithoutFiles(7); got != nil {
		t.Errorf("a number is the object %s", got)
	}
}

func TestProperties(t *testing.T) {
	count, maybe := int64(7), named("m")
	full := form{Text: "a", Count: &count, File: named("f"), Maybe: &maybe, Files: []sdk.File{named("x"), named("y")},
		AdditionalProperties: map[string]json.RawMessage{"more": json.RawMessage(`[1]`), "none": json.RawMessage(`null`)}}
	for _, test := range []struct {
		v    any
		want string
	}{
		{&form{}, `text="" file=@`},
		{&full, `text="a" count=7 none=null file=@f maybe=@m files=@x files=@y more=[1]`},
		{full, `text="a" count=7 none=null file=@f maybe=@m files=@x files=@y more=[1]`},
		{&uploads{Note: "n", AdditionalProperties: map[string]sdk.File{"b": named("2"), "a": named("1")}}, `note="n" a=@1 b=@2`},
		{map[string]sdk.File{"b": named("2"), "a": named("1")}, `a=@1 b=@2`},
		{map[string]string{"b": "2", "a": "1"}, `a="1" b="2"`},
		{&file{ID: "1"}, `type="FILE" id="1"`},
		{attachment(&file{ID: "1"}), `type="FILE" id="1"`},
		{&unknownAttachment{Raw: json.RawMessage(`{"type":"NEW","a":1}`)}, `type="NEW" a=1`},
		{json.RawMessage(`{"a":{"b":[]}}`), `a={"b":[]}`},
	} {
		if got := listed(t, test.v); got != test.want {
			t.Errorf("%T: got  %s\nwant %s", test.v, got, test.want)
		}
	}
}

func TestWhatHasNoProperties(t *testing.T) {
	see := func(string, json.RawMessage, []*sdk.File) error { return nil }
	for _, v := range []any{nil, (*form)(nil), "text", []string{"a"}, json.RawMessage(`[]`), json.RawMessage(`{`)} {
		if err := types.Properties(v, see); err == nil {
			t.Errorf("%#v has properties", v)
		}
	}
	stop := errors.New("stop")
	for _, v := range []any{&form{}, json.RawMessage(`{"a":1}`), map[string]sdk.File{"a": {}}} {
		err := types.Properties(v, func(string, json.RawMessage, []*sdk.File) error { return stop })
		if !errors.Is(err, stop) {
			t.Errorf("%T: got %v", v, err)
		}
	}
}
