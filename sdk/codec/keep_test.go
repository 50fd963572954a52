package codec_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

func TestArraysAreKeptWholeWhereAnElementDoesNotFit(t *testing.T) {
	tests := []struct {
		name, in string
		want     []float64
		out      string
	}{
		{"all fit", `[1,2.5]`, []float64{1, 2.5}, `[1,2.5]`},
		{"empty", `[]`, []float64{}, `[]`},
		{"one is out of range", `[1, 1e400]`, nil, `[1, 1e400]`},
		{"one has too many digits", `[0.5, 0.10000000000000001, 2]`, []float64{0.5, 0.1, 2}, `[0.5, 0.10000000000000001, 2]`},
		{"both", `[0.10000000000000001, 1e400]`, nil, `[0.10000000000000001, 1e400]`},
		{"null", `null`, nil, ``},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, out, err := inAndOutOptional[[]float64](test.in)
			if err != nil || len(got) != len(test.want) || (got == nil) != (test.want == nil) || out != test.out {
				t.Fatalf("%s is read as %v and written as %s (%v), want %v and %s", test.in, got, out, err, test.want, test.out)
			}
			for i := range got {
				if got[i] != test.want[i] {
					t.Errorf("%s is read as %v, want %v", test.in, got, test.want)
				}
			}
		})
	}
}

func TestMapsAreKeptWholeWhereAValueDoesNotFit(t *testing.T) {
	tests := []struct {
		in   string
		want map[string]int64
		out  string
	}{
		{`{"b":2,"a":1}`, map[string]int64{"a": 1, "b": 2}, `{"a":1,"b":2}`},
		{`{"b":2,"a":9223372036854775808}`, nil, `{"b":2,"a":9223372036854775808}`},
	}
	for _, test := range tests {
		got, out, err := inAndOutOptional[map[string]int64](test.in)
		if err != nil || !reflect.DeepEqual(got, test.want) || out != test.out {
			t.Errorf("%s is read as %v and written as %s (%v)", test.in, got, out, err)
		}
	}
	if _, _, err := inAndOutOptional[map[string]int64](`{"b":2,"a":[]}`); err == nil || err.Error() != "n.a: expected a number, got an array" {
		t.Errorf("the error is %v", err)
	}
}

func TestMapsAreReadWhereAValueIsRounded(t *testing.T) {
	const in = `{"a":0.10000000000000001,"b":0.5}`
	got, out, err := inAndOutOptional[map[string]float64](in)
	if err != nil || !maps.Equal(got, map[string]float64{"a": 0.1, "b": 0.5}) || out != in {
		t.Errorf("read %v, wrote %s (%v)", got, out, err)
	}
}

// Whatever the depth at which something does not fit: the field that has room for JSON keeps all of it.
func TestNestedListsAreKeptWhole(t *testing.T) {
	for in, want := range map[string][]map[string][]*float64{
		`[{"a":[1,null]}]`: {{"a": {new(1.0), nil}}}, `[{"a":[1, 0.10000000000000001]}, null]`: {{"a": {new(1.0), new(0.1)}}, nil},
		`[{"a":[1]}, {"a":[1e400]}]`: nil, `[{"a":[], "b":[0.10000000000000001, 1e400]}]`: nil,
	} {
		got, out, err := inAndOutOptional[[]map[string][]*float64](in)
		if err != nil || !reflect.DeepEqual(got, want) || out != in {
			t.Errorf("%s is read as %v and written as %s (%v)", in, got, out, err)
		}
	}
}

func TestASetFieldWinsOverWhatWasKept(t *testing.T) {
	p, err := with[optional[[]float64]](`[1, 1e400]`)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range [][]float64{{3}, {}, {1, 0}} {
		p.Value = set
		want, _ := json.Marshal(set)
		if got := out(p); got != string(want) {
			t.Errorf("%v is written as %s", set, got)
		}
	}
	p, err = with[optional[[]float64]](`[0.10000000000000001]`)
	if err != nil {
		t.Fatal(err)
	}
	p.Value = nil
	if got := out(p); got != "" {
		t.Errorf("a cleared array is written as %s", got)
	}
}

