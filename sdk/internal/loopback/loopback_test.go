package loopback_test

import (
	"net/url"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/internal/loopback"
)

func TestCheck(t *testing.T) {
	for raw, want := range map[string]bool{
		"https://example.com":        true,
		"http://localhost:8080":      true,
		"http://127.255.255.254":     true,
		"http://[::1]":               true,
		"http://[::ffff:127.0.0.1]":  true,
		"http://example.com":         false,
		"http://localhost.example":   false,
		"http://127.0.0.1.nip.io":    false,
		"http://0.0.0.0":             false,
		"http://2130706433":          false,
		"ftp://localhost":            false,
		"/path":                      false,
		"https:///path":              false,
		"http://127.0.0.1@evil.host": false,
	} {
		u, err := url.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if err := loopback.Check(u); (err == nil) != want {
			t.Errorf("%s: %v", raw, err)
		}
	}
}
