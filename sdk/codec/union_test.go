package codec

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestTag(t *testing.T) {
	tests := []struct{ in, want string }{
		{`{"type":"FILE"}`, "FILE"},
		{` { "a" : {"type":"X"} , "type" : "FILE" } `, "FILE"},
		{`{"t\u0079pe":"F\u0049LE"}`, "FILE"},
		{`{"type":1.0}`, "1.0"},
		{`{"type":true}`, "true"},
		{`{"type":""}`, ""},
		{`{"type":null}`, ""},
		{`{"Type":"FILE"}`, ""},
		{`{}`, ""},
	}
	for _, test := range tests {
		d := newDecoder([]byte(test.in))
		got, err := tag(d, "type")
		if err != nil || string(got) != test.want {
			t.Errorf("the tag of %s is %q (%v), want %q", test.in, got, err, test.want)
		}
		if raw, err := d.Raw(); err != nil || string(raw) != strings.TrimSpace(test.in) { // looking ahead leaves the value where it is
			t.Errorf("after looking at the tag of %s, the value is %s (%v)", test.in, raw, err)
		}
	}
}

func TestCountProperties(t *testing.T) {
	tests := []struct {
		in, want string
		count    int
	}{
		{`{"a":1}`, "a", 1},
		{`{"c":{"b":1},"b":[{"a":1}]}`, "b", 1},
		{`{"\u0061":null}`, "a", 1},
		{`{"b":1,"a":2}`, "a", 2},
		{`{"a":1,"a":2}`, "a", 2},
		{`{"c":1}`, "", 0},
		{`{}`, "", 0},
	}
	for _, test := range tests {
		d := newDecoder([]byte(test.in))
		got, count, err := countProperties(d, "a", "b")
		if err != nil || got != test.want || count != test.count {
			t.Errorf("%s has %d of the properties, %q (%v), want %d, %q", test.in, count, got, err, test.count, test.want)
		}
		if raw, err := d.Raw(); err != nil || string(raw) != test.in {
			t.Errorf("after looking at the properties of %s, the value is %s (%v)", test.in, raw, err)
		}
	}
}

func TestLookingAheadInWhatIsNoObjectFails(t *testing.T) {
	for _, in := range []string{
		``, `{`, `{"a`, `{"a":`, `{"a":1`, `{"a":[`, `{"type"`, `{"type":`, `{"type":"`, `{"type":nul`, `{"a":1,}`, `[]`, `"a"`, `1`, `null`,
		`{"a":` + strings.Repeat("[", 100_000), `{"type":` + strings.Repeat("[", 100_000),
	} {
		if text, err := tag(newDecoder([]byte(in)), "type"); err == nil || len(asDecodeError(err).Error()) > 200 {
			t.Errorf("the tag of %.40s is %s: %.200v", in, text, err)
		}
		if found, _, err := countProperties(newDecoder([]byte(in)), "type", "a"); err == nil || len(asDecodeError(err).Error()) > 200 {
			t.Errorf("the property of %.40s is %s: %.200v", in, found, err)
		}
	}
}

// FuzzTag holds looking ahead against encoding/json.
func FuzzTag(f *testing.F) {
	f.Add([]byte(`{"a":{"type":"b"},"type":"c"}`))
	f.Add([]byte(`{"t\u0079pe":"\u0061","type":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDecoder(data)
		text, err := tag(d, "type")
		if err != nil || d.Skip() != nil || !errors.Is(d.Skip(), io.EOF) {
			t.Skip()
		}
		var members map[string]json.RawMessage
		if err := json.Unmarshal([]byte(validText(string(data))), &members); err != nil {
			t.Errorf("%q has the tag %q, encoding/json says %v", data, text, err)
		}
	})
}

// TestLookingAheadPassesOverOnce descends into objects whose tags come last: what is passed over for the first tag is not
// passed over again.
func TestLookingAheadPassesOverOnce(t *testing.T) {
	const levels = 50
	d := newDecoder([]byte(strings.Repeat(`{"a":`, levels) + `1` + strings.Repeat(`,"type":"x"}`, levels)))
	for level := range levels {
		if text, err := tag(d, "type"); err != nil || string(text) != "x" {
			t.Fatalf("level %d: %q, %v", level, text, err)
		}
		if got := len(d.ahead.passed); got != levels-1 {
			t.Fatalf("level %d: %d objects are known", level, got)
		}
		if some, err := d.Enter('{', '}'); err != nil || !some {
			t.Fatalf("level %d: %v", level, err)
		}
		if _, err := d.Key(); err != nil {
			t.Fatalf("level %d: %v", level, err)
		}
	}
}
