package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func parsed(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestCheck(t *testing.T) {
	c, err := New([]string{"https://example.com/schemas/", "https://host.example", "http://127.0.0.1:8080/a", "https://[::1]:444"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"https://example.com/schemas/a.yaml":            "",
		"https://EXAMPLE.com:443/schemas/deep/a.yaml":   "",
		"https://example.com/schemas":                   "",
		"https://host.example":                          "",
		"https://host.example/any/thing?version=1":      "",
		"http://127.0.0.1:8080/a/b.json":                "",
		"https://[::1]:444/a":                           "",
		"https://example.com/schemas-2/a.yaml":          "not allowed",
		"https://example.com/":                          "not allowed",
		"https://example.com:8443/schemas/a.yaml":       "not allowed",
		"https://example.com.evil.example/schemas/":     "not allowed",
		"https://sub.host.example/":                     "not allowed",
		"https://169.254.169.254/latest/meta-data":      "not allowed",
		"http://127.0.0.1:8081/a":                       "not allowed",
		"http://localhost:8080/a":                       "not allowed",
		"https://example.com/schemas/../secret":         `".."`,
		"https://example.com/schemas/%2e%2e/secret":     `".."`,
		"https://example.com/schemas/%252e%252e/secret": `".."`,
		"https://example.com/schemas/a%2f..%2f..%2fb":   `".."`,
		"https://example.com/schemas/..%5csecret":       `".."`,
		"https://example.com/schemas/..;/secret":        `".."`,
		"http://example.com/schemas/a.yaml":             "use https",
		"http://169.254.169.254/latest/meta-data":       "use https",
		"http://localhost.example.com/schemas/a.yaml":   "use https",
		"https://user:pass@example.com/schemas/a.yaml":  "user or a password",
		"https://example.com@evil.example/schemas/":     "user or a password",
		"file:///etc/passwd":                            "only https",
		"ftp://example.com/schemas/":                    "only https",
		"https:///schemas/":                             "no host",
		"//example.com/schemas/a.yaml":                  "only https",
	} {
		err := c.Check(parsed(t, address))
		switch {
		case want == "" && err != nil, want == "not allowed" && !errors.Is(err, ErrNotAllowed),
			want != "" && want != "not allowed" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: got %v, want %q", address, err, want)
		}
	}
}

func TestNothingIsAllowed(t *testing.T) {
	c, err := New(nil, nil)
	if c != nil || err != nil {
		t.Fatal(c, err)
	}
	if _, err := c.Get(t.Context(), parsed(t, "https://example.com/"), 1); !errors.Is(err, ErrNotAllowed) {
		t.Error(err)
	}
}

func TestWhatCannotBeAllowed(t *testing.T) {
	for address, want := range map[string]string{
		"example.com": "only https", "http://example.com": "use https", "https://": "no host", "https://a.example/?q": "without a query",
		"https://a:b@a.example": "password", "https://a.example/a/../b": `".."`, "https://a.example:port": "invalid port",
	} {
		if _, err := New([]string{address}, nil); err == nil || !strings.Contains(err.Error(), want) || strings.Count(err.Error(), address) != 1 {
			t.Errorf("%s: got %v, want %q", address, err, want)
		}
	}
}

func TestFolder(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.com/schemas/a.yaml?x#/A": "https://example.com/schemas/", "https://example.com": "https://example.com/",
		"https://example.com:8443/a": "https://example.com:8443/",
	} {
		if got := Folder(parsed(t, address)); got != want {
			t.Errorf("%s: got %s", address, got)
		}
	}
}

// get fetches from a server that is allowed up to the folder /open.
func get(t *testing.T, ctx context.Context, server *httptest.Server, path string) (File, error) {
	t.Helper()
	c, err := New([]string{server.URL + "/open"}, server.Client().Transport)
	if err != nil {
		t.Fatal(err)
	}
	return c.Get(ctx, parsed(t, server.URL+path), 10)
}

func TestGet(t *testing.T) {
	var asked []string
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked elsewhere") }))
	defer elsewhere.Close()
	mux := http.NewServeMux()
	mux.HandleFunc("/open/ten", func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("Authorization")+r.Header.Get("Cookie")+r.Header.Get("Referer"))
		_, _ = w.Write([]byte("0123456789"))
	})
	mux.HandleFunc("/open/eleven", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("0123456789a")) })
	mux.Handle("/open/moved", http.RedirectHandler("/open/ten", http.StatusFound))
	mux.Handle("/open/out", http.RedirectHandler("/closed", http.StatusFound))
	mux.Handle("/open/elsewhere", http.RedirectHandler(elsewhere.URL+"/open/ten", http.StatusFound))
	mux.Handle("/open/file", http.RedirectHandler("file:///etc/passwd", http.StatusFound))
	mux.Handle("/open/circle", http.RedirectHandler("/open/circle", http.StatusFound))
	mux.HandleFunc("/closed", func(http.ResponseWriter, *http.Request) { t.Error("it was asked for what is closed") })
	for name, server := range map[string]*httptest.Server{"http": httptest.NewServer(mux), "https": httptest.NewTLSServer(mux)} {
		t.Run(name, func(t *testing.T) {
			defer server.Close()
			for path, want := range map[string]string{
				"/open/ten": "", "/open/moved": "", "/open/eleven": "too large", "/open/none": "the server answers 404 Not Found",
				"/open/out": "it redirects to " + server.URL + "/closed: nothing is fetched over", "/open/elsewhere": "nothing is fetched over",
				"/open/file": "only https", "/open/circle": "too often", "/closed": "nothing is fetched over",
			} {
				got, err := get(t, t.Context(), server, path)
				switch {
				case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
					t.Errorf("%s: got %v, want %q", path, err, want)
				case want == "" && (err != nil || string(got.Data) != "0123456789" || got.Address.Path != "/open/ten"):
					t.Errorf("%s: got %q from %v, %v", path, got.Data, got.Address, err)
				}
			}
		})
	}
	if said := strings.Join(asked, ""); said != "" {
		t.Errorf("it was told %q", said)
	}
}

// TestSlow asks servers that answer nothing, or half, until the caller has had enough.
func TestSlow(t *testing.T) {
	done := make(chan struct{})
	for _, half := range []string{"", "half"} {
		ctx, cancel := context.WithCancelCause(t.Context())
		enough := errors.New("enough")
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if half != "" {
				_, _ = w.Write([]byte(half))
				_ = http.NewResponseController(w).Flush()
			}
			cancel(enough)
			<-done
		}))
		if _, err := get(t, ctx, server, "/open/slow"); !errors.Is(err, enough) {
			t.Errorf("%q: got %v", half, err)
		}
		defer server.Close()
	}
	close(done)
}
