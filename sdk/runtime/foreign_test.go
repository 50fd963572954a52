package runtime_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"math"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// A panic in a middleware is the program's, and ends the call as an error does: the caller's body is the caller's again, the
// call's time is over, and the log does not say that all was well.
func TestPanicInAMiddleware(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		var sent context.Context
		var body io.Reader
		c := newClient(t, testAPI(), sdk.WithLogger(slog.New(slog.NewTextHandler(&log, nil))), sdk.WithMiddleware(func(http.RoundTripper) http.RoundTripper {
			return sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
				sent, body = req.Context(), req.Body
				panic("middleware")
			})
		}))
		func() {
			defer func() {
				if recover() != "middleware" {
					t.Error("the panic is gone")
				}
			}()
			_ = c.Do(t.Context(), &runtime.Call{
				Operation: &putOctets, Stream: strings.NewReader("body"), Options: []sdk.CallOption{sdk.Timeout(time.Hour)},
			})
		}()
		if n, err := body.Read(make([]byte, 9)); n > 0 || err == nil || err == io.EOF {
			t.Errorf("the body gives %d bytes after the call: %v", n, err)
		}
		if sent.Err() == nil {
			t.Error("the call's time goes on")
		}
		if text := log.String(); !strings.Contains(text, "level=ERROR") || !strings.Contains(text, "panic") {
			t.Error(text)
		}
	})
}

// A middleware that returns nothing would have requests go by another transport than the one they are meant for.
func TestNilTransports(t *testing.T) {
	var typed *http.Transport
	for name, option := range map[string]sdk.Option{
		"middleware": sdk.WithMiddleware(func(http.RoundTripper) http.RoundTripper { return nil }),
		"typed":      sdk.WithMiddleware(func(http.RoundTripper) http.RoundTripper { return typed }),
		"client":     sdk.WithHTTPClient(&http.Client{Transport: typed}),
	} {
		if _, err := runtime.New(testAPI(), option); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// Whatever may be nil is an error before anything is sent, or nothing.
func TestNilEverywhere(t *testing.T) {
	s := newServer(t, answer(201, `{"ID":"42"}`))
	c := newClient(t, testAPI(), nil, sdk.WithBaseURL(s.URL), sdk.WithLogger(nil), runtime.Options(nil))
	var headers *linkHeader
	for name, option := range map[string]sdk.CallOption{
		"option": nil, "response": sdk.CaptureResponse(nil), "body": sdk.CaptureBody(nil), "link": sdk.NextLink(nil),
		"headers": sdk.CaptureHeaders(nil), "typed headers": sdk.CaptureHeaders(headers), "event": nil,
	} {
		if err := do(t.Context(), c, publish(runtime.RepeatNever), option); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	var nobody context.Context
	var typed *bytes.Buffer
	for name, call := range map[string]func() error{
		"call":      func() error { return c.Do(t.Context(), nil) },
		"operation": func() error { return c.Do(t.Context(), &runtime.Call{}) },
		"context":   func() error { return do(nobody, c, publish(runtime.RepeatNever)) },
		"any":       func() error { return c.Any(nobody, nil, "GET", "/things", nil, nil) },
		"stream": func() error {
			for _, err := range runtime.Stream[message](nobody, c, &runtime.Call{Operation: publish(runtime.RepeatNever), Path: []any{"7"}}) {
				return err
			}
			return nil
		},
		"body": func() error {
			op := publish(runtime.RepeatNever)
			op.Body = runtime.RequestBody{MediaType: "application/octet-stream", Required: true}
			return c.Do(t.Context(), &runtime.Call{Operation: op, Path: []any{"7"}, Stream: typed})
		},
		"credential": func() error { return do(t.Context(), c, publish(runtime.RepeatNever), runtime.Credential(nil)) },
		"dry run":    func() error { return do(t.Context(), c, publish(runtime.RepeatNever), sdk.DryRun(nil)) },
	} {
		if err := call(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if n := len(s.seen()); n != 7 {
		t.Errorf("%d requests", n)
	}
}

type linkHeader struct{ link string }

func (h *linkHeader) ReadHeader(_ int, header http.Header) error {
	h.link = header.Get("Link")
	return nil
}

// A policy of absurd size waits for long, and neither panics nor waits not at all.
func TestAbsurdPolicies(t *testing.T) {
	const forever = time.Duration(math.MaxInt64)
	for name, policy := range map[string]sdk.RetryPolicy{
		"backoff":     {MinBackoff: forever, MaxBackoff: forever},
		"longest":     {MaxBackoff: forever, MinBackoff: forever / 3},
		"retry after": {MaxRetryAfter: forever, MinBackoff: 1, MaxBackoff: 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			requests := 0
			c := newClient(t, testAPI(), sdk.WithRetry(policy), transport(func(n int, req *http.Request) (*http.Response, error) {
				requests = n
				if name == "retry after" {
					return response(req, 503, "", "Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"), nil
				}
				return response(req, 503, ""), nil
			}).option())
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			if err := do(ctx, c, publish(runtime.RepeatAlways)); !errors.Is(err, context.Canceled) || requests != 1 {
				t.Errorf("%s: %d requests: %v", name, requests, err)
			}
		})
	}
}

// A call's own credential in the query goes to no other host, as the client's does not.
func TestRedirectTakesNoCredentialOfTheCall(t *testing.T) {
	other := newServer(t, ok())
	s := newServer(t, answer(302, "", "Location", other.URL+"/elsewhere?hapikey=secret-hapikey&keep=1"))
	op := publish(runtime.RepeatAlways)
	op.Method, op.Security = "GET", []runtime.Requirement{{hapikey()}}
	c, err := runtime.New(testAPI(), sdk.WithBaseURL(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	call := newCall(op, &message{})
	call.Body, call.Options = nil, []sdk.CallOption{runtime.Credential(runtime.WithCredential(hapikey(), "secret-hapikey"))}
	if err := c.Do(t.Context(), call); err != nil {
		t.Fatal(err)
	}
	if got := other.seen()[0].uri; got != "/elsewhere?keep=1" {
		t.Error(got)
	}
}
