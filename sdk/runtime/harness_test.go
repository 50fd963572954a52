package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// What a generated package would declare.

const token = "pat-na1-0123456789"

func bearer() *runtime.Scheme {
	return &runtime.Scheme{Name: "oauth", Option: "WithAccessToken", In: "header", Key: "Authorization", Prefix: "Bearer "}
}

func hapikey() *runtime.Scheme {
	return &runtime.Scheme{Name: "hapikey", Option: "WithDeveloperKey", In: "query", Key: "hapikey"}
}

func appID() *runtime.Scheme {
	return &runtime.Scheme{Name: "appId", Option: "WithDeveloperKey", In: "query", Key: "appId"}
}

func testAPI() runtime.API {
	return runtime.API{Name: "things", Version: "2026-03", BaseURL: "https://api.example.com", Sensitive: []string{"text"}}
}

func publish(repeat runtime.Repeat) *runtime.Operation {
	return &runtime.Operation{
		Name: "Publish", Method: "POST", Path: "/things/{id}/messages", Repeat: repeat,
		Security:   []runtime.Requirement{{bearer()}},
		Parameters: []runtime.Parameter{{Name: "id", In: "path"}, {Name: "after", In: "query", Field: "After"}},
		Body:       runtime.RequestBody{MediaType: "application/json"},
		Accept:     "application/json",
	}
}

// publishParams are the parameters of publish that are not in the path.
type publishParams struct{ After *string }

const messageBody = `{"text":"the blue one?"}`

type message struct {
	ID string `json:"ID"`
}

// newCall is what a generated method would hand to Do.
func newCall(op *runtime.Operation, into *message) *runtime.Call {
	return &runtime.Call{
		Operation: op,
		Path:      []any{"7"},
		Body:      json.RawMessage(messageBody),
		Result:    into,
	}
}

// do publishes once.
func do(ctx context.Context, c *runtime.Client, op *runtime.Operation, opts ...sdk.CallOption) error {
	call := newCall(op, &message{})
	call.Options = opts
	return c.Do(ctx, call)
}

func newClient(t testing.TB, api runtime.API, opts ...sdk.Option) *runtime.Client {
	t.Helper()
	c, err := runtime.New(api, append([]sdk.Option{runtime.WithCredential(bearer(), token)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

// quick keeps real sockets' tests from waiting, also where the server asks for it.
func quick(attempts int) sdk.Option {
	return sdk.WithRetry(sdk.RetryPolicy{
		MaxAttempts: attempts, MinBackoff: time.Microsecond, MaxBackoff: time.Millisecond, MaxRetryAfter: time.Millisecond,
	})
}

// server is a real one on loopback that records what arrives and answers by a script, whose last line is repeated.
type server struct {
	*httptest.Server
	mu       sync.Mutex
	requests []request
	script   []http.HandlerFunc
}

type request struct {
	method, uri, body string
	header            http.Header
}

func newServer(t testing.TB, script ...http.HandlerFunc) *server {
	t.Helper()
	s := &server{script: script}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	step := s.script[min(len(s.requests), len(s.script)-1)]
	s.requests = append(s.requests, request{r.Method, r.RequestURI, string(body), r.Header.Clone()})
	s.mu.Unlock()
	step(w, r)
}

func (s *server) seen() []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]request(nil), s.requests...)
}

// answer is a script's line; headers come in pairs.
func answer(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func ok() http.HandlerFunc { return answer(201, `{"ID":"42"}`, "Content-Type", "application/json") }

// reset breaks the connection without an answer.
func reset(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// transport is a server without sockets, for tests in a bubble of fake time.
type transport func(n int, req *http.Request) (*http.Response, error)

func (f transport) option() sdk.Option {
	var mu sync.Mutex
	n := 0
	return sdk.WithHTTPClient(&http.Client{Transport: sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
		mu.Lock()
		n++
		number := n
		mu.Unlock()
		return f(number, req)
	})})
}

func response(req *http.Request, status int, body string, headers ...string) *http.Response {
	resp := &http.Response{
		StatusCode: status, Header: http.Header{}, Request: req,
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
	for i := 0; i < len(headers); i += 2 {
		resp.Header.Set(headers[i], headers[i+1])
	}
	return resp
}

// waiting is a body that comes only when the request's context ends, as a socket's would.
type waiting struct{ ctx context.Context }

func (w waiting) Read([]byte) (int, error) {
	<-w.ctx.Done()
	return 0, w.ctx.Err()
}

func (w waiting) Close() error { return nil }

func as[T error](t testing.TB, err error) T {
	t.Helper()
	var target T
	if !errors.As(err, &target) {
		t.Fatalf("got %T %v, want %T", err, err, target)
	}
	return target
}

// newTLSServer has a certificate that nobody trusts.
func newTLSServer(t testing.TB) *httptest.Server {
	s := httptest.NewUnstartedServer(ok())
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// raw answers with bytes that may be no HTTP.
func raw(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_, _ = io.WriteString(conn, text)
			conn.Close()
		}
	}
}
