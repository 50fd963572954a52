package runtime_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// A try that took too long is a timeout to everybody who asks.
func TestAttemptTimeoutIsATimeout(t *testing.T) {
	s := newServer(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithAttemptTimeout(20*time.Millisecond), quick(2))
	err := do(t.Context(), c, publish(runtime.RepeatAlways))
	var timeout net.Error
	if !errors.Is(err, sdk.ErrAttemptTimeout) || !errors.Is(err, context.DeadlineExceeded) || !os.IsTimeout(err) || !errors.As(err, &timeout) || !timeout.Timeout() {
		t.Errorf("it is no timeout: %v", err)
	}
	if errors.Is(err, context.Canceled) {
		t.Errorf("nobody has cancelled the call: %v", err)
	}
}

func TestNoTimeoutIsNoTimeout(t *testing.T) {
	s := newServer(t, reset)
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithoutRetries())
	if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err == nil || os.IsTimeout(err) || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestNilContextIsAnError(t *testing.T) {
	c := newClient(t, testAPI())
	var none context.Context
	as[*sdk.InvalidRequestError](t, do(none, c, publish(runtime.RepeatAlways)))
}

func TestHostHeaderIsSent(t *testing.T) {
	var hosts []string
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		hosts = append(hosts, r.Host)
		ok()(w, r)
	})
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithHeader("host", "client.example"))
	for _, options := range [][]sdk.CallOption{nil, {sdk.Header("Host", "call.example")}} {
		if err := do(t.Context(), c, publish(runtime.RepeatAlways), options...); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Join(hosts, " ") != "client.example call.example" {
		t.Errorf("got %v", hosts)
	}
}

// net/http writes these itself, so that setting them would do nothing.
func TestHeadersThatWouldGetLost(t *testing.T) {
	c := newClient(t, testAPI())
	for _, key := range []string{"Content-Length", "transfer-encoding", "Trailer"} {
		as[*sdk.InvalidRequestError](t, do(t.Context(), c, publish(runtime.RepeatAlways), sdk.Header(key, "1")))
		if _, err := runtime.New(testAPI(), sdk.WithHeader(key, "1")); err == nil {
			t.Errorf("WithHeader takes %s", key)
		}
	}
	if _, err := runtime.New(testAPI(), sdk.WithHeader("User-Agent", "mine")); err == nil {
		t.Error("WithHeader takes User-Agent, which is not sent")
	}
}

// A body that nobody needs is not waited for, whatever the server does.
func TestUnneededBodyIsNotWaitedFor(t *testing.T) {
	for name, step := range map[string]http.HandlerFunc{
		"slow": func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "{")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
		"endless": func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, step)
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
			call := newCall(publish(runtime.RepeatAlways), nil)
			call.Result = nil
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			if err := c.Do(ctx, call); err != nil || ctx.Err() != nil {
				t.Errorf("got %v", err)
			}
		})
	}
}

// One connection serves calls whose answers nobody needs.
func TestUnneededBodyKeepsTheConnection(t *testing.T) {
	var addresses = map[string]bool{}
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		addresses[r.RemoteAddr] = true
		_, _ = io.WriteString(w, strings.Repeat("x", 10_000))
	})
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	call := newCall(publish(runtime.RepeatAlways), nil)
	call.Result = nil
	for range 5 {
		if err := c.Do(t.Context(), call); err != nil {
			t.Fatal(err)
		}
	}
	if len(addresses) != 1 {
		t.Errorf("%d connections", len(addresses))
	}
}

// 404 answers a repeated DELETE that the first try has done, and only that.
func TestDeleteThatAnEarlierTryHasDone(t *testing.T) {
	gone := answer(404, `{"message":"not found"}`)
	for _, test := range []struct {
		name   string
		method string
		script []http.HandlerFunc
		good   bool
	}{
		{"broken off", "DELETE", []http.HandlerFunc{reset, gone}, true},
		{"bad gateway", "DELETE", []http.HandlerFunc{answer(502, ""), gone}, true},
		{"410", "DELETE", []http.HandlerFunc{reset, answer(410, "")}, true},
		{"at once", "DELETE", []http.HandlerFunc{gone}, false},
		{"refused before", "DELETE", []http.HandlerFunc{answer(429, ""), gone}, false},
		{"another method", "PUT", []http.HandlerFunc{reset, gone}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t, test.script...)
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
			op := publish(runtime.RepeatAlways)
			op.Method = test.method
			call := newCall(op, nil)
			var got sdk.Response
			call.Body, call.Result, call.Options = nil, nil, []sdk.CallOption{sdk.CaptureResponse(&got)}
			err := c.Do(t.Context(), call)
			if (err == nil) != test.good || !test.good && !errors.Is(err, sdk.ErrNotFound) || got.StatusCode/10 != 40 && got.StatusCode != 410 {
				t.Errorf("status %d: %v", got.StatusCode, err)
			}
		})
	}
}

// A byte order mark is no part of the JSON, in a success or in an error.
func TestByteOrderMark(t *testing.T) {
	s := newServer(t, answer(201, "\ufeff"+`{"ID":"42"}`), answer(409, "\ufeff"+`{"ID":"42"}`))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	var into message
	if err := c.Do(t.Context(), newCall(publish(runtime.RepeatNever), &into)); err != nil || into.ID != "42" {
		t.Errorf("got %+v, %v", into, err)
	}
	failed := as[*sdk.ResponseError](t, do(t.Context(), c, publish(runtime.RepeatNever)))
	if string(failed.Body) != `{"ID":"42"}` {
		t.Errorf("got %q", failed.Body)
	}
}

// A response of unknown length that ends in the middle is cut short: repeated where that is allowed, and named.
func TestResponseThatIsCutShort(t *testing.T) {
	for name, text := range map[string]string{
		"of unknown length": "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + `{"ID":"42","text":"th`,
		"of known length":   "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + `{"ID":"42","text":"th`,
		"in chunks":         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n" + `{"ID":"42","text":"th`,
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, raw(text), ok())
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
			if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err != nil || len(s.seen()) != 2 {
				t.Errorf("%d requests: %v", len(s.seen()), err)
			}
			s = newServer(t, raw(text))
			c = newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
			err := do(t.Context(), c, publish(runtime.RepeatUnprocessed))
			failed := as[*sdk.TransportError](t, err)
			if !errors.Is(err, sdk.ErrCutShort) || errors.Is(err, sdk.ErrNotJSON) || !strings.HasPrefix(string(failed.Body), `{"ID":"42"`) || len(s.seen()) != 1 {
				t.Errorf("%d requests, %q: %v", len(s.seen()), failed.Body, err)
			}
		})
	}
}

// What could be read before the fault is kept: it may be all that tells what was made.
func TestDecodeErrorHasWhatCouldBeRead(t *testing.T) {
	s := newServer(t, answer(201, `{"ID":"m-1","archived":"false"}`))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	var into struct {
		ID       string `json:"ID"`
		Archived bool   `json:"archived"`
	}
	call := newCall(publish(runtime.RepeatNever), nil)
	call.Result = &into
	failed := as[*sdk.DecodeError](t, c.Do(t.Context(), call))
	if failed.Result != any(&into) || into.ID != "m-1" {
		t.Errorf("got %+v of %+v", failed.Result, into)
	}
}
