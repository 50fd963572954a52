package runtime_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func TestBodiesThatAreNoGood(t *testing.T) {
	large := `{"ID":"` + strings.Repeat("x", 2000) + `"}`
	for _, test := range []struct {
		name string
		step http.HandlerFunc
		want error
	}{
		{"empty", answer(201, ""), sdk.ErrEmptyBody},
		{"blank", answer(200, " \r\n"), sdk.ErrEmptyBody},
		{"no content", answer(204, ""), sdk.ErrEmptyBody},
		{"text", answer(200, "error code: 1015", "Content-Type", "text/plain"), sdk.ErrNotJSON},
		{"HTML", answer(200, "<html>", "Content-Type", "text/html"), sdk.ErrNotJSON},
		{"half", answer(200, `{"ID":`, "Content-Type", "application/json"), sdk.ErrNotJSON},
		{"announced as too large", answer(200, large), sdk.ErrResponseTooLarge},
		{"too large", func(w http.ResponseWriter, _ *http.Request) {
			w.(http.Flusher).Flush() // without Content-Length
			_, _ = io.WriteString(w, large)
		}, sdk.ErrResponseTooLarge},
		{"another type", answer(207, `{"ID":7}`), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t, test.step)
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithMaxResponseBytes(1000), quick(3))
			var captured sdk.Response
			err := do(t.Context(), c, publish(runtime.RepeatAlways), sdk.CaptureResponse(&captured))
			failed := as[*sdk.DecodeError](t, err)
			if failed.StatusCode != captured.StatusCode || failed.StatusCode/100 != 2 || failed.Attempts != 1 {
				t.Errorf("got %+v", failed)
			}
			for _, kind := range []error{sdk.ErrEmptyBody, sdk.ErrNotJSON, sdk.ErrResponseTooLarge} {
				if errors.Is(err, kind) != (kind == test.want) {
					t.Errorf("is %v: %t, want %v: %v", kind, errors.Is(err, kind), test.want, err)
				}
			}
		})
	}
}

func TestBodyAtTheLimitIsRead(t *testing.T) {
	body := `{"ID":"` + strings.Repeat("x", 991) + `"}`
	for _, announced := range []bool{true, false} {
		s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
			if !announced {
				w.(http.Flusher).Flush()
			}
			_, _ = io.WriteString(w, body)
		})
		c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithMaxResponseBytes(1000))
		if err := do(t.Context(), c, publish(runtime.RepeatNever)); err != nil {
			t.Errorf("%d bytes: %v", len(body), err)
		}
	}
}

// An error's status counts for more than its body does.
func TestErrorBodyIsBounded(t *testing.T) {
	s := newServer(t, answer(404, strings.Repeat("x", 2000)))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithMaxResponseBytes(1000))
	failed := as[*sdk.ResponseError](t, do(t.Context(), c, publish(runtime.RepeatNever)))
	if failed.StatusCode != 404 || len(failed.Body) != 1000 {
		t.Errorf("%d bytes of %v", len(failed.Body), failed)
	}
}

func TestErrorBodyThatBreaksOffKeepsTheStatus(t *testing.T) {
	s := newServer(t, answer(404, "half", "Content-Length", "1000"))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	failed := as[*sdk.ResponseError](t, do(t.Context(), c, publish(runtime.RepeatNever)))
	if !errors.Is(failed, sdk.ErrNotFound) || string(failed.Body) != "half" {
		t.Errorf("%q of %v", failed.Body, failed)
	}
}

// Bodies share buffers: what an error keeps must be its own.
func TestErrorBodyIsACopy(t *testing.T) {
	s := newServer(t, answer(404, "first"), answer(404, "other"))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	first := as[*sdk.ResponseError](t, do(t.Context(), c, publish(runtime.RepeatNever)))
	_ = do(t.Context(), c, publish(runtime.RepeatNever))
	if string(first.Body) != "first" {
		t.Errorf("got %q", first.Body)
	}
}

func TestBodyIsIgnoredWithoutResult(t *testing.T) {
	s := newServer(t, answer(204, ""), answer(200, "whatever"))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	for range 2 {
		call := newCall(publish(runtime.RepeatNever), nil)
		call.Result = nil
		if err := c.Do(t.Context(), call); err != nil {
			t.Error(err)
		}
	}
}

func TestBodyAsStream(t *testing.T) {
	large := bytes.Repeat([]byte("0123456789"), 10_000)
	s := newServer(t, answer(503, ""), answer(200, string(large)))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithMaxResponseBytes(10), sdk.WithAttemptTimeout(time.Hour), quick(2))
	var body io.ReadCloser
	call := newCall(publish(runtime.RepeatAlways), nil)
	call.Result, call.Reader, call.Options = nil, &body, []sdk.CallOption{sdk.Timeout(time.Hour)}
	if err := c.Do(t.Context(), call); err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if got, err := io.ReadAll(body); err != nil || !bytes.Equal(got, large) {
		t.Errorf("read %d bytes: %v", len(got), err)
	}
}

// The time for one try ends with the header of a stream; the call's own time does not.
func TestStreamLivesAsLongAsTheCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, testAPI(), sdk.WithAttemptTimeout(time.Second), transport(func(_ int, req *http.Request) (*http.Response, error) {
			resp := response(req, 200, "")
			resp.Body = waiting{req.Context()}
			return resp, nil
		}).option())
		var body io.ReadCloser
		call := newCall(publish(runtime.RepeatAlways), nil)
		call.Result, call.Reader, call.Options = nil, &body, []sdk.CallOption{sdk.Timeout(time.Minute)}
		start := time.Now()
		if err := c.Do(t.Context(), call); err != nil {
			t.Fatal(err)
		}
		_, err := io.ReadAll(body)
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Minute {
			t.Errorf("after %s: %v", time.Since(start), err)
		}
		body.Close()
	})
}

// A header that comes just too late is too late, although the stream's own time has not begun.
func TestStreamThatBeginsTooLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, testAPI(), sdk.WithAttemptTimeout(time.Second), sdk.WithoutRetries(), transport(func(_ int, req *http.Request) (*http.Response, error) {
			time.Sleep(2 * time.Second)
			return response(req, 200, `{}`), nil
		}).option())
		var body io.ReadCloser
		call := newCall(publish(runtime.RepeatAlways), nil)
		call.Result, call.Reader = nil, &body
		if err := c.Do(t.Context(), call); !errors.Is(err, sdk.ErrAttemptTimeout) || body != nil {
			t.Errorf("got %v, %v", body, err)
		}
	})
}
