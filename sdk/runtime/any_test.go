package runtime_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// failing starts a server that answers with what it got, after failing as often as it is told.
func failing(t *testing.T, failures *int) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if *failures > 0 {
			*failures--
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		if r.URL.Path == "/v1/gone" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"got":%q}`, strings.Join([]string{r.Method, r.RequestURI, r.Header.Get("Authorization"), r.Header.Get("Content-Type"), r.Header.Get("Idempotency-Key"), string(body)}, " "))
	}))
	t.Cleanup(server.Close)
	return server
}

func TestAny(t *testing.T) {
	failures := 0
	server := failing(t, &failures)
	client := newClient(t, testAPI(), sdk.WithBaseURL(server.URL+"/v1"), sdk.WithRetry(sdk.RetryPolicy{MinBackoff: 1, MaxBackoff: 1}))
	security := []runtime.Requirement{{bearer()}, {}}
	for _, c := range []struct {
		method, path string
		in           any
		options      []sdk.CallOption
		failures     int
		want         string // "" is an error
	}{
		{"GET", "/things?a=1&a=2&b=%26", nil, nil, 2, "GET /v1/things?a=1&a=2&b=%26 Bearer " + token + "   "},
		{"GET", "/things/a%2Fb", nil, []sdk.CallOption{sdk.Query("q", "x y"), sdk.Query("q", "&")}, 0, "GET /v1/things/a%2Fb?q=x+y&q=%26 Bearer " + token + "   "},
		{"POST", "/things", map[string]any{"n": 1}, nil, 0, "POST /v1/things Bearer " + token + ` application/json  {"n":1}`},
		{"POST", "/things", sdk.File{Content: strings.NewReader("a,b"), ContentType: "text/csv"}, nil, 0, "POST /v1/things Bearer " + token + " text/csv  a,b"},
		{"POST", "/things", []int{1}, []sdk.CallOption{sdk.IdempotencyKey("k")}, 1, "POST /v1/things Bearer " + token + " application/json k [1]"},
		{"POST", "/things", []int{1}, nil, 1, ""}, // may have been done
		{"PUT", "/things", nil, nil, 1, "PUT /v1/things Bearer " + token + "   "},
		{"GET", "/a/../../b", nil, nil, 0, ""},
		{"GET", "/a/%2e%2E/b", nil, nil, 0, ""},
		{"GET", "//example.com/a", nil, nil, 0, ""},
		{"GET", "https://example.com/a", nil, nil, 0, ""},
		{"GET", "a", nil, nil, 0, ""},
		{"GET", "/{id}", nil, nil, 0, ""},
		{"GET", "/a b", nil, nil, 0, ""},
		{"GET", "/a#b", nil, nil, 0, ""},
		{"GET", `/a\b`, nil, nil, 0, ""},
		{"get", "/a", nil, nil, 0, ""},
		{"GET X", "/a", nil, nil, 0, ""},
		{"POST", "/a", make(chan int), nil, 0, ""},
		{"POST", "/a", strings.NewReader("x"), nil, 0, ""},
		{"POST", "/a", sdk.File{}, nil, 0, ""},
		{"POST", "/a", &sdk.File{Content: strings.NewReader("a"), ContentType: "text/csv"}, nil, 0, "POST /v1/a Bearer " + token + " text/csv  a"},
		{"GET", "/a", nil, []sdk.CallOption{sdk.BaseURL("")}, 0, ""},
		{"GET", "/a", nil, []sdk.CallOption{sdk.DryRun(nil)}, 0, ""},
	} {
		failures = c.failures
		var out struct{ Got string }
		err := client.Any(t.Context(), security, c.method, c.path, c.in, &out, c.options...)
		if (err == nil) != (c.want != "") || out.Got != c.want {
			t.Errorf("%s %s: got %q, %v\nwant %q", c.method, c.path, out.Got, err, c.want)
		}
	}
	failures = 0
	var data []byte
	if err := client.Any(t.Context(), security, "GET", "/things", nil, &data); err != nil || !strings.HasPrefix(string(data), `{"got"`) {
		t.Errorf("got %s, %v", data, err)
	}
	out := map[string]any{"kept": true}
	if err := client.Any(t.Context(), security, "DELETE", "/gone", nil, &out); err != nil || out["kept"] != true {
		t.Errorf("got %v, %v", out, err)
	}
	var list []int
	if err := client.Any(t.Context(), security, "GET", "/things", nil, &list); err == nil {
		t.Error("an object is a list")
	}
}

func TestServerOfACall(t *testing.T) {
	failures := 0
	server := failing(t, &failures)
	client := newClient(t, testAPI())
	var body []byte
	err := do(t.Context(), client, publish(runtime.RepeatNever), sdk.BaseURL(server.URL+"/other"), sdk.Query("debug", "1"), sdk.CaptureBody(&body))
	if err != nil || !strings.Contains(string(body), "POST /other/things/7/messages?debug=1 Bearer "+token) {
		t.Errorf("got %s, %v", body, err)
	}
	for _, url := range []string{"http://api.example.com", "https://u:p@example.com", ":", "https://example.com?a=b"} {
		var invalid *sdk.InvalidRequestError
		if err := do(t.Context(), client, publish(runtime.RepeatNever), sdk.BaseURL(url)); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func TestRetryOfACall(t *testing.T) {
	failures := 2
	server := failing(t, &failures)
	client := newClient(t, testAPI(), sdk.WithBaseURL(server.URL), sdk.WithoutRetries())
	var response sdk.Response
	quick := sdk.Retry(sdk.RetryPolicy{MaxAttempts: 3, MinBackoff: 1, MaxBackoff: 1})
	if err := do(t.Context(), client, publish(runtime.RepeatAlways), quick, sdk.CaptureResponse(&response)); err != nil || response.Attempts != 3 {
		t.Errorf("%d attempts, %v", response.Attempts, err)
	}
	failures = 1
	if err := do(t.Context(), client, publish(runtime.RepeatAlways)); err == nil {
		t.Error("the client repeats")
	}
	if err := do(t.Context(), client, publish(runtime.RepeatAlways), sdk.Retry(sdk.RetryPolicy{MaxAttempts: -1})); err == nil {
		t.Error("a negative number of tries")
	}
}

// TestCaptureBody captures the last response's body, an error's and a broken one's, too.
func TestCaptureBody(t *testing.T) {
	answers := []string{`{"ID":"7"}`, `{"ID":`, "", "no"}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answers[0] == "no" {
			w.WriteHeader(http.StatusTeapot)
		}
		_, _ = io.WriteString(w, answers[0])
	}))
	t.Cleanup(server.Close)
	client := newClient(t, testAPI(), sdk.WithBaseURL(server.URL), sdk.WithoutRetries())
	for ; len(answers) > 0; answers = answers[1:] {
		body := []byte("before")
		_ = do(t.Context(), client, publish(runtime.RepeatNever), sdk.CaptureBody(&body))
		if string(body) != answers[0] {
			t.Errorf("got %q, want %q", body, answers[0])
		}
	}
}

// TestDryRun sends nothing, and what it made can be sent.
func TestDryRun(t *testing.T) {
	failures := 0
	server := failing(t, &failures)
	client := newClient(t, testAPI(), sdk.WithBaseURL(server.URL))
	var request *http.Request
	err := do(t.Context(), client, publish(runtime.RepeatAlways), sdk.DryRun(&request))
	if !errors.Is(err, sdk.ErrDryRun) {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	if want := "POST /things/7/messages Bearer " + token + " application/json  " + messageBody; !strings.Contains(string(body), strings.ReplaceAll(want, `"`, `\"`)) {
		t.Errorf("got %s", body)
	}
	var file *http.Request
	call := &runtime.Call{Operation: publish(runtime.RepeatAlways), Path: []any{"7"}, Stream: strings.NewReader("content"), Options: []sdk.CallOption{sdk.DryRun(&file)}}
	if err := client.Do(t.Context(), call); !errors.Is(err, sdk.ErrDryRun) {
		t.Fatal(err)
	}
	if content, err := io.ReadAll(file.Body); err != nil || string(content) != "content" || file.ContentLength != 7 {
		t.Errorf("got %q, %v", content, err)
	}
}

