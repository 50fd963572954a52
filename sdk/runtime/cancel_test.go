package runtime_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// TestCancelledEverywhere interrupts calls at each point at which they wait. In fake time "at once" is exact.
func TestCancelledEverywhere(t *testing.T) {
	answers := func(status int) transport {
		return func(_ int, req *http.Request) (*http.Response, error) { return response(req, status, `{}`), nil }
	}
	body := func(status int) transport {
		return func(_ int, req *http.Request) (*http.Response, error) {
			resp := response(req, status, "")
			resp.Body = waiting{req.Context()}
			return resp, nil
		}
	}
	headers := transport(func(_ int, req *http.Request) (*http.Response, error) {
		<-req.Context().Done()
		return nil, req.Context().Err()
	})
	slowToken := sourceFunc(func() (*oauth2.Token, error) {
		time.Sleep(time.Hour)
		return &oauth2.Token{AccessToken: "late"}, nil
	})
	for _, test := range []struct {
		name, while string
		last        int // status of the last real error
		before      int // calls that use up the limit
		opts        []sdk.Option
	}{
		{"limiter", "waiting for the client's rate limit", 0, 1, []sdk.Option{sdk.WithRateLimit(1, time.Hour), answers(200).option()}},
		{"backoff", "waiting to try again", 503, 0, []sdk.Option{answers(503).option(), sdk.WithRetry(sdk.RetryPolicy{MinBackoff: time.Hour << 20, MaxBackoff: time.Hour << 20})}},
		{"token", "getting an access token", 0, 0, []sdk.Option{runtime.WithTokenSource(bearer(), slowToken), answers(200).option()}},
		{"header", "waiting for the response", 0, 0, []sdk.Option{headers.option()}},
		{"body", "reading the response", 0, 0, []sdk.Option{body(200).option()}},
		{"error body", "reading the response", 404, 0, []sdk.Option{body(404).option()}},
	} {
		for _, how := range []error{context.Canceled, context.DeadlineExceeded} {
			t.Run(test.name+"/"+how.Error(), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					c := newClient(t, testAPI(), test.opts...)
					for range test.before {
						_ = do(t.Context(), c, publish(runtime.RepeatAlways))
					}
					ctx, cancel := ending(t.Context(), how)
					defer cancel()
					start := time.Now()
					err := do(ctx, c, publish(runtime.RepeatAlways))
					stopped := as[*sdk.InterruptedError](t, err)
					if !errors.Is(err, how) || stopped.While != test.while || time.Since(start) > time.Minute {
						t.Errorf("after %s: %v", time.Since(start), err)
					}
					last := new(sdk.ResponseError)
					if errors.As(err, &last) != (test.last != 0) || last.StatusCode != test.last {
						t.Errorf("the last error is %v, want status %d", stopped.Last, test.last)
					}
					time.Sleep(2 * time.Hour) // the token's refresh, which nobody waits for, ends
				})
			})
		}
	}
}

// ending is a context that ends after a minute. A deadline that is known would end some waits before they begin, which
// is another test's subject.
func ending(parent context.Context, how error) (context.Context, context.CancelFunc) {
	if how == context.Canceled {
		ctx, cancel := context.WithCancel(parent)
		time.AfterFunc(time.Minute, cancel)
		return ctx, cancel
	}
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	return hidden{ctx}, cancel
}

type hidden struct{ context.Context }

func (hidden) Deadline() (time.Time, bool) { return time.Time{}, false }

func TestEndedContextSendsNothing(t *testing.T) {
	c := newClient(t, testAPI(), transport(func(_ int, req *http.Request) (*http.Response, error) {
		t.Error("sent")
		return response(req, 200, `{}`), nil
	}).option())
	reason := errors.New("shutting down")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(reason)
	err := do(ctx, c, publish(runtime.RepeatAlways))
	if stopped := as[*sdk.InterruptedError](t, err); !errors.Is(err, context.Canceled) || !errors.Is(err, reason) || stopped.Attempts != 0 {
		t.Errorf("got %v", err)
	}
}

// The same over sockets, where a call that did not end would hang the test.
func TestCancelledOnSockets(t *testing.T) {
	for _, test := range []struct {
		name string
		step func(stop <-chan struct{}) http.HandlerFunc
	}{
		{"no answer", func(stop <-chan struct{}) http.HandlerFunc {
			return func(http.ResponseWriter, *http.Request) { <-stop }
		}},
		{"half an answer", func(stop <-chan struct{}) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) {
				_, _ = io.WriteString(w, `{"ID":`)
				w.(http.Flusher).Flush()
				<-stop
			}
		}},
		{"backoff", func(<-chan struct{}) http.HandlerFunc { return answer(503, "", "Retry-After", "60") }},
	} {
		t.Run(test.name, func(t *testing.T) {
			arrived, stop := make(chan struct{}, 1), make(chan struct{})
			step := test.step(stop)
			s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
				arrived <- struct{}{}
				step(w, r)
			})
			t.Cleanup(func() { close(stop) })
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
			ctx, cancel := context.WithCancel(t.Context())
			go func() {
				<-arrived
				cancel()
			}()
			if err := do(ctx, c, publish(runtime.RepeatAlways)); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
	}
}
