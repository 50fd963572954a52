package codec_test

import (
	"strings"
	"testing"
	"time"
)

// colour is an enum as it is generated: known values need no memory.
type colour string

// still is an object of which only the constant is kept.
type still struct{}

func TestWhatNeedsNoMemory(t *testing.T) {
	tests := []struct {
		name, in string
		v        any
	}{
		{"a number", `52.520008`, new(float64)},
		{"an integer", `-9223372036854775808`, new(int64)},
		{"a small integer", `42`, new(int32)},
		{"a boolean", `true`, new(bool)},
		{"null for a number", `null`, new(float32)},
		{"a known enum value", `"RED"`, new(colour)},
		{"a constant", `{"type":"FILE"}`, new(file)},
		{"an object", `{"number":1.5,"text":"","type":"SAMPLE"}`, new(sample)},
		{"looking ahead", `{"a":[1,2],"still":"FILE"}`, new(target)},
		{"a time but for its text", `"2026-03-30T12:00:00.123Z"`, new(time.Time)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := []byte(test.in)
			got := testing.AllocsPerRun(100, func() {
				if err := types.Unmarshal(data, test.v); err != nil {
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
	s := &sample{Text: "text", Number: 52.520008, Count: &count, When: time.Unix(0, 0).UTC(), List: []float64{1, 2}}
	b := make([]byte, 0, 512)
	if got := testing.AllocsPerRun(100, func() { b, _ = types.Append(b[:0], s) }); got > 0 {
		t.Errorf("writing allocates %v times", got)
	}
}

func TestShortStringsLiveSideBySide(t *testing.T) {
	in := []byte(`["` + strings.Repeat(`short","`, 63) + `"]`)
	got := testing.AllocsPerRun(100, func() {
		if err := types.Unmarshal(in, new([]*string)); err != nil {
			t.Fatal(err)
		}
	})
	if got > 22 {
		t.Errorf("64 optional strings take %v allocations", got)
	}
}