// TestAnyThatIsGone deletes what an earlier try has deleted: there is no body to read.
func TestAnyThatIsGone(t *testing.T) {
	for _, out := range []any{new([]byte), new(io.ReadCloser), new(map[string]any), nil} {
		tries := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			tries++
			w.WriteHeader([]int{http.StatusBadGateway, http.StatusNotFound}[tries-1])
		}))
		client := newClient(t, testAPI(), sdk.WithBaseURL(server.URL), sdk.WithRetry(sdk.RetryPolicy{MinBackoff: 1, MaxBackoff: 1}))
		if err := client.Any(t.Context(), nil, "DELETE", "/a", nil, out); err != nil {
			t.Errorf("%T: %v", out, err)
		}
		if body, is := out.(*io.ReadCloser); is {
			if data, err := io.ReadAll(*body); err != nil || len(data) > 0 {
				t.Errorf("got %q, %v", data, err)
			}
		}
		server.Close()
	}
	client := newClient(t, testAPI())
	for _, out := range []any{map[string]any{}, (*int)(nil), 7} {
		var invalid *sdk.InvalidRequestError
		if err := client.Any(t.Context(), nil, "GET", "/a", nil, out); !errors.As(err, &invalid) {
			t.Errorf("%T: %v", out, err)
		}
	}
}

