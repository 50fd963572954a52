package runtime_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// torn are servers whose answers begin as they should and do not end, each by another way of breaking off.
func torn() map[string]http.HandlerFunc {
	const half = `{"ID":"42","text":"th`
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = io.WriteString(w, half+`e blue one?"}`)
	_ = w.Close()
	gzipped := packed.String()
	return map[string]http.HandlerFunc{
		"of unknown length":   raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + half),
		"of HTTP/1.0":         raw("HTTP/1.0 200 OK\r\n\r\n" + half),
		"of known length":     raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + half),
		"before its first":    raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
		"in chunks":           raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n" + half),
		"between chunks":      raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n" + half + "\r\n"),
		"before the trailer":  raw("HTTP/1.1 200 OK\r\nTrailer: X\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n" + half + "\r\n0\r\n"),
		"in no chunk's place": raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n" + half + "\r\nzz\r\n"),
		"gzipped":             raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n" + gzipped[:len(gzipped)-12]),
		"gzipped to the sum":  raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n" + gzipped[:len(gzipped)-3]),
		"by a reset": func(w http.ResponseWriter, _ *http.Request) {
			conn, _, _ := w.(http.Hijacker).Hijack()
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"+half)
			_ = conn.(*net.TCPConn).SetLinger(0)
			conn.Close()
		},
	}
}

// tornHTTP2 breaks off its stream.
func tornHTTP2(w http.ResponseWriter, _ *http.Request) {
	_, _ = io.WriteString(w, `{"ID":"42","text":"th`)
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

// entries are the ways to make a call and read its answer. Each is repeated by its operation if again is set.
func entries(t *testing.T) map[string]func(c *runtime.Client, again bool) error {
	repeat := map[bool]runtime.Repeat{true: runtime.RepeatAlways}
	method := map[bool]string{true: "PUT", false: "POST"}
	read := func(body io.ReadCloser, err error) error {
		if err != nil {
			return err
		}
		defer body.Close()
		_, err = io.ReadAll(body)
		return err
	}
	return map[string]func(c *runtime.Client, again bool) error{
		"JSON": func(c *runtime.Client, again bool) error { return do(t.Context(), c, publish(repeat[again])) },
		"any JSON": func(c *runtime.Client, again bool) error {
			var into message
			return c.Any(t.Context(), nil, method[again], "/things", nil, &into)
		},
		"any bytes": func(c *runtime.Client, again bool) error {
			var into []byte
			return c.Any(t.Context(), nil, method[again], "/things", nil, &into)
		},
		"reader": func(c *runtime.Client, again bool) error {
			var body io.ReadCloser
			call := newCall(publish(repeat[again]), nil)
			call.Result, call.Reader = nil, &body
			return read(body, c.Do(t.Context(), call))
		},
		"any reader": func(c *runtime.Client, again bool) error {
			var body io.ReadCloser
			err := c.Any(t.Context(), nil, method[again], "/things", nil, &body)
			return read(body, err)
		},
	}
}

// However an answer breaks off and whoever reads it, the error says so. What is read before the call returns is asked for again
// where that is allowed.
func TestCutShortInEveryWay(t *testing.T) {
	for how, handler := range torn() {
		for entry, call := range entries(t) {
			if (how == "of unknown length" || how == "of HTTP/1.0") && entry != "JSON" && entry != "any JSON" {
				continue // only what is read can say that there should be more
			}
			t.Run(how+"/"+entry, func(t *testing.T) {
				s := newServer(t, handler)
				checkCut(t, newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(2)), call, s.seen)
				if entry == "reader" || entry == "any reader" {
					return
				}
				s = newServer(t, handler, ok())
				if err := call(newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(2)), true); err != nil || len(s.seen()) != 2 {
					t.Errorf("%d requests: %v", len(s.seen()), err)
				}
			})
		}
	}
}

func checkCut(t *testing.T, c *runtime.Client, call func(*runtime.Client, bool) error, seen func() []request) {
	t.Helper()
	err := call(c, false)
	var failed *sdk.TransportError
	if !errors.As(err, &failed) || !errors.Is(err, sdk.ErrCutShort) || failed.StatusCode != 200 || len(seen()) != 1 {
		t.Errorf("%d requests: %T %v", len(seen()), err, err)
	}
}

func TestCutShortOverHTTP2(t *testing.T) {
	for entry, call := range entries(t) {
		t.Run(entry, func(t *testing.T) {
			s := httptest.NewUnstartedServer(http.HandlerFunc(tornHTTP2))
			s.EnableHTTP2 = true
			s.StartTLS()
			t.Cleanup(s.Close)
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithHTTPClient(s.Client()), quick(2))
			checkCut(t, c, call, func() []request { return []request{{}} })
		})
	}
}

// The caller who ends reading has no answer that was cut short.
func TestLeavingIsNotCutShort(t *testing.T) {
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(200)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	for _, leave := range []func(cancel context.CancelFunc, body io.ReadCloser){
		func(cancel context.CancelFunc, _ io.ReadCloser) { cancel() },
		func(_ context.CancelFunc, body io.ReadCloser) { body.Close() },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		var body io.ReadCloser
		if err := newClient(t, testAPI(), sdk.WithBaseURL(s.URL)).Any(ctx, nil, "GET", "/things", nil, &body); err != nil {
			t.Fatal(err)
		}
		leave(cancel, body)
		if _, err := io.ReadAll(body); err == nil || errors.Is(err, sdk.ErrCutShort) {
			t.Error(err)
		}
		body.Close()
		cancel()
	}
}

// What an answer's status says counts more than that its body breaks off.
func TestRefusalThatIsCutShort(t *testing.T) {
	for status, requests := range map[int]int{503: 2, 429: 2, 404: 1, 401: 1} {
		s := newServer(t, raw(fmt.Sprintf("HTTP/1.1 %d X\r\nRetry-After: 0\r\nContent-Length: 99\r\n\r\n{", status)))
		c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(2))
		err := do(t.Context(), c, publish(runtime.RepeatUnprocessed))
		if as[*sdk.ResponseError](t, err).StatusCode != status || len(s.seen()) != requests {
			t.Errorf("%d: %d requests: %v", status, len(s.seen()), err)
		}
	}
}

// An answer that ends the exchange by switching protocols has no body that ends.
func TestSwitchingProtocols(t *testing.T) {
	hangUp := make(chan struct{})
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		conn, _, _ := w.(http.Hijacker).Hijack()
		defer conn.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n")
		<-hangUp
	}))
	defer s.Close()
	defer close(hangUp)
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
	for entry, call := range entries(t) {
		if err := call(c, true); as[*sdk.ResponseError](t, err).StatusCode != 101 {
			t.Errorf("%s: %v", entry, err)
		}
	}
	if n := asked.Load(); int(n) != len(entries(t)) {
		t.Errorf("%d requests", n)
	}
}
