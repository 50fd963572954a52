package runtime

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
	"github.com/hubchannels/hubchannels-go/sdk/internal/retryafter"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

func FuzzRetryAfter(f *testing.F) {
	for _, value := range []string{"", "0", "120", "-1", "1e9", " 7 ", "99999999999999999999", "Sat, 01 Jan 2000 00:00:30 GMT", "Saturday, 01-Jan-00 00:00:30 GMT"} {
		f.Add(value)
	}
	policy := retryPolicy{}.withDefaults()
	f.Fuzz(func(t *testing.T, value string) {
		wait, told := retryafter.Parse(http.Header{"Retry-After": {value}}, time.Unix(946684800, 0))
		if wait < 0 || !told && wait != 0 {
			t.Errorf("%q: %s, %t", value, wait, told)
		}
		if wait := policy.wait(1, wait); wait < 0 || wait > policy.MaxRetryAfter*11/10 {
			t.Errorf("%q: a wait of %s", value, wait)
		}
	})
}

func FuzzBackoff(f *testing.F) {
	f.Add(1, int64(time.Second), int64(time.Minute))
	f.Add(100, int64(1<<62), int64(1<<62))
	f.Fuzz(func(t *testing.T, n int, least, most int64) {
		policy := retryPolicy{MinBackoff: time.Duration(least), MaxBackoff: time.Duration(most)}
		if n < 1 || sdk.WithRetry(sdk.RetryPolicy(policy))(&settings.Client{}) != nil {
			return
		}
		policy = policy.withDefaults()
		if wait := policy.backoff(n); wait < 0 || wait > policy.MaxBackoff {
			t.Errorf("%+v after try %d: %s", policy, n, wait)
		}
	})
}

// FuzzRedaction checks what can be said of all JSON: it stays JSON, and has no value under a sensitive name.
func FuzzRedaction(f *testing.F) {
	for _, data := range []string{
		`{"text":"secret"}`, `[{"a":{"TEXT":[1,{"b":"secret"}]}}]`, `{"te\u0078t":"secret","text":null}`, `"text"`, `{"link":"?key=hidden","hidden":1,"a":["\u0068idden"]}`,
		`{"text":1e999,"n":-0.0,"s":"\ud800"}`, `{"":{}}`, `nul`, `{"a":1}{"text":"secret"}`, "{\"a\":\"\xff\"}",
	} {
		f.Add([]byte(data))
	}
	r := newRedactor([]string{"Text"})
	f.Fuzz(func(t *testing.T, data []byte) {
		text, ok := r.json(data, redact.New("hidden"))
		if !ok {
			return
		}
		if !json.Valid([]byte(text)) {
			t.Fatalf("%q became %q", data, text)
		}
		var value any
		if json.Unmarshal([]byte(text), &value) == nil {
			inspect(t, value)
		}
	})
}

func inspect(t *testing.T, value any) {
	switch value := value.(type) {
	case string:
		if strings.Contains(value, "hidden") {
			t.Fatalf("%q has the secret in it", value)
		}
	case []any:
		for _, v := range value {
			inspect(t, v)
		}
	case map[string]any:
		for name, v := range value {
			if strings.ToLower(name) == "text" && v != redact.Mark {
				t.Fatalf("%q is %v", name, v)
			}
			inspect(t, v)
		}
	}
}

// FuzzErrorBody has servers answer anything, of any status.
func FuzzErrorBody(f *testing.F) {
	f.Add(404, "application/json", "c-1", "120", []byte(`{"category":"OBJECT_NOT_FOUND"}`))
	f.Add(429, "text/plain", "", "", []byte("error code: 1015"))
	f.Add(200, "", "the message", "soon", []byte(`{"ID":`))
	f.Fuzz(func(t *testing.T, status int, kind, id, after string, body []byte) {
		if status < 200 || status > 599 {
			return
		}
		transport := sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
			header := http.Header{"Content-Type": {kind}, "X-Id": {id}, "Retry-After": {after}}
			return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(bytes.NewReader(body)), Request: req}, nil
		})
		err := fuzzed(t, transport, id)
		if status >= 300 && err == nil {
			t.Fatal("no error")
		}
		if err == nil {
			return
		}
		for _, r := range err.Error() {
			if !strconv.IsPrint(r) {
				t.Fatalf("the text has %q: %v", r, err)
			}
		}
	})
}

type idManners struct{ plainManners }

func (idManners) CorrelationID(h http.Header) string { return h.Get("X-Id") }

func fuzzed(t *testing.T, transport http.RoundTripper, label string) error {
	api := API{BaseURL: "https://api.example.com", Manners: idManners{}}
	api.NewError = func(e *sdk.ResponseError) error { return &labelled{*e, label} }
	c, err := New(api, sdk.WithHTTPClient(&http.Client{Transport: transport}), sdk.WithoutRetries())
	if err != nil {
		t.Fatal(err)
	}
	return c.Do(t.Context(), &Call{
		Operation: &Operation{Name: "Get", Method: "GET", Path: "/things", Repeat: RepeatAlways},
		Result:    new(json.RawMessage),
	})
}

type labelled struct {
	sdk.ResponseError
	label string
}

func (e *labelled) Error() string { return e.Text(e.label) }