// An answer that out cannot hold is as any answer that cannot be read: what was done is in the error, and none of it in its text.
func TestAnyThatCannotBeRead(t *testing.T) {
	for body, out := range map[string]any{
		`{"n":"4711secret"}`:   new(struct{ N int }),
		`{"n":4711987654321}`:  new(struct{ N int8 }),
		`{"n":"4711-secret"} `: new(struct{ N time.Time }),
		`{"n":4711`:            new(any),
		`<h1>4711</h1>`:        new(any),
	} {
		s := newServer(t, answer(201, body))
		err := newClient(t, testAPI(), sdk.WithBaseURL(s.URL)).Any(t.Context(), nil, "POST", "/things/4711", nil, out)
		failed := as[*sdk.DecodeError](t, err)
		if failed.StatusCode != 201 || string(failed.Body) != body || strings.Contains(err.Error(), "4711") {
			t.Errorf("%s: %q %v", body, failed.Body, err)
		}
	}
}

// Bytes are what came: no text, and no JSON.
func TestAnyBytes(t *testing.T) {
	for _, body := range []string{" \n", "\ufeff{}", "", "\x00"} {
		s := newServer(t, answer(200, body))
		var out []byte
		if err := newClient(t, testAPI(), sdk.WithBaseURL(s.URL)).Any(t.Context(), nil, "GET", "/things", nil, &out); err != nil || string(out) != body {
			t.Errorf("%q became %q: %v", body, out, err)
		}
	}
}

// What is in a path is for the server: logs, errors and middleware have the name that all such calls share.
func TestAnyIsNamedWithoutItsPath(t *testing.T) {
	var log bytes.Buffer
	s := newServer(t, answer(404, "{}"))
	var seen sdk.Attempt
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))),
		sdk.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
			return sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
				seen, _ = sdk.AttemptFromContext(req.Context())
				return next.RoundTrip(req)
			})
		}))
	err := c.Any(t.Context(), nil, "GET", "/people/ada@example.com", nil, nil)
	text := fmt.Sprint(err, log.String(), seen)
	if strings.Contains(text, "ada") || !strings.Contains(text, "operation=Do") || s.seen()[0].uri != "/people/ada@example.com" {
		t.Error(text)
	}
}

// A dry run uses up nothing: no turn of the client's own limit, and no error in the log.
func TestDryRunCostsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		c := newClient(t, testAPI(), sdk.WithRateLimit(1, time.Hour), sdk.WithLogger(slog.New(slog.NewTextHandler(&log, nil))), echoing())
		begun := time.Now()
		for range 3 {
			if err := do(t.Context(), c, publish(runtime.RepeatAlways), sdk.DryRun(new(*http.Request))); !errors.Is(err, sdk.ErrDryRun) {
				t.Error(err)
			}
		}
		if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err != nil || time.Since(begun) != 0 || strings.Contains(log.String(), "ERROR") {
			t.Errorf("after %s: %v\n%s", time.Since(begun), err, log.String())
		}
	})
}

// The address of a next page repeats the query that it was asked by, mostly.
func TestQueryOfPagesThatFollowLinks(t *testing.T) {
	s := newServer(t, answer(200, `["a"]`, "Link", `</leaves?x=1%262&page=2>; rel=next`), answer(200, `["b"]`, "Link", `</leaves?page=3>; rel=next`), answer(200, `["c"]`))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	op := &runtime.Operation{Name: "List", Method: "GET", Path: "/leaves", Paging: &runtime.Paging{By: runtime.ByHeader}}
	call := &runtime.Call{Operation: op, Result: new([]string), Options: []sdk.CallOption{sdk.Query("x", "1&2"), sdk.Query("y", "3")}}
	for _, err := range runtime.Pages[string](t.Context(), c, call) {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"/leaves?x=1%262&y=3", "/leaves?x=1%262&page=2&y=3", "/leaves?page=3&x=1%262&y=3"}
	for i, request := range s.seen() {
		if request.uri != want[i] {
			t.Errorf("page %d: %s", i+1, request.uri)
		}
	}
}

// An operation that is deprecated, or ends, is named in the log once for a client.
func TestDeprecationIsLogged(t *testing.T) {
	var log bytes.Buffer
	c := newClient(t, testAPI(), sdk.WithLogger(slog.New(slog.NewTextHandler(&log, nil))), transport(func(n int, req *http.Request) (*http.Response, error) {
		return response(req, 201, `{}`, "Deprecation", "@1764201600", "Sunset", time.Unix(1764201600, 0).Add(time.Duration(n)*time.Hour).UTC().Format(http.TimeFormat)), nil
	}).option())
	for range 3 {
		if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range []string{`level=WARN msg="api deprecation" operation=Publish date=2025-11-27`, `level=WARN msg="api sunset" operation=Publish date=2025-11-27`} {
		if strings.Count(log.String(), line) != 1 {
			t.Error(log.String())
		}
	}
}
