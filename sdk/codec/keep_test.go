package codec_test

import (
	"encoding/json"
	"maps"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// whole is an optional property that is kept whole where a part of it does not fit.
func whole[T any](text string, read codec.Reader[T], write func(*T, *codec.Writer), absent func(T) bool) (T, string, error) {
	f, err := readWhole(text, read)
	return f.value, writeWhole(f, read, write, absent), err
}

func readWhole[T any](text string, read codec.Reader[T]) (f field[T], err error) {
	err = codec.Unmarshal([]byte(text), &f, func(f *field[T], d *codec.Decoder) error {
		return codec.KeepWhole(&f.value, d, read, &f.extra, []byte(name))
	})
	return f, err
}

func writeWhole[T any](f field[T], read codec.Reader[T], write func(*T, *codec.Writer), absent func(T) bool) string {
	w := &codec.Writer{}
	if !codec.KeptWhole(w, f.extra, name, &f.value, absent(f.value), read, write) && !absent(f.value) {
		codec.Put(w, `"n":`, &f.value, write)
	}
	return trimmed(w)
}

// optional is a property that may be absent.
func readOptional[T any](text string, read codec.Reader[T]) (f field[*T], err error) {
	err = codec.Unmarshal([]byte(text), &f, func(f *field[*T], d *codec.Decoder) error {
		return codec.Keep(codec.Optional(&f.value, d, read), &f.extra, []byte(name))
	})
	return f, err
}

func writeOptional[T any](f field[*T], read codec.Reader[T], write func(*T, *codec.Writer)) string {
	w := &codec.Writer{}
	if !codec.KeptOptional(w, f.extra, name, f.value, read, write) && f.value != nil {
		codec.Put(w, `"n":`, f.value, write)
	}
	return trimmed(w)
}

func floats(v *[]float64, d *codec.Decoder) error { return codec.Array(v, d, codec.ReadFloat) }

func putFloats(v *[]float64, w *codec.Writer) { codec.WriteArray(*v, w, codec.WriteFloat) }

func noFloats(v []float64) bool { return v == nil }

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
			got, out, err := whole(test.in, floats, putFloats, noFloats)
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
	read := func(v *map[string]int64, d *codec.Decoder) error { return codec.Map(v, d, codec.ReadInt) }
	write := func(v *map[string]int64, w *codec.Writer) { codec.WriteMap(*v, w, codec.WriteInt) }
	absent := func(v map[string]int64) bool { return v == nil }
	got, out, err := whole(`{"b":2,"a":1}`, read, write, absent)
	if err != nil || !maps.Equal(got, map[string]int64{"a": 1, "b": 2}) || out != `{"a":1,"b":2}` {
		t.Errorf("read %v, wrote %s (%v)", got, out, err)
	}
	got, out, err = whole(`{"b":2,"a":9223372036854775808}`, read, write, absent)
	if err != nil || got != nil || out != `{"b":2,"a":9223372036854775808}` {
		t.Errorf("read %v, wrote %s (%v)", got, out, err)
	}
	if _, _, err := whole(`{"b":2,"a":[]}`, read, write, absent); err == nil || err.Error() != "a: expected a number, got an array" {
		t.Errorf("the error is %v", err)
	}
}

func TestMapsAreReadWhereAValueIsRounded(t *testing.T) {
	read := func(v *map[string]float64, d *codec.Decoder) error { return codec.Map(v, d, codec.ReadFloat) }
	write := func(v *map[string]float64, w *codec.Writer) { codec.WriteMap(*v, w, codec.WriteFloat) }
	const in = `{"a":0.10000000000000001,"b":0.5}`
	got, out, err := whole(in, read, write, func(v map[string]float64) bool { return v == nil })
	if err != nil || !maps.Equal(got, map[string]float64{"a": 0.1, "b": 0.5}) || out != in {
		t.Errorf("read %v, wrote %s (%v)", got, out, err)
	}
}

// KeepArray and KeepMap are what generated code calls.
func TestArraysAndMapsKeep(t *testing.T) {
	var extra map[string]json.RawMessage
	var list []float64
	err := codec.Unmarshal([]byte(`[1e400]`), &list, func(v *[]float64, d *codec.Decoder) error {
		return codec.KeepArray(v, d, codec.ReadFloat, &extra, []byte("list"))
	})
	if err != nil || list != nil {
		t.Errorf("read %v (%v)", list, err)
	}
	var byName map[string]int32
	err = codec.Unmarshal([]byte(`{"a":2147483648}`), &byName, func(v *map[string]int32, d *codec.Decoder) error {
		return codec.KeepMap(v, d, codec.ReadInt, &extra, []byte("byName"))
	})
	if err != nil || byName != nil {
		t.Errorf("read %v (%v)", byName, err)
	}
	w := &codec.Writer{}
	if !codec.KeptArray(w, extra, "list", list, codec.ReadFloat, codec.WriteFloat) ||
		!codec.KeptMap(w, extra, "byName", byName, codec.ReadInt, codec.WriteInt) ||
		string(w.Buf) != `"list":[1e400],"byName":{"a":2147483648},` {
		t.Errorf("wrote %s", w.Buf)
	}
	if codec.KeptArray(w, extra, "list", []float64{}, codec.ReadFloat, codec.WriteFloat) ||
		codec.KeptMap(w, extra, "byName", map[string]int32{}, codec.ReadInt, codec.WriteInt) {
		t.Error("an empty value does not win over what was kept")
	}
}

