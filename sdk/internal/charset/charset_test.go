package charset_test

import (
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/internal/charset"
)

func TestUTF8(t *testing.T) {
	for _, test := range []struct{ contentType, data, want string }{
		{"", "caf\xe9", "caf\xe9"},
		{"text/plain", "caf\xe9", "caf\xe9"},
		{"text/plain; charset=ISO-8859-1", "caf\xe9 \x80", "café €"},
		{`text/plain; charset="windows-1252"`, "\x93a\x94", "“a”"},
		{"application/json;charset=ISO-8859-1", `"café"`, `"café"`}, // UTF-8 all the same
		{"text/plain; charset=utf-8", "caf\xe9", "caf\xe9"},
		{"text/plain; charset=gb2312", "ascii", "ascii"},
		{"text/plain; charset=utf-16", "\xfe\xff\x00c\x20\xac", "\ufeffc€"},
		{"text/plain; charset=utf-16", "\xff\xfec\x00\xac\x20", "\ufeffc€"},
		{"text/plain; charset=UTF-16LE", "c\x00\xac\x20", "c€"},
		{"text/plain; format=flowed", "caf\xe9", "caf\xe9"},
		{"no media type; =", "caf\xe9", "caf\xe9"},
	} {
		if got, err := charset.UTF8(test.contentType, []byte(test.data)); err != nil || string(got) != test.want {
			t.Errorf("%s: got %q, %v, want %q", test.contentType, got, err, test.want)
		}
	}
	if got, err := charset.UTF8("text/plain; charset=gb2312", []byte("\xc4\xe3")); err == nil {
		t.Errorf("an unknown charset: got %q", got)
	}
}
