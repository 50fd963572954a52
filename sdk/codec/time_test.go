package codec_test

import (
	"testing"
	"time"
)

func TestTimes(t *testing.T) {
	berlin := time.FixedZone("", 2*60*60)
	noon := time.Date(2026, 3, 30, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name, in string
		want     time.Time
		out      string
	}{
		{"seconds", `"2026-03-30T12:00:00Z"`, noon, `"2026-03-30T12:00:00Z"`},
		{"milliseconds", `"2026-03-30T12:00:00.123Z"`, noon.Add(123 * time.Millisecond), `"2026-03-30T12:00:00.123Z"`},
		{"nanoseconds", `"2026-03-30T12:00:00.123456789Z"`, noon.Add(123456789), `"2026-03-30T12:00:00.123456789Z"`},
		{"zeros at the end", `"2026-03-30T12:00:00.500Z"`, noon.Add(500 * time.Millisecond), `"2026-03-30T12:00:00.5Z"`},
		{"picoseconds", `"2026-03-30T12:00:00.123456789123Z"`, noon.Add(123456789), `"2026-03-30T12:00:00.123456789123Z"`},
		{"picoseconds at an offset", `"2026-03-30T14:00:00.000000000001+02:00"`, noon, `"2026-03-30T14:00:00.000000000001+02:00"`},
		{"an offset", `"2026-03-30T14:00:00+02:00"`, time.Date(2026, 3, 30, 14, 0, 0, 0, berlin), `"2026-03-30T14:00:00+02:00"`},
		{"an offset of nothing", `"2026-03-30T12:00:00+00:00"`, noon, `"2026-03-30T12:00:00Z"`},
		{"an escape", `"2026-03-30T12:00:00\u005a"`, time.Time{}, `"2026-03-30T12:00:00\u005a"`},
		{"a comma", `"2026-03-30T12:00:00,5Z"`, noon.Add(500 * time.Millisecond), `"2026-03-30T12:00:00,5Z"`},
		{"an hour of one digit", `"2026-03-30T1:00:00Z"`, noon.Add(-11 * time.Hour), `"2026-03-30T1:00:00Z"`},
		{"a leap second", `"2016-12-31T23:59:60Z"`, time.Time{}, `"2016-12-31T23:59:60Z"`},
		{"lower case", `"2026-03-30t12:00:00z"`, time.Time{}, `"2026-03-30t12:00:00z"`},
		{"a space", `"2026-03-30 12:00:00Z"`, time.Time{}, `"2026-03-30 12:00:00Z"`},
		{"no offset", `"2026-03-30T12:00:00"`, time.Time{}, `"2026-03-30T12:00:00"`},
		{"a date", `"2026-03-30"`, time.Time{}, `"2026-03-30"`},
		{"no date", `"yesterday"`, time.Time{}, `"yesterday"`},
		{"a quote", `"\""`, time.Time{}, `"\""`},
		{"nothing", `""`, time.Time{}, `""`},
		{"a day that does not exist", `"2026-02-30T12:00:00Z"`, time.Time{}, `"2026-02-30T12:00:00Z"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, out, err := inAndOut[time.Time](test.in)
			if err != nil || !got.Equal(test.want) || out != test.out {
				t.Errorf("%s is read as %v and written as %s (%v), want %v and %s", test.in, got, out, err, test.want, test.out)
			}
		})
	}
}

func TestKeptTimesAreWrittenWhileTheTimeStays(t *testing.T) {
	const finest = `"2026-03-30T12:00:00.000000000001Z"`
	p, err := with[required[time.Time]](finest)
	if err != nil || out(p) != finest {
		t.Fatalf("written as %s (%v)", out(p), err)
	}
	p.Value = p.Value.Add(time.Second)
	if got := out(p); got != `"2026-03-30T12:00:01Z"` {
		t.Errorf("a second later is written as %s", got)
	}
}

// A time zone of the nineteenth century is no whole number of minutes, which RFC 3339 cannot say.
func TestOffsetsWithSecondsAreWrittenInUTC(t *testing.T) {
	v := time.Date(1880, 1, 1, 0, 53, 28, 0, time.FixedZone("LMT", 53*60+28))
	if got, want := written(&v), `"1880-01-01T00:00:00Z"`; got != want {
		t.Errorf("%v is written as %s, want %s", v, got, want)
	}
}