func TestASetOptionalFieldWinsOverWhatWasKept(t *testing.T) {
	zero := int64(0)
	p, err := with[optional[*int64]](`9223372036854775808`)
	if err != nil || p.Value != nil || out(p) != `9223372036854775808` {
		t.Errorf("a number that does not fit is read as %v and written as %s (%v)", p.Value, out(p), err)
	}
	p.Value = &zero
	if got := out(p); got != "0" {
		t.Errorf("zero, set over a number that does not fit, is written as %s", got)
	}
	codec.SetNull(&p.AdditionalProperties, name)
	if got := out(p); got != "0" {
		t.Errorf("zero, set over null, is written as %s", got)
	}
	p.Value = nil
	if got := out(p); got != "null" {
		t.Errorf("null is written as %s", got)
	}
	if p, err := with[optional[*int64]](`null`); err != nil || p.Value != nil || p.AdditionalProperties != nil || out(p) != "" {
		t.Errorf("null is read as %v, %v and written as %q (%v)", p.Value, p.AdditionalProperties, out(p), err)
	}
}

func TestAClearedFieldIsNotWritten(t *testing.T) {
	p, err := with[optional[*time.Time]](`"2026-03-30T12:00:00.000000000001Z"`)
	if err != nil || p.Value == nil {
		t.Fatal(p.Value, err)
	}
	if got := out(p); got != `"2026-03-30T12:00:00.000000000001Z"` {
		t.Errorf("written as %s", got)
	}
	p.Value = nil
	if got := out(p); got != "" {
		t.Errorf("a cleared time is written as %s", got)
	}
	p.Value = &time.Time{}
	if got := out(p); got != `"0001-01-01T00:00:00Z"` {
		t.Errorf("another time is written as %s", got)
	}
}

