package codec_test

import (
	"encoding/json"
	"maps"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

func floats(v *[]float64, d *codec.Decoder) error { return codec.Array(v, d, codec.ReadFloat) }

// list is an optional array, which is kept whole where an element does not fit.
func list() form[[]float64] {
	return form[[]float64]{
		read: func(p *property[[]float64], d *codec.Decoder) error {
			return codec.KeepArray(&p.value, d, codec.ReadFloat, &p.extra, []byte(name))
		},
		write: appendFloats,
	}
}

func appendFloats(b []byte, key string, v []float64) []byte {
	if v == nil {
		return b
	}
	b = codec.Open(b, key, "[")
	for i := range v {
		b = appendFloat(b, "", v[i])
	}
	return codec.Close(b, ']')
}

// byName is an optional object whose keys are free.
func byName[T any](read codec.Reader[T], write func([]byte, string, T) []byte) form[map[string]T] {
	return form[map[string]T]{
		read: func(p *property[map[string]T], d *codec.Decoder) error {
			return codec.KeepMap(&p.value, d, read, &p.extra, []byte(name))
		},
		write: func(b []byte, key string, v map[string]T) []byte {
			if v == nil {
				return b
			}
			b = codec.Open(b, key, "{")
			for _, name := range codec.Keys(v) {
				b = write(codec.AppendName(b, name), "", v[name])
			}
			return codec.Close(b, '}')
		},
	}
}

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
			got, out, err := list().inAndOut(test.in)
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
	ints := byName(codec.ReadInt[int64], appendInt)
	p, err := ints.in(`{"b":2,"a":1}`)
	if err != nil || !maps.Equal(p.value, map[string]int64{"a": 1, "b": 2}) || string(codec.Bytes(p.encode)) != `{"n":{"a":1,"b":2}}` {
		t.Errorf("read %v, wrote %s (%v)", p.value, codec.Bytes(p.encode), err)
	}
	p, err = ints.in(`{"b":2,"a":9223372036854775808}`)
	if err != nil || p.value != nil || string(codec.Bytes(p.encode)) != `{"n":{"b":2,"a":9223372036854775808}}` {
		t.Errorf("read %v, wrote %s (%v)", p.value, codec.Bytes(p.encode), err)
	}
	if _, err := ints.in(`{"b":2,"a":[]}`); err == nil || err.Error() != "n.a: expected a number, got an array" {
		t.Errorf("the error is %v", err)
	}
}

func TestMapsAreReadWhereAValueIsRounded(t *testing.T) {
	const in = `{"a":0.10000000000000001,"b":0.5}`
	p, err := byName(codec.ReadFloat[float64], appendFloat).in(in)
	if err != nil || !maps.Equal(p.value, map[string]float64{"a": 0.1, "b": 0.5}) || string(codec.Bytes(p.encode)) != `{"n":`+in+`}` {
		t.Errorf("read %v, wrote %s (%v)", p.value, codec.Bytes(p.encode), err)
	}
}

func TestASetFieldWinsOverWhatWasKept(t *testing.T) {
	p, err := list().in(`[1, 1e400]`)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range [][]float64{{3}, {}, {1, 0}} {
		p.value = set
		want, _ := json.Marshal(set)
		if got := p.out(); got != string(want) {
			t.Errorf("%v is written as %s", set, got)
		}
	}
	p, err = list().in(`[0.10000000000000001]`)
	if err != nil {
		t.Fatal(err)
	}
	p.value = nil
	if got := p.out(); got != "" {
		t.Errorf("a cleared array is written as %s", got)
	}
}

func TestASetOptionalFieldWinsOverWhatWasKept(t *testing.T) {
	ints := optional(codec.ReadInt[int64], appendInt)
	zero := int64(0)
	p, err := ints.in(`9223372036854775808`)
	if err != nil || p.value != nil || p.out() != `9223372036854775808` {
		t.Errorf("a number that does not fit is read as %v and written as %s (%v)", p.value, p.out(), err)
	}
	p.value = &zero
	if got := p.out(); got != "0" {
		t.Errorf("zero, set over a number that does not fit, is written as %s", got)
	}
	codec.SetNull(&p.extra, name)
	if got := p.out(); got != "0" {
		t.Errorf("zero, set over null, is written as %s", got)
	}
	p.value = nil
	if got := p.out(); got != "null" {
		t.Errorf("null is written as %s", got)
	}
	if p, err := ints.in(`null`); err != nil || p.value != nil || p.extra != nil || p.out() != "" {
		t.Errorf("null is read as %v, %v and written as %q (%v)", p.value, p.extra, p.out(), err)
	}
}

