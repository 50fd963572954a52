package runtime_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// dyingServer ends the first connection when a second request comes over it, without an answer: as if the server had been
// restarted meanwhile.
func dyingServer(t *testing.T) (url string, asked *atomic.Int64) {
	asked = &atomic.Int64{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if asked.Add(1) == 2 {
			panic(http.ErrAbortHandler)
		}
		ok()(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

// TestReplaysOfTheTransportAreAttempts makes net/http send a request anew by itself, which it does without a word.
func TestReplaysOfTheTransportAreAttempts(t *testing.T) {
	read := func() *runtime.Operation {
		return &runtime.Operation{Name: "Get", Method: "GET", Path: "/things", Repeat: runtime.RepeatAlways}
	}
	remove := func() *runtime.Operation {
		return &runtime.Operation{Name: "Delete", Method: "DELETE", Path: "/things", Repeat: runtime.RepeatNever}
	}
	write := func() *runtime.Operation { return publish(runtime.RepeatAlways) }
	keyed := sdk.Header("Idempotency-Key", "4711")
	for name, c := range map[string]struct {
		op       func() *runtime.Operation
		body     any
		options  []sdk.CallOption
		attempts int // of the second call
		replays  string
		fails    bool
	}{
		"a read":                {op: read, attempts: 2, replays: "replays=1"},
		"a write with a key":    {op: write, body: map[string]string{}, options: []sdk.CallOption{keyed}, attempts: 2, replays: "replays=1"},
		"a write without one":   {op: write, body: map[string]string{}, attempts: 1, fails: true},
		"not repeated by it":    {op: remove, attempts: 1, fails: true},
		"a read with a timeout": {op: read, options: []sdk.CallOption{sdk.Timeout(1 << 40)}, attempts: 2, replays: "replays=1"},
	} {
		t.Run(name, func(t *testing.T) {
			url, asked := dyingServer(t)
			var log bytes.Buffer
			client := newClient(t, testAPI(), sdk.WithBaseURL(url), sdk.WithoutRetries(),
				sdk.WithHTTPClient(&http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}),
				sdk.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
			var resp sdk.Response
			call := func() error {
				one := newCall(c.op(), &message{})
				if c.body == nil {
					one.Body, one.Path = nil, nil
				}
				one.Options = append(c.options, sdk.CaptureResponse(&resp))
				return client.Do(t.Context(), one)
			}
			if err := call(); err != nil || resp.Attempts != 1 {
				t.Fatalf("the first call: %v after %d attempts", err, resp.Attempts)
			}
			log.Reset()
			if err := call(); (err != nil) != c.fails || resp.Attempts != c.attempts || asked.Load() != int64(1+c.attempts) {
				t.Errorf("%v after %d attempts, %d requests arrived", err, resp.Attempts, asked.Load())
			}
			if text := log.String(); !strings.Contains(text, c.replays) || c.replays == "" && strings.Contains(text, "replays") {
				t.Errorf("the log is %s", text)
			}
		})
	}
}

// TestRedirectsAreNoReplays follows a redirect with the body, and one without.
func TestRedirectsAreNoReplays(t *testing.T) {
	s := newServer(t, answer(307, "", "Location", "/elsewhere"), ok())
	client := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(1))
	var resp sdk.Response
	if err := do(t.Context(), client, publish(runtime.RepeatAlways), sdk.CaptureResponse(&resp)); err != nil || resp.Attempts != 1 {
		t.Errorf("%v after %d attempts", err, resp.Attempts)
	}
	s = newServer(t, answer(302, "", "Location", "/elsewhere"), answer(200, "{}"))
	client = newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(1))
	read := &runtime.Operation{Name: "Get", Method: "GET", Path: "/things"}
	err := client.Do(t.Context(), &runtime.Call{Operation: read, Options: []sdk.CallOption{sdk.CaptureResponse(&resp)}})
	if err != nil || resp.Attempts != 1 {
		t.Errorf("%v after %d attempts", err, resp.Attempts)
	}
}

// TestReplaysUseUpAttempts counts what net/http sends anew against the limit of tries.
func TestReplaysUseUpAttempts(t *testing.T) {
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) > 1 {
			panic(http.ErrAbortHandler)
		}
		ok()(w, r)
	}))
	t.Cleanup(s.Close)
	client := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(2),
		sdk.WithHTTPClient(&http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}))
	read := &runtime.Operation{Name: "Get", Method: "GET", Path: "/things", Repeat: runtime.RepeatAlways}
	for range 2 {
		_ = client.Do(t.Context(), &runtime.Call{Operation: read})
	}
	if n := asked.Load(); n != 1+2 {
		t.Errorf("%d requests arrived: one, and two tries", n)
	}
}