// sample has one property of each kind that may be kept.
type sample struct {
	Text                 string                     `json:"text"`
	Number               float64                    `json:"number"`
	Count                *int64                     `json:"count,omitempty" sdk:"null"`
	When                 time.Time                  `json:"when"`
	List                 []float64                  `json:"list"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

func (s sample) MarshalJSON() ([]byte, error) { return types.Marshal(&s) }

func (s *sample) UnmarshalJSON(data []byte) error { return types.Unmarshal(data, s) }

func TestTheLastOfDuplicatePropertiesCounts(t *testing.T) {
	const when = `,"when":"0001-01-01T00:00:00Z","list":[]}`
	tests := []struct{ in, want string }{
		{`{"number":1e400,"number":5}`, `{"type":"SAMPLE","text":"","number":5` + when},
		{`{"number":5,"number":1e400}`, `{"type":"SAMPLE","text":"","number":1e400` + when},
		{`{"number":0.10000000000000001,"number":0.1}`, `{"type":"SAMPLE","text":"","number":0.1` + when},
		{`{"number":5,"number":null}`, `{"type":"SAMPLE","text":"","number":0` + when},
		{`{"text":"a","text":"b"}`, `{"type":"SAMPLE","text":"b","number":0` + when},
		{`{"text":"a","text":null}`, `{"type":"SAMPLE","text":"","number":0` + when},
		{`{"count":1,"count":null}`, `{"type":"SAMPLE","text":"","number":0,"count":null` + when},
		{`{"count":null,"count":1}`, `{"type":"SAMPLE","text":"","number":0,"count":1` + when},
		{`{"count":1,"count":1e40}`, `{"type":"SAMPLE","text":"","number":0,"count":1e40` + when},
		{`{"list":[1e400],"list":[2]}`, `{"type":"SAMPLE","text":"","number":0,"when":"0001-01-01T00:00:00Z","list":[2]}`},
		{`{"list":[2],"list":[1e400]}`, `{"type":"SAMPLE","text":"","number":0,"when":"0001-01-01T00:00:00Z","list":[1e400]}`},
		{`{"list":[2],"list":null}`, `{"type":"SAMPLE","text":"","number":0` + when},
		{`{"new":1,"new":2}`, `{"type":"SAMPLE","text":"","number":0,"when":"0001-01-01T00:00:00Z","list":[],"new":2}`},
		{`{"type":"OTHER","type":"SAMPLE"}`, `{"type":"SAMPLE","text":"","number":0` + when},
	}
	for _, test := range tests {
		s := mustRead[sample](t, test.in)
		if got := written(&s); got != test.want {
			t.Errorf("%s is written as\n%s, want\n%s", test.in, got, test.want)
		}
	}
	if s := mustRead[sample](t, `{"number":1e400,"number":5}`); s.AdditionalProperties != nil {
		t.Errorf("%v is kept", s.AdditionalProperties)
	}
}

func TestAConstantWithAnotherValueIsKept(t *testing.T) {
	for _, in := range []string{`"OTHER"`, `1`, `null`, `"S\u0041MPLE"`} {
		s := mustRead[sample](t, `{"type":`+in+`}`)
		want := `{"type":` + in + `,"text":"","number":0,"when":"0001-01-01T00:00:00Z","list":[]}`
		if got := written(&s); got != want {
			t.Errorf("written as %s, want %s", got, want)
		}
	}
	if s := mustRead[sample](t, `{"type":"SAMPLE"}`); s.AdditionalProperties != nil {
		t.Errorf("%v is kept", s.AdditionalProperties)
	}
}

func TestNullLeavesTheZeroValue(t *testing.T) {
	s := mustRead[sample](t, `{"text":null,"number":null,"when":null,"list":null,"new":null}`)
	if s.Text != "" || s.Number != 0 || !s.When.IsZero() || s.List != nil || string(s.AdditionalProperties["new"]) != "null" || len(s.AdditionalProperties) != 1 {
		t.Errorf("read %+v", s)
	}
	if s := mustRead[sample](t, `null`); s.AdditionalProperties != nil || s.Text != "" {
		t.Errorf("null is read as %+v", s)
	}
	flag := true
	if err := types.Unmarshal([]byte(`null`), &flag); err != nil || flag {
		t.Errorf("null is read as %v (%v)", flag, err)
	}
	bytes := []byte("before")
	if err := types.Unmarshal([]byte(`null`), &bytes); err != nil || bytes != nil {
		t.Errorf("null is read as %v (%v)", bytes, err)
	}
}

func TestNothingIsSharedWithTheInput(t *testing.T) {
	data := []byte(`{"text":"text","number":1e400,"new":{"a":"b"},"list":[1e400]}`)
	var s sample
	if err := types.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	before := written(&s)
	for i := range data {
		data[i] = 'x'
	}
	if after := written(&s); after != before {
		t.Errorf("changing the input made %s of %s", after, before)
	}
}

// Where there is no place for the digits, a number is rounded; where it cannot be, its path is in the error.
func TestWithoutAPlaceToKeep(t *testing.T) {
	type extras struct {
		AdditionalProperties map[string]float64 `json:"-"`
	}
	if v, err := readAs[extras](`{"a":0.10000000000000001}`); err != nil || v.AdditionalProperties["a"] != 0.1 {
		t.Errorf("read %v (%v)", v, err)
	}
	if v, err := readAs[[]float64](`[0.10000000000000001,1]`); err != nil || !slices.Equal(v, []float64{0.1, 1}) {
		t.Errorf("read %v (%v)", v, err)
	}
	type part struct {
		Ratio *float64 `json:"ratio,omitempty"`
	}
	if v, err := readAs[map[string]part](`{"a":{"ratio":0.10000000000000001},"b":{"ratio":2}}`); err != nil || *v["a"].Ratio != 0.1 || *v["b"].Ratio != 2 {
		t.Errorf("read %v (%v)", v, err)
	}
	tests := map[string]func() error{
		"a: the number does not fit its Go type":       func() error { _, err := readAs[extras](`{"a":1e400}`); return err },
		"[1][1]: the number does not fit its Go type":  func() error { _, err := readAs[[][]int32](`[[1],[2,2147483648]]`); return err },
		"a.ratio: the number does not fit its Go type": func() error { _, err := readAs[map[string]part](`{"a":{"ratio":1e400}}`); return err },
		"the date-time does not fit its Go type":       func() error { _, err := readAs[time.Time](`"yesterday"`); return err },
		"the base64 does not fit its Go type":          func() error { _, err := readAs[[]byte](`"no base64"`); return err },
	}
	for want, read := range tests {
		if err := read(); err == nil || err.Error() != want {
			t.Errorf("the error is %v, want %s", err, want)
		}
	}
}