func TestAClearedFieldIsNotWritten(t *testing.T) {
	p, err := optional(codec.ReadTime, codec.AppendTime).in(`"2026-03-30T12:00:00.000000000001Z"`)
	if err != nil || p.value == nil {
		t.Fatal(p.value, err)
	}
	if got := p.out(); got != `"2026-03-30T12:00:00.000000000001Z"` {
		t.Errorf("written as %s", got)
	}
	p.value = nil
	if got := p.out(); got != "" {
		t.Errorf("a cleared time is written as %s", got)
	}
	p.value = &time.Time{}
	if got := p.out(); got != `"0001-01-01T00:00:00Z"` {
		t.Errorf("another time is written as %s", got)
	}
}

// sample has one property of each kind, and does with them what generated code does.
type sample struct {
	text   string
	number float64
	count  *int64
	when   time.Time
	list   []float64
	extra  map[string]json.RawMessage
}

func (s *sample) decode(d *codec.Decoder) error {
	*s = sample{}
	fields, some, err := codec.Fields(d)
	if !some {
		return err
	}
	for fields.Next() {
		key := fields.Key()
		switch string(key) {
		case "text":
			err = codec.ReadString(&s.text, d)
		case "number":
			err = codec.Keep(codec.ReadFloat(&s.number, d), &s.extra, key)
		case "count":
			if !codec.KeepNull(d, &s.extra, key) {
				err = codec.Keep(codec.Optional(&s.count, d, codec.ReadInt), &s.extra, key)
			} else {
				s.count = nil
			}
		case "when":
			err = codec.Keep(codec.ReadTime(&s.when, d), &s.extra, key)
		case "list":
			err = codec.KeepWhole(&s.list, d, floats, &s.extra, key)
		case "type":
			err = codec.Constant(d, `"SAMPLE"`, &s.extra, key)
		default:
			err = codec.Extra(&s.extra, key, d, codec.ReadRaw)
		}
		if err != nil {
			return codec.At(err, key)
		}
	}
	return fields.Err()
}

func (s *sample) encode(b []byte, key string) []byte {
	b = codec.Open(b, key, `{"type":"SAMPLE",`)
	b = codec.Restore(b, len(b)-len(`"type":"SAMPLE",`), "type", s.extra, emptySample)
	b = codec.AppendString(b, `"text":`, s.text)
	start := len(b)
	b = codec.AppendFloat(b, `"number":`, s.number, 64)
	b = codec.Restore(b, start, "number", s.extra, emptySample)
	start = len(b)
	if s.count != nil {
		b = codec.AppendInt(b, `"count":`, *s.count)
	}
	b = codec.Restore(b, start, "count", s.extra, emptySample)
	start = len(b)
	b = codec.AppendTime(b, `"when":`, s.when)
	b = codec.Restore(b, start, "when", s.extra, emptySample)
	start = len(b)
	b = codec.Open(b, `"list":`, "[")
	for i := range s.list {
		b = codec.AppendFloat(b, "", s.list[i], 64)
	}
	b = codec.Close(b, ']')
	b = codec.Restore(b, start, "list", s.extra, emptySample)
	b = codec.AppendExtra(b, s.extra, "type", "text", "number", "count", "when", "list")
	return codec.Close(b, '}')
}

func emptySample() codec.Object {
	s := &sample{}
	return codec.Object{Decode: s.decode, Encode: s.encode, Extra: &s.extra}
}

func (s sample) MarshalJSON() ([]byte, error) { return codec.Marshal(s.encode) }

func (s *sample) UnmarshalJSON(data []byte) error {
	return codec.Unmarshal(data, s, (*sample).decode)
}

