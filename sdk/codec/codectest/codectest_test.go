package codectest

import (
	"encoding/json"
	"reflect"
	"slices"
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

// thing is an object that the codec and encoding/json read and write alike.
type thing struct {
	Name   string          `json:"name"`
	Count  int64           `json:"count"`
	Ratio  *float64        `json:"ratio,omitempty"`
	When   *time.Time      `json:"when,omitempty"`
	Parts  []thing         `json:"parts,omitempty"`
	ByName map[string]bool `json:"byName,omitempty"`
}

func TestFaultsAreFound(t *testing.T) {
	var types codec.Types
	good := typeOf(&types, new(thing))
	tests := []struct {
		name, data, want string
		read             func(data []byte) (any, error)
		write            func(v any) []byte
	}{
		{"none", `{"name":"a","count":1}`, "", good.read, good.write},
		{"a lost property", `{"name":"a","count":1,"new":2}`, `$.new: "2" is gone`, good.read, good.write},
		{"an error of both", `{"name":1}`, "", good.read, good.write},
		{"an error without a path", `{"name":1}`, "the error is a *json.UnmarshalTypeError", func(data []byte) (any, error) {
			v := new(thing)
			return v, json.Unmarshal(data, v)
		}, good.write},
		{"an unstable writer", `{"name":"a"}`, "is written the second time", good.read, func(v any) []byte {
			v.(*thing).Count++
			return good.write(v)
		}},
		{"a writer of no JSON", `{}`, "which is no JSON", good.read, func(any) []byte { return []byte("{,}") }},
		{"another writer than encoding/json's", `{}`, "encoding/json writes", good.read, func(any) []byte {
			return []byte(`{"name":"","count":0,"x":1}`)
		}},
		{"another reader than encoding/json's", `{"name":"a"}`, "encoding/json reads", func(data []byte) (any, error) {
			v, err := good.read(data)
			v.(*thing).Count = 7
			return v, err
		}, good.write},
		{"a reader that fails alone", `{}`, "encoding/json does not", func([]byte) (any, error) {
			return new(thing), types.Unmarshal([]byte(`{`), new(thing))
		}, good.write},
		{"a reader that is content with anything", `{"`, "encoding/json fails", func([]byte) (any, error) { return new(thing), nil }, good.write},
		{"what is written cannot be read", `{"name":"a"}`, "was written and cannot be read", func(data []byte) (any, error) {
			if len(data) > len(`{"name":"a"}`) {
				return good.read(data[1:])
			}
			return good.read(data)
		}, good.write},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			of := typeUnderTest{name: "thing", goType: good.goType, read: test.read, write: test.write}
			got := strings.Join(faults(of, []byte(test.data)), "\n")
			if !strings.Contains(got, test.want) || test.want == "" && got != "" {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

func TestALooseTypeMayLose(t *testing.T) {
	const data = `{"name":"a","count":1,"new":2}`
	of := typeOf(&codec.Types{}, Loose{Sample: new(thing)})
	if got := faults(of, []byte(data)); of.name != "thing" || len(got) > 0 {
		t.Errorf("%s: found %q", of.name, got)
	}
	of.write = func(any) []byte { return []byte("{,}") }
	if got := faults(of, []byte(data)); len(got) == 0 {
		t.Error("a writer of no JSON is not found")
	}
}

func TestSamplesFillEveryField(t *testing.T) {
	sampler := samplers(&codec.Types{})[0]
	var got thing
	if err := json.Unmarshal(sampler.sample(reflect.TypeFor[thing]()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Name == "" || got.Count == 0 || got.Ratio == nil || got.When == nil || len(got.Parts) != 1 || len(got.ByName) != 1 {
		t.Errorf("the sample is %+v", got)
	}
	if nested := got.Parts[0].Parts; len(nested) != 1 || nested[0].Name == "" {
		t.Errorf("the nested sample is %+v", nested)
	}
}

func TestSamplesHaveEveryVariant(t *testing.T) {
	found := variantsOf(unionEither.Choice)
	want := []reflect.Type{reflect.TypeFor[text](), reflect.TypeFor[holder](), reflect.TypeFor[number]()}
	if !slices.Equal(found, want) {
		t.Errorf("the variants are %v, want %v", found, want)
	}
	v := mustRead(t, string(samplers(&types)[0].sample(reflect.TypeFor[holder]())))
	if len(v.Any) != len(want) || v.One == nil || v.Text == "" || v.When.IsZero() || v.Odd == nil || v.Any[2].(*number).kept != "" || v.AdditionalProperties != nil {
		t.Errorf("the sample is %+v", v)
	}
	if v := mustRead(t, string(samplers(&types)[1].sample(reflect.TypeFor[holder]()))); v.AdditionalProperties["x-unknown"] == nil {
		t.Errorf("the sample is %+v", v)
	}
}

func mustRead(t *testing.T, data string) *holder {
	t.Helper()
	v := new(holder)
	if err := types.Unmarshal([]byte(data), v); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return v
}

func TestRoundTripOfWhatIsRight(t *testing.T) {
	RoundTrip(t, &types, new(holder), new(either), new(text), new(number), Loose{Sample: new(counts)})
}
