package check_test

import (
	"encoding/json"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/check"
)

func TestFormat(t *testing.T) {
	for format, texts := range map[string]struct{ right, wrong []string }{
		"time":     {[]string{"10:30", "10:30:00", "10:30:00Z", "10:30:00.5+02:00", "00:00:00-12:00"}, []string{"", "24:00", "10:30:61", "10.30", "now", "10:30:00Z\n"}},
		"duration": {[]string{"P1D", "PT1H30M", "P1Y2M3DT4H5M6.5S", "P2W", "PT0S"}, []string{"", "P", "PT", "P1DT", "1D", "1 day", "P1H", "P1W2D"}},
		"uri":      {[]string{"https://example.com", "urn:a:b", "mailto:a@example.com", "https://example.com/a?b=c#d"}, []string{"", "example.com", "/a", "http://[::1", ":"}},
		"ipv4":     {[]string{"192.0.2.1", "0.0.0.0"}, []string{"", "::1", "192.0.2", "192.0.2.256", "192.0.2.1/24"}},
		"ipv6":     {[]string{"::1", "2001:db8::", "::ffff:192.0.2.1"}, []string{"", "192.0.2.1", "1::2::3", ":"}},
		"email":    {[]string{"a@example.com", "a.b+c@sub.example.com", `"a b"@example.com`, "ü@example.com", "a@localhost", "a@[192.0.2.1]"}, []string{"", "a", "a@", "@example.com", "Ada <a@example.com>", "<a@example.com>", "a@example.com, b@example.com", "a b@example.com", "a@example.com\n"}},
		"hostname": {[]string{"example.com", "localhost", "a-1.example", "xn--nxasmq6b.example", "1.example"}, []string{"", ".", "example.com.", "-a.example", "a-.example", "a..b", "a_b.example", "a b", "https://example.com", "ü.example"}},
		"unknown":  {[]string{"", "anything"}, nil},
	} {
		for _, text := range texts.right {
			if err := holds(text, format); err != nil {
				t.Errorf("%s: %q: %v", format, text, err)
			}
		}
		for _, text := range texts.wrong {
			if holds(text, format) == nil {
				t.Errorf("%s: %q is none", format, text)
			}
		}
	}
}

func holds(text, format string) error {
	data, _ := json.Marshal(text)
	return check.JSON(nil, "", data, check.Format(format)).Err()
}
