package codec_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
	"github.com/hubchannels/hubchannels-go/sdk/codec/codectest"
)

// types are the types of these tests as a generated package has them. They know the unions, because tests read these by themselves.
var types = knowing()

func knowing() *codec.Types { return new(codec.Types).With(&unionAttachment, &unionTarget, &unionKind) }

var (
	unionAttachment = codec.Union{Of: codec.Interface[attachment]{}, Unknown: (*unknownAttachment)(nil), Choice: &choiceAttachment}
	unionTarget     = codec.Union{Of: codec.Interface[target]{}, Unknown: (*unknownTarget)(nil), Choice: &choiceTarget}
	unionKind       = codec.Union{Of: codec.Interface[kind]{}, Unknown: (*unknownKind)(nil), Choice: &choiceKind}
)

func constant(name, value string) codec.Description {
	return codec.Description{Constants: []codec.Constant{{Name: name, Value: value}}}
}

func (sample) DescribeJSON() codec.Description   { return constant("type", `"SAMPLE"`) }
func (file) DescribeJSON() codec.Description     { return constant("type", `"FILE"`) }
func (place) DescribeJSON() codec.Description    { return constant("type", `"LOCATION"`) }
func (group) DescribeJSON() codec.Description    { return constant("type", `"GROUP"`) }
func (numbered) DescribeJSON() codec.Description { return constant("type", `1`) }
func (closed) DescribeJSON() codec.Description   { return constant("kind", `"CLOSED"`) }
func (typed) DescribeJSON() codec.Description    { return constant("kind", `"TYPED"`) }

func (identifiers) DescribeJSON() codec.Description  { return codec.Description{Note: "items.number"} }
func (rows) DescribeJSON() codec.Description         { return codec.Description{Note: "items.null"} }
func (ledger) DescribeJSON() codec.Description       { return codec.Description{Note: "items.null"} }
func (sparseTree) DescribeJSON() codec.Description   { return codec.Description{Note: "items.null"} }
func (sparseForest) DescribeJSON() codec.Description { return codec.Description{Note: "items.null"} }

// readAs reads a value.
func readAs[T any](text string) (T, error) {
	var v T
	err := types.Unmarshal([]byte(text), &v)
	return v, err
}

// mustRead reads a value that fits.
func mustRead[T any](t *testing.T, text string) T {
	t.Helper()
	v, err := readAs[T](text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// written is the JSON of what v points to.
func written(v any) string { return string(types.Bytes(v)) }

// panics is what a function panics with, nil if it does not.
func panics(f func()) (with any) {
	defer func() { with = recover() }()
	f()
	return nil
}

func TestRoundTrip(t *testing.T) {
	codectest.RoundTrip(t, types, new(sample), new(nested), new(file), new(group), new(attachment), new(kind),
		new(everything), codectest.Loose{Sample: new(target)}, codectest.Loose{Sample: new(closed)}, codectest.Loose{Sample: new(typed)})
}

// single is a struct that an interface holds as it holds a pointer.
type single struct {
	N *float64 `json:"n,omitempty"`
}

func TestValuesAreWrittenAsWhatPointsToThem(t *testing.T) {
	number, list := 1.5, []string{"a"}
	tests := []struct {
		value, pointer any
		want           string
	}{
		{number, &number, `1.5`},
		{list, &list, `["a"]`},
		{map[string]int{"a": 1}, &map[string]int{"a": 1}, `{"a":1}`},
		{map[string]int(nil), new(map[string]int), `{}`},
		{int32(7), new(int32(7)), `7`},
		{true, new(true), `true`},
		{colour("RED"), new(colour("RED")), `"RED"`},
		{still{}, &still{}, `{}`},
		{nested{One: &nested{}}, &nested{One: &nested{}}, `{"one":{}}`},
		{single{}, &single{}, `{}`},
		{single{&number}, &single{&number}, `{"n":1.5}`},
		{time.Time{}, new(time.Time), `"0001-01-01T00:00:00Z"`},
		{json.RawMessage(`[1]`), new(json.RawMessage(`[1]`)), `[1]`},
		{file{ID: "1"}, &file{ID: "1"}, `{"type":"FILE","id":"1"}`},
		{codec.Noted{Value: list, Note: "items.number"}, codec.Noted{Value: &list, Note: "items.number"}, `["a"]`},
		{(*file)(nil), codec.Noted{Value: (*[]string)(nil)}, `null`},
		{[]string(nil), new([]string), `[]`},
	}
	for _, test := range tests {
		if value, pointer := written(test.value), written(test.pointer); value != test.want || pointer != test.want {
			t.Errorf("%#v is written as %s and %s, want %s", test.value, value, pointer, test.want)
		}
		if marshalled, err := types.Marshal(test.value); err != nil || string(marshalled) != test.want {
			t.Errorf("%#v is marshalled as %s (%v), want %s", test.value, marshalled, err, test.want)
		}
		if got, err := types.Append([]byte("["), test.pointer); err != nil || string(got) != "["+test.want+"," {
			t.Errorf("%#v is appended as %s, want %s", test.value, got, test.want)
		}
	}
}

// Every way to read begins anew, one that fails as well.
func TestNothingStaysOfAnEarlierValue(t *testing.T) {
	for _, in := range []string{`{}`, `null`, `{"one":{"type":"FILE"}}`, `{"text":"b"}`, `{"count":7,"slice":[{}]}`} {
		want := mustRead[everything](t, in)
		got := mustRead[everything](t, fullEverything)
		if err := got.UnmarshalJSON([]byte(in)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as %+v (%v), want %+v", in, got, err, want)
		}
	}
	got := mustRead[everything](t, fullEverything)
	if err := got.UnmarshalJSON([]byte(`{"text":7}`)); err == nil || !reflect.DeepEqual(got, everything{}) {
		t.Errorf("%+v stayed (%v)", got, err)
	}
	var v attachment = &file{}
	if err := types.Unmarshal([]byte(`null`), &v); err != nil || v != nil {
		t.Errorf("%v stayed (%v)", v, err)
	}
}

func TestATypeThatNoGeneratorMakesIsRefused(t *testing.T) {
	for _, v := range []any{new(chan int), new(any), new(struct {
		F func() `json:"f"`
	})} {
		if panics(func() { types.Bytes(v) }) == nil {
			t.Errorf("%T has JSON", v)
		}
	}
	if got := written(new(file)); got != `{"type":"FILE","id":""}` {
		t.Errorf("after that, a file is written as %s", got)
	}
}