func TestASetFieldWinsOverWhatWasKept(t *testing.T) {
	f, err := readWhole(`[1, 1e400]`, floats)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range [][]float64{{3}, {}, {1, 0}} {
		f.value = set
		want, _ := json.Marshal(set)
		if got := writeWhole(f, floats, putFloats, noFloats); got != string(want) {
			t.Errorf("%v is written as %s", set, got)
		}
	}
	f, err = readWhole(`[0.10000000000000001]`, floats)
	if err != nil {
		t.Fatal(err)
	}
	f.value = nil
	if got := writeWhole(f, floats, putFloats, noFloats); got != "" {
		t.Errorf("a cleared array is written as %s", got)
	}
}

func TestASetOptionalFieldWinsOverWhatWasKept(t *testing.T) {
	ints := func(text string) field[*int64] {
		f, err := readOptional(text, codec.ReadInt[int64])
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	write := func(f field[*int64]) string { return writeOptional(f, codec.ReadInt[int64], codec.WriteInt[int64]) }
	zero := int64(0)

	f := ints(`9223372036854775808`)
	if f.value != nil || write(f) != `9223372036854775808` {
		t.Errorf("a number that does not fit is read as %v and written as %s", f.value, write(f))
	}
	f.value = &zero
	if got := write(f); got != "0" {
		t.Errorf("zero, set over a number that does not fit, is written as %s", got)
	}

	codec.SetNull(&f.extra, name)
	if got := write(f); got != "0" {
		t.Errorf("zero, set over null, is written as %s", got)
	}
	f.value = nil
	if got := write(f); got != "null" {
		t.Errorf("null is written as %s", got)
	}
	if f := ints(`null`); f.value != nil || f.extra != nil || write(f) != "" {
		t.Errorf("null is read as %v, %v and written as %q", f.value, f.extra, write(f))
	}
}

func TestAClearedFieldIsNotWritten(t *testing.T) {
	f, err := readOptional(`"2026-03-30T12:00:00.000000000001Z"`, codec.ReadTime)
	if err != nil || f.value == nil {
		t.Fatal(f.value, err)
	}
	if got := writeOptional(f, codec.ReadTime, codec.WriteTime); got != `"2026-03-30T12:00:00.000000000001Z"` {
		t.Errorf("written as %s", got)
	}
	f.value = nil
	if got := writeOptional(f, codec.ReadTime, codec.WriteTime); got != "" {
		t.Errorf("a cleared time is written as %s", got)
	}
	f.value = &time.Time{}
	if got := writeOptional(f, codec.ReadTime, codec.WriteTime); got != `"0001-01-01T00:00:00Z"` {
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
	if codec.Null(d) {
		return nil
	}
	fields, err := codec.Fields(d)
	if err != nil {
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

func (s *sample) encode(w *codec.Writer) {
	w.RawStr("{")
	codec.PutConstant(w, s.extra, "type", `"type":"SAMPLE",`)
	codec.PutString(w, `"text":`, s.text)
	if !codec.Kept(w, s.extra, "number", &s.number, codec.ReadFloat, codec.WriteFloat) {
		codec.Put(w, `"number":`, &s.number, codec.WriteFloat)
	}
	if !codec.KeptOptional(w, s.extra, "count", s.count, codec.ReadInt, codec.WriteInt) && s.count != nil {
		codec.Put(w, `"count":`, s.count, codec.WriteInt)
	}
	if !codec.Kept(w, s.extra, "when", &s.when, codec.ReadTime, codec.WriteTime) {
		codec.Put(w, `"when":`, &s.when, codec.WriteTime)
	}
	if !codec.KeptWhole(w, s.extra, "list", &s.list, s.list == nil, floats, putFloats) {
		codec.PutArray(w, `"list":`, s.list, codec.WriteFloat)
	}
	if len(s.extra) > 0 {
		codec.WriteExtra(w, s.extra, codec.WriteRaw, "type", "text", "number", "count", "when", "list")
	}
	codec.Close(w)
}

func (s sample) MarshalJSON() ([]byte, error) { return codec.Marshal(&s, (*sample).encode) }

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
		if got := string(codec.Encode(s, (*sample).encode)); got != test.want {
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
		if got := string(codec.Encode(s, (*sample).encode)); got != want {
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
	before := string(codec.Encode(s, (*sample).encode))
	for i := range data {
		data[i] = 'x'
	}
	if after := string(codec.Encode(s, (*sample).encode)); after != before {
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
	fields, err := codec.Fields(d)
	if err != nil {
		return err
	}
	for fields.Next() {
		if err := codec.Extra(v, fields.Key(), d, codec.ReadFloat); err != nil {
			return codec.At(err, fields.Key())
		}
	}
	return fields.Err()
}