func readSample(t *testing.T, text string) *sample {
	t.Helper()
	s := &sample{}
	if err := codec.Unmarshal([]byte(text), s, (*sample).decode); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s
}

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
		s := readSample(t, test.in)
		if got := string(codec.Bytes(s.encode)); got != test.want {
			t.Errorf("%s is written as\n%s, want\n%s", test.in, got, test.want)
		}
	}
	if s := readSample(t, `{"number":1e400,"number":5}`); s.extra != nil {
		t.Errorf("%v is kept", s.extra)
	}
}

func TestAConstantWithAnotherValueIsKept(t *testing.T) {
	for _, in := range []string{`"OTHER"`, `1`, `null`, `"S\u0041MPLE"`} {
		s := readSample(t, `{"type":`+in+`}`)
		want := `{"type":` + in + `,"text":"","number":0,"when":"0001-01-01T00:00:00Z","list":[]}`
		if got := string(codec.Bytes(s.encode)); got != want {
			t.Errorf("written as %s, want %s", got, want)
		}
	}
	if s := readSample(t, `{"type":"SAMPLE"}`); s.extra != nil {
		t.Errorf("%v is kept", s.extra)
	}
}

func TestNullLeavesTheZeroValue(t *testing.T) {
	s := readSample(t, `{"text":null,"number":null,"when":null,"list":null,"new":null}`)
	if s.text != "" || s.number != 0 || !s.when.IsZero() || s.list != nil || string(s.extra["new"]) != "null" || len(s.extra) != 1 {
		t.Errorf("read %+v", s)
	}
	if s := readSample(t, `null`); s.extra != nil || s.text != "" {
		t.Errorf("null is read as %+v", s)
	}
	flag := true
	if err := codec.Unmarshal([]byte(`null`), &flag, codec.ReadBool[bool]); err != nil || flag {
		t.Errorf("null is read as %v (%v)", flag, err)
	}
	bytes := []byte("before")
	if err := codec.Unmarshal([]byte(`null`), &bytes, codec.ReadBytes); err != nil || bytes != nil {
		t.Errorf("null is read as %v (%v)", bytes, err)
	}
}

func TestNothingIsSharedWithTheInput(t *testing.T) {
	data := []byte(`{"text":"text","number":1e400,"new":{"a":"b"},"list":[1e400]}`)
	s := &sample{}
	if err := codec.Unmarshal(data, s, (*sample).decode); err != nil {
		t.Fatal(err)
	}
	before := string(codec.Bytes(s.encode))
	for i := range data {
		data[i] = 'x'
	}
	if after := string(codec.Bytes(s.encode)); after != before {
		t.Errorf("changing the input made %s of %s", after, before)
	}
}

// Where there is no place for the digits, a number is rounded; where it cannot be, its path is in the error.
func TestWithoutAPlaceToKeep(t *testing.T) {
	var v map[string]float64
	if err := codec.Unmarshal([]byte(`{"a":0.10000000000000001}`), &v, readExtras); err != nil || v["a"] != 0.1 {
		t.Errorf("read %v (%v)", v, err)
	}
	err := codec.Unmarshal([]byte(`{"a":1e400}`), &v, readExtras)
	if err == nil || err.Error() != "a: the number does not fit its Go type" {
		t.Errorf("the error is %v", err)
	}
	var list [][]int32
	read := func(v *[]int32, d *codec.Decoder) error { return codec.Array(v, d, codec.ReadInt) }
	err = codec.Unmarshal([]byte(`[[1],[2,2147483648]]`), &list, func(v *[][]int32, d *codec.Decoder) error {
		return codec.Array(v, d, read)
	})
	if err == nil || err.Error() != "[1][1]: the number does not fit its Go type" {
		t.Errorf("the error is %v", err)
	}
	var many []float64
	if err := codec.Unmarshal([]byte(`[0.10000000000000001,1]`), &many, floats); err != nil || len(many) != 2 {
		t.Errorf("read %v (%v)", many, err)
	}
}

func readExtras(v *map[string]float64, d *codec.Decoder) error {
	*v = nil
	fields, some, err := codec.Fields(d)
	if !some {
		return err
	}
	for fields.Next() {
		if err := codec.Extra(v, fields.Key(), d, codec.ReadFloat); err != nil {
			return codec.At(err, fields.Key())
		}
	}
	return fields.Err()
}
