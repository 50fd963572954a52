package codec_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// colour is an enum as it is generated: known values need no memory.
type colour string

func (c *colour) decode(d *codec.Decoder) error {
	text, err := codec.Text(d)
	if err != nil {
		return err
	}
	switch string(text) {
	case "RED":
		*c = "RED"
	default:
		*c = colour(text)
	}
	return nil
}

func TestWhatNeedsNoMemory(t *testing.T) {
	var (
		number  float64
		single  float32
		integer int64
		small   int32
		flag    bool
		known   colour
		when    time.Time
		extra   map[string]json.RawMessage
	)
	tests := []struct {
		name, in string
		read     func(d *codec.Decoder) error
	}{
		{"a number", `52.520008`, func(d *codec.Decoder) error { return codec.ReadFloat(&number, d) }},
		{"an integer", `-9223372036854775808`, func(d *codec.Decoder) error { return codec.ReadInt(&integer, d) }},
		{"a small integer", `42`, func(d *codec.Decoder) error { return codec.ReadInt(&small, d) }},
		{"a boolean", `true`, func(d *codec.Decoder) error { return codec.ReadBool(&flag, d) }},
		{"null for a number", `null`, func(d *codec.Decoder) error { return codec.ReadFloat(&single, d) }},
		{"a known enum value", `"RED"`, func(d *codec.Decoder) error { return known.decode(d) }},
		{"a constant", `"FILE"`, func(d *codec.Decoder) error { return codec.Constant(d, `"FILE"`, &extra, nil) }},
		{"looking ahead", `{"a":[1,2],"type":"FILE"}`, func(d *codec.Decoder) error { _, err := codec.Tag(d, "type"); return err }},
		{"a time but for its text", `"2026-03-30T12:00:00.123Z"`, func(d *codec.Decoder) error { return codec.ReadTime(&when, d) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data, d := []byte(test.in), codec.NewDecoder(nil)
			got := testing.AllocsPerRun(100, func() {
				d.ResetBytes(data)
				if err := test.read(d); err != nil {
					t.Fatal(err)
				}
			})
			if got > 0 {
				t.Errorf("reading %s allocates %v times", test.in, got)
			}
		})
	}
}

func TestWritingNeedsNoMemory(t *testing.T) {
	count := int64(42)
	s := &sample{text: "text", number: 52.520008, count: &count, when: time.Unix(0, 0).UTC(), list: []float64{1, 2}}
	b := make([]byte, 0, 512)
	if got := testing.AllocsPerRun(100, func() { b = s.encode(b[:0], "") }); got > 0 {
		t.Errorf("writing allocates %v times", got)
	}
}

func TestShortStringsLiveSideBySide(t *testing.T) {
	in := []byte(`["` + strings.Repeat(`short","`, 63) + `"]`)
	read := func(d *codec.Decoder) error {
		return codec.Array(new([]*string), d, func(v **string, d *codec.Decoder) error { return codec.OptionalString(v, d) })
	}
	got := testing.AllocsPerRun(100, func() {
		if err := codec.UnmarshalWith(in, read); err != nil {
			t.Fatal(err)
		}
	})
	if got > 20 {
		t.Errorf("64 optional strings take %v allocations", got)
	}
}
