package retryafter

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	now := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	const server = "Fri, 27 Nov 2026 20:00:00 GMT" // its clock is ahead
	for _, test := range []struct {
		value, date string
		want        time.Duration
		told        bool
	}{
		{"", "", 0, false},
		{"0", "", 0, true},
		{"7", "", 7 * time.Second, true},
		{" 7 ", "", 7 * time.Second, true},
		{"1.5", "", 1500 * time.Millisecond, true},
		{"120.0", server, 2 * time.Minute, true},
		{"9223372036854775808", "", Longest, true},
		{strings.Repeat("9", 400), "", Longest, true},
		{"-7", "", 0, false},
		{"+7", "", 0, false},
		{"1e3", "", 0, false},
		{"0x10", "", 0, false},
		{"Inf", "", 0, false},
		{"NaN", "", 0, false},
		{".", "", 0, false},
		{"1.2.3", "", 0, false},
		{"soon", "", 0, false},
		{"Fri, 27 Nov 2026 12:00:09 GMT", "", 9 * time.Second, true},
		{"Friday, 27-Nov-26 12:00:09 GMT", "", 9 * time.Second, true},
		{"Fri Nov 27 12:00:09 2026", "", 9 * time.Second, true},
		{"Fri, 27 Nov 2026 12:00:09 UTC", "", 9 * time.Second, true},
		{"Fri, 27 Nov 2026 13:00:09 +0100", "", 9 * time.Second, true},
		{"2026-11-27T12:00:09Z", "", 9 * time.Second, true},
		{"Fri, 27 Nov 2026 20:00:09 GMT", server, 9 * time.Second, true},
		{"Fri, 27 Nov 2026 20:00:09 GMT", "yesterday", 8*time.Hour + 9*time.Second, true},
		{"Fri, 27 Nov 2026 11:00:00 GMT", "", 0, true},
		{"Thu, 01 Jan 1970 00:00:00 GMT", server, 0, true},
		{"Fri, 31 Dec 9999 23:59:59 GMT", "", Longest, true},
		{"Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", Longest, true},
		{"Fri, 40 Nov 2026 12:00:09 GMT", "", 0, false},
	} {
		header := http.Header{}
		header.Set("Retry-After", test.value)
		header.Set("Date", test.date)
		if wait, told := Parse(header, now); wait != test.want || told != test.told {
			t.Errorf("%q by %q: %s, %v", test.value, test.date, wait, told)
		}
	}
}
