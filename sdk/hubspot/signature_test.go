package hubspot_test

import (
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

const (
	secret    = "secret"
	timestamp = "123456789"
)

// then is the vectors' time.
func then() time.Time { return time.UnixMilli(123456789) }

type vector struct{ method, uri, body, signature string }

func vectors() []vector {
	return []vector{
		{"POST", "https://www.example.com/webhook", `{"test":"test"}`, "Ty19dgGUvCxJM6t4zq3TOpxl61jOyacj9pYGrCFVoIY="},
		{"GET", "https://www.example.com/webhook?test=test", "", "xAG+TDhMcea0lr5jWvPFe1vS+nixsuWPyYdlLC3RHC8="},
		{"POST", "https://www.example.com/webhook", "test=test&test2=test2", "Gu/2MwEt0G0rb90ZDBpPtGR/xxT2a/n09buSowOaVWg="},
	}
}

func TestSignVectors(t *testing.T) {
	for _, v := range vectors() {
		if got := hubspot.Sign(secret, v.method, v.uri, []byte(v.body), timestamp); got != v.signature {
			t.Errorf("%s %s: got %s, want %s", v.method, v.uri, got, v.signature)
		}
	}
}

func request(v vector) *http.Request {
	r := httptest.NewRequest(v.method, v.uri, nil)
	r.TLS = nil
	if strings.HasPrefix(v.uri, "https:") {
		r.TLS = &tls.ConnectionState{}
	}
	r.RequestURI = r.URL.RequestURI() // as it comes over the line
	r.Header.Set("X-HubSpot-Signature-v3", v.signature)
	r.Header.Set("X-HubSpot-Request-Timestamp", timestamp)
	return r
}

func verifier(t testing.TB, opts ...hubspot.VerifierOption) *hubspot.Verifier {
	t.Helper()
	v, err := hubspot.NewVerifier(secret, append([]hubspot.VerifierOption{hubspot.WithClock(then)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVerifyVectors(t *testing.T) {
	for _, v := range vectors() {
		if err := verifier(t).Verify(request(v), []byte(v.body)); err != nil {
			t.Errorf("%s %s: %v", v.method, v.uri, err)
		}
	}
}

func TestVerifyRefuses(t *testing.T) {
	v := vectors()[0]
	for name, change := range map[string]func(r *http.Request, body *string){
		"another body":      func(_ *http.Request, body *string) { *body += " " },
		"another path":      func(r *http.Request, _ *string) { r.RequestURI = "/webhooks" },
		"another query":     func(r *http.Request, _ *string) { r.RequestURI += "?a=b" },
		"another host":      func(r *http.Request, _ *string) { r.Host = "example.com" },
		"another scheme":    func(r *http.Request, _ *string) { r.TLS = nil },
		"another method":    func(r *http.Request, _ *string) { r.Method = "PUT" },
		"another timestamp": func(r *http.Request, _ *string) { r.Header.Set("X-HubSpot-Request-Timestamp", "123456788") },
		"same, differently": func(r *http.Request, _ *string) { r.Header.Set("X-HubSpot-Request-Timestamp", "0123456789") },
		"no timestamp":      func(r *http.Request, _ *string) { r.Header.Del("X-HubSpot-Request-Timestamp") },
		"signed timestamp":  func(r *http.Request, _ *string) { r.Header.Set("X-HubSpot-Request-Timestamp", "+123456789") },
		"spaced timestamp":  func(r *http.Request, _ *string) { r.Header.Set("X-HubSpot-Request-Timestamp", " 123456789") },
		"two timestamps":    func(r *http.Request, _ *string) { r.Header.Add("X-HubSpot-Request-Timestamp", "123456789") },
		"two signatures":    func(r *http.Request, _ *string) { r.Header.Add("X-HubSpot-Signature-v3", v.signature) },
		"lines in it": func(r *http.Request, _ *string) {
			r.Header.Set("X-HubSpot-Signature-v3", v.signature[:20]+"\r\n"+v.signature[20:])
		},
		"odd timestamp":      func(r *http.Request, _ *string) { r.Header.Set("X-HubSpot-Request-Timestamp", "soon") },
		"huge timestamp":     func(r *http.Request, _ *string) { r.Header.Set("X-HubSpot-Request-Timestamp", "9223372036854775807") },
		"no signature":       func(r *http.Request, _ *string) { r.Header.Del("X-HubSpot-Signature-v3") },
		"half a signature":   func(r *http.Request, _ *string) { r.Header.Set("X-HubSpot-Signature-v3", v.signature[:20]) },
		"unpadded signature": func(r *http.Request, _ *string) { r.Header.Set("X-HubSpot-Signature-v3", v.signature[:43]) },
	} {
		r, body := request(v), v.body
		change(r, &body)
		err := verifier(t).Verify(r, []byte(body))
		if !errors.Is(err, hubspot.ErrSignature) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), v.signature) {
			t.Errorf("%s: the text tells the right signature", name)
		}
	}
}

func TestFreshness(t *testing.T) {
	v := vectors()[0]
	for age, want := range map[time.Duration]bool{
		0: true, 5 * time.Minute: true, -5 * time.Minute: true,
		5*time.Minute + time.Millisecond: false, -5*time.Minute - time.Millisecond: false, 100 * 365 * 24 * time.Hour: false,
	} {
		clock := hubspot.WithClock(func() time.Time { return then().Add(age) })
		if err := verifier(t, clock).Verify(request(v), []byte(v.body)); (err == nil) != want {
			t.Errorf("%s: %v", age, err)
		}
	}
}

// TestURIsForms gives each URI and what HubSpot signs for it.
func TestURIForms(t *testing.T) {
	for uri, signed := range map[string]string{
		"https://a.example/hook?x=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B": "https://a.example/hook?x=:/?@!$'()*,;",
		"https://a.example/hook?x=%20%26%3D%25%2B%3a":                   "https://a.example/hook?x=%20%26%3D%25%2B%3a",
		"https://a.example/ho%3Aok?x=%3A":                               "https://a.example/ho%3Aok?x=:",
		"https://a.example/hook?x=%253A":                                "https://a.example/hook?x=%253A",
		"https://a.example/hook?x=%3F&y=?":                              "https://a.example/hook?x=?&y=?",
		"https://a.example/hook?x=1#fragment":                           "https://a.example/hook?x=1",
		"https://a.example/hook?":                                       "https://a.example/hook?",
		"https://a.example":                                             "https://a.example/",
		"https://a.example?x=%3A":                                       "https://a.example/?x=:",
	} {
		if hubspot.Sign(secret, "POST", uri, nil, "1") != hubspot.Sign(secret, "POST", signed, nil, "1") {
			t.Errorf("%s is not signed as %s", uri, signed)
		}
	}
}

func TestPublicURL(t *testing.T) {
	body := []byte("{}")
	for _, test := range []struct {
		name, public string // public is what HubSpot calls
		option       hubspot.VerifierOption
	}{
		{"without query", "https://hooks.example.com/hubspot", hubspot.WithPublicURL("https://hooks.example.com/hubspot")},
		{"with query", "https://hooks.example.com/hubspot?tenant=7%2F8", hubspot.WithPublicURL("https://hooks.example.com/hubspot?tenant=1#a")},
		{"by function", "https://hooks.example.com/7", hubspot.WithPublicURLFunc(func(r *http.Request) string {
			return "https://hooks.example.com" + strings.TrimPrefix(r.URL.Path, "/internal")
		})},
	} {
		t.Run(test.name, func(t *testing.T) {
			path, query, _ := strings.Cut(strings.TrimPrefix(test.public, "https://hooks.example.com"), "?")
			r := httptest.NewRequest("POST", "http://10.0.0.7:8080/internal"+path+"?"+query, nil)
			r.Header.Set(hubspot.TimestampHeader, timestamp)
			r.Header.Set(hubspot.SignatureHeader, hubspot.Sign(secret, "POST", test.public, body, timestamp))
			if err := verifier(t, test.option).Verify(r, body); err != nil {
				t.Error(err)
			}
			if err := verifier(t).Verify(r, body); !errors.Is(err, hubspot.ErrSignature) {
				t.Errorf("without the option: %v", err)
			}
		})
	}
}

func TestNoVerifierAcceptsNothing(t *testing.T) {
	v := vectors()[0]
	if err := (*hubspot.Verifier)(nil).Verify(request(v), []byte(v.body)); !errors.Is(err, hubspot.ErrSignature) {
		t.Errorf("got %v", err)
	}
}

func TestNewVerifierReportsEveryProblem(t *testing.T) {
	_, err := hubspot.NewVerifier("", nil, hubspot.WithPublicURL("/hook"), hubspot.WithPublicURLFunc(nil), hubspot.WithClock(nil))
	for _, want := range []string{"secret", "WithPublicURL:", "WithPublicURLFunc", "WithClock"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
}

func FuzzSignatureHeaders(f *testing.F) {
	for _, v := range vectors() {
		f.Add(v.signature, timestamp, v.uri, v.body)
	}
	f.Add("", "-9223372036854775808", "/?%3", "\x00")
	f.Fuzz(func(t *testing.T, signature, stamp, uri, body string) {
		r := httptest.NewRequest("POST", "https://www.example.com/webhook", nil)
		r.RequestURI = uri
		r.Header[http.CanonicalHeaderKey(hubspot.SignatureHeader)] = []string{signature}
		r.Header[http.CanonicalHeaderKey(hubspot.TimestampHeader)] = []string{stamp}
		err := verifier(t).Verify(r, []byte(body))
		if err != nil && !errors.Is(err, hubspot.ErrSignature) {
			t.Error(err)
		}
		if err == nil && signature != vectors()[0].signature && signature != vectors()[2].signature {
			t.Errorf("%q was accepted", signature)
		}
	})
}
