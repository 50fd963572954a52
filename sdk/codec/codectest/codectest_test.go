package codectest

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

func TestNumbersAreComparedExactly(t *testing.T) {
	equal := [][2]string{
		{"1", "1.0"}, {"1e3", "1000"}, {"1E+3", "1000.000"}, {"0.001", "1e-3"}, {"-1.50", "-15e-1"}, {"0", "-0.0"}, {"0e9", "0"},
		{"1e999999999", "10e999999998"}, {"123456789012345678901234567890", "1.2345678901234567890123456789e29"},
	}
	for _, pair := range equal {
		if !sameNumber(json.Number(pair[0]), json.Number(pair[1])) {
			t.Errorf("%s and %s are not the same", pair[0], pair[1])
		}
	}
	different := [][2]string{
		{"1", "-1"}, {"1", "10"}, {"9007199254740993", "9007199254740992"}, {"1e400", "0"}, {"0.1", "0.10000000000000001"},
		{"1e999999999", "1e999999998"},
	}
	for _, pair := range different {
		if sameNumber(json.Number(pair[0]), json.Number(pair[1])) {
			t.Errorf("%s and %s are the same", pair[0], pair[1])
		}
	}
}

func TestLost(t *testing.T) {
	tests := []struct{ in, out, want string }{
		{`{"a":[1,"b",true,null,{}]}`, `{"a":[1.0,"b",true,null,{"added":0}],"more":[]}`, ``},
		{`{"when":"2026-03-30T12:00:00.50Z"}`, `{"when":"2026-03-30T14:00:00.5+02:00"}`, ``},
		{`{"gone":null,"required":null}`, `{"required":[]}`, ``},
		{`{"id":4711}`, `{"id":"4711"}`, ``},
		{`{"a":1,"a":2}`, `{"a":2}`, ``},
		{`{"a":{"b":[0,{"c":1}]}}`, `{"a":{"b":[0,{}]}}`, `$.a.b[1].c: "1" is gone`},
		{`{"a":1}`, `{"a":2}`, `$.a: "1" became "2"`},
		{`{"a":"x"}`, `{"a":"y"}`, `$.a: "x" became "y"`},
		{`{"a":"2026-03-30T12:00:00Z"}`, `{"a":"2026-03-30T12:00:01Z"}`, `$.a: "2026-03-30T12:00:00Z" became "2026-03-30T12:00:01Z"`},
		{`{"a":"2026-03-30T12:00:00.000000000001Z"}`, `{"a":"2026-03-30T12:00:00Z"}`,
			`$.a: "2026-03-30T12:00:00.000000000001Z" became "2026-03-30T12:00:00Z"`},
		{`{"a":true}`, `{"a":false}`, `$.a: true became false`},
		{`[1,2]`, `[1]`, `$: an array of 2 became []interface {}{"1"}`},
		{`{}`, `[]`, `$: an object became []interface {}{}`},
	}
	for _, test := range tests {
		in, err := parse([]byte(test.in))
		if err != nil {
			t.Fatal(err)
		}
		out, err := parse([]byte(test.out))
		if err != nil {
			t.Fatal(err)
		}
		if got := lost(in.root, out.root, "$"); got != test.want {
			t.Errorf("%s and %s: %q, want %q", test.in, test.out, got, test.want)
		}
	}
}

// thing is read and written by encoding/json unless a test says otherwise.
type thing struct {
	Name   string          `json:"name"`
	Count  int64           `json:"count"`
	Ratio  *float64        `json:"ratio,omitempty"`
	When   *time.Time      `json:"when,omitempty"`
	Parts  []thing         `json:"parts,omitempty"`
	ByName map[string]bool `json:"byName,omitempty"`
}

func TestFaultsAreFound(t *testing.T) {
	read := func(v *thing, d *codec.Decoder) error {
		var raw json.RawMessage
		if err := codec.ReadRaw(&raw, d); err != nil {
			return err
		}
		return json.Unmarshal(raw, v)
	}
	write := func(v *thing, b []byte, key string) []byte { return codec.AppendRaw(b, key, marshal(v)) }
	tests := []struct {
		name, data, want string
		read             codec.Reader[thing]
		write            func(*thing, []byte, string) []byte
	}{
		{"none", `{"name":"a","count":1}`, "", read, write},
		{"a lost property", `{"name":"a","count":1,"new":2}`, `$.new: "2" is gone`, read, write},
		{"an error without a path", `{"name":1}`, "", read, write},
		{"an unstable writer", `{"name":"a"}`, "is written the second time", read, func(v *thing, b []byte, key string) []byte {
			v.Count++
			return write(v, b, key)
		}},
		{"a writer of no JSON", `{}`, "which is no JSON", read, func(_ *thing, b []byte, key string) []byte { return codec.Open(b, key, "{,") }},
		{"another writer than encoding/json's", `{}`, "encoding/json writes", read, func(v *thing, b []byte, key string) []byte {
			return codec.Open(b, key, `{"name":"","count":0,"x":1},`)
		}},
		{"another reader than encoding/json's", `{"name":"a"}`, "encoding/json reads", func(v *thing, d *codec.Decoder) error {
			err := read(v, d)
			v.Count = 7
			return err
		}, write},
		{"a reader that fails alone", `{}`, "encoding/json does not", func(*thing, *codec.Decoder) error {
			return errors.New("no")
		}, write},
		{"a reader that is content with anything", `{"`, "encoding/json fails", func(_ *thing, d *codec.Decoder) error {
			d.ResetBytes(nil)
			return nil
		}, write},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := strings.Join(faults(Of("thing", test.read, test.write), []byte(test.data)), "\n")
			if !strings.Contains(got, test.want) || test.want == "" && got != "" {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

func TestSamplesFillEveryField(t *testing.T) {
	sampler := samplers(nil)[0]
	var got thing
	if err := json.Unmarshal(sampler.sample(Of[thing]("thing", nil, nil).goType), &got); err != nil {
		t.Fatal(err)
	}
	if got.Name == "" || got.Count == 0 || got.Ratio == nil || got.When == nil || len(got.Parts) != 1 || len(got.ByName) != 1 {
		t.Errorf("the sample is %+v", got)
	}
	if nested := got.Parts[0].Parts; len(nested) != 1 || nested[0].Name == "" {
		t.Errorf("the nested sample is %+v", nested)
	}
}
