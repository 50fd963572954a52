package runtime_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// uploading is a server over one of both protocols, and a client of it whose token is the source's.
func uploading(t *testing.T, http2 bool, handler http.HandlerFunc, options ...sdk.Option) *runtime.Client {
	t.Helper()
	srv := httptest.NewUnstartedServer(handler)
	srv.EnableHTTP2 = http2
	srv.StartTLS()
	t.Cleanup(srv.Close)
	srv.Client().Transport.(*http.Transport).ExpectContinueTimeout = time.Minute
	options = append([]sdk.Option{sdk.WithBaseURL(srv.URL), sdk.WithHTTPClient(srv.Client())}, options...)
	c, err := runtime.New(testAPI(), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

// unseekable hides what a reader can besides reading.
func unseekable(content []byte) io.Reader { return struct{ io.Reader }{bytes.NewReader(content)} }

// bothProtocols runs a test over each.
func bothProtocols(t *testing.T, test func(t *testing.T, http2 bool)) {
	for name, http2 := range map[string]bool{"HTTP/1.1": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) { test(t, http2) })
	}
}

// The server stops reading in the middle; the next try sends the whole file again, from where it stood.
func TestUploadThatHangsInTheMiddle(t *testing.T) {
	content := bytes.Repeat([]byte("0123456789"), 50_000)
	bothProtocols(t, func(t *testing.T, http2 bool) {
		t.Parallel()
		var requests atomic.Int32
		got, done := make(chan []byte, 20), make(chan struct{})
		c := uploading(t, http2, func(_ http.ResponseWriter, r *http.Request) {
			if requests.Add(1) == 1 {
				_, _ = io.CopyN(io.Discard, r.Body, 1000)
				<-done // net/http does not notice that a client is gone before the body has been read
				return
			}
			if body, err := io.ReadAll(r.Body); err == nil {
				got <- body
			}
		}, sdk.WithAttemptTimeout(time.Second), sdk.WithRetry(sdk.RetryPolicy{MaxAttempts: 20, MaxBackoff: time.Millisecond}))
		t.Cleanup(func() { close(done) })
		file := skipped(strings.NewReader("skipped," + string(content)))
		if err := c.Do(t.Context(), &runtime.Call{Operation: &putOctets, Stream: file}); err != nil {
			t.Fatal(err)
		}
		if body := <-got; !bytes.Equal(body, content) {
			t.Errorf("%d bytes of %d", len(body), len(content))
		}
	})
}

// A server that answers before it asks for the body has not got any of it, so that even what cannot be read again is sent again
// with the next token.
func TestRefusedBeforeTheBody(t *testing.T) {
	content := bytes.Repeat([]byte("x"), 100_000)
	bothProtocols(t, func(t *testing.T, http2 bool) {
		var arrived atomic.Int64
		c := uploading(t, http2, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "Bearer token-2" {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			n, _ := io.Copy(io.Discard, r.Body)
			arrived.Store(n)
		}, runtime.WithTokenSource(bearer(), &source{lifetime: time.Hour}), quick(3))
		op := &runtime.Operation{Name: "Upload", Method: "PUT", Path: "/files", Security: []runtime.Requirement{{bearer()}}}
		err := c.Do(t.Context(), &runtime.Call{Operation: op, Stream: unseekable(content), Options: []sdk.CallOption{sdk.Header("Expect", "100-continue")}})
		if err != nil || arrived.Load() != int64(len(content)) {
			t.Errorf("%d bytes arrived: %v", arrived.Load(), err)
		}
	})
}

// Informational answers are none.
func TestInformationalAnswers(t *testing.T) {
	bothProtocols(t, func(t *testing.T, http2 bool) {
		c := uploading(t, http2, func(w http.ResponseWriter, r *http.Request) {
			for range 3 {
				w.Header().Set("Link", "</style.css>; rel=preload")
				w.WriteHeader(http.StatusEarlyHints)
			}
			_, _ = io.Copy(io.Discard, r.Body)
			w.WriteHeader(http.StatusProcessing)
			w.WriteHeader(http.StatusNoContent)
		})
		var into sdk.Response
		err := c.Do(t.Context(), &runtime.Call{Operation: &octets, Stream: strings.NewReader("content"), Options: []sdk.CallOption{sdk.CaptureResponse(&into)}})
		if err != nil || into.StatusCode != http.StatusNoContent || into.Attempts != 1 {
			t.Errorf("%+v: %v", into, err)
		}
	})
}

// A server that has seen enough says so while the body is on its way, and waits for the rest of it before it ends its answer; the
// call returns what it said.
func TestAnswerBeforeTheEndOfTheBody(t *testing.T) {
	bothProtocols(t, func(t *testing.T, http2 bool) {
		t.Parallel()
		c := uploading(t, http2, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.CopyN(io.Discard, r.Body, 1000)
			w.WriteHeader(http.StatusTeapot)
			w.(http.Flusher).Flush()
			_, _ = io.Copy(io.Discard, r.Body) // it does not end
		}, quick(3))
		body, more := io.Pipe()
		t.Cleanup(func() { more.Close() })
		go func() {
			chunk := make([]byte, 10_000)
			for range 50 {
				if _, err := more.Write(chunk); err != nil {
					return
				}
			}
		}()
		err := c.Do(t.Context(), &runtime.Call{Operation: &octets, Stream: body})
		if as[*sdk.ResponseError](t, err).StatusCode != http.StatusTeapot {
			t.Error(err)
		}
		body.Close()
	})
}
