package runtime_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// window refuses every request of its first seconds, and says for how long.
type window struct {
	begun   time.Time
	length  time.Duration
	header  []string
	refused atomic.Int64
	sent    atomic.Int64
}

func (w *window) option() sdk.Option {
	w.begun = time.Now()
	return transport(func(_ int, req *http.Request) (*http.Response, error) {
		w.sent.Add(1)
		if time.Since(w.begun) < w.length {
			w.refused.Add(1)
			return response(req, 429, "{}", w.header...), nil
		}
		return response(req, 200, "{}"), nil
	}).option()
}

// A refusal that says when its window ends is for all goroutines of the client.
func TestOneRefusalPausesTheClient(t *testing.T) {
	for name, opts := range map[string][]sdk.Option{
		"no limit":     nil,
		"limit":        {sdk.WithRateLimit(1000, 10*time.Second)},
		"no retries":   {sdk.WithoutRetries()},
		"long refusal": {sdk.WithRetry(sdk.RetryPolicy{MaxRetryAfter: time.Second})},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &window{length: 2 * time.Second, header: []string{"Retry-After", "2"}}
				c := newClient(t, vendorAPI(), append(opts, w.option())...)
				var all sync.WaitGroup
				for range 150 { // a call each 10 ms, as those of a busy bridge
					all.Go(func() { _ = do(t.Context(), c, publish(runtime.RepeatUnprocessed)) })
					time.Sleep(10 * time.Millisecond)
				}
				all.Wait()
				most := map[string]int64{"long refusal": 151}[name] // the client waits no longer than it was told to
				if n := w.refused.Load(); n > max(1, most) {
					t.Errorf("%d requests were refused in a window of which the first refusal tells the end", n)
				}
			})
		})
	}
}

// A refusal that says nothing of a window, or that waiting does not help, is the one call's.
func TestOtherRefusalsPauseNobody(t *testing.T) {
	for name, first := range map[string]func(*http.Request) *http.Response{
		"429":       func(r *http.Request) *http.Response { return response(r, 429, "{}") },
		"day":       func(r *http.Request) *http.Response { return response(r, 429, "day", "Retry-After", "30") },
		"503":       func(r *http.Request) *http.Response { return response(r, 503, "", "Retry-After", "30") },
		"long gone": func(r *http.Request) *http.Response { return response(r, 429, "{}", "Retry-After", "0") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newClient(t, vendorAPI(), sdk.WithoutRetries(), transport(func(n int, req *http.Request) (*http.Response, error) {
					if n == 1 {
						return first(req), nil
					}
					return response(req, 200, "{}"), nil
				}).option())
				if err := do(t.Context(), c, publish(runtime.RepeatNever)); err == nil {
					t.Fatal("no error")
				}
				start := time.Now()
				if err := do(t.Context(), c, publish(runtime.RepeatNever)); err != nil || time.Since(start) != 0 {
					t.Errorf("after %s: %v", time.Since(start), err)
				}
			})
		})
	}
}

// A call that has no time to wait for the window's end learns it at once.
func TestPauseThatOutlastsTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &window{length: 30 * time.Second, header: []string{"Retry-After", "30"}}
		c := newClient(t, vendorAPI(), w.option(), sdk.WithoutRetries())
		_ = do(t.Context(), c, publish(runtime.RepeatNever))
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		start := time.Now()
		err := do(ctx, c, publish(runtime.RepeatNever))
		if as[*sdk.InterruptedError](t, err); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 0 || w.sent.Load() != 1 {
			t.Errorf("after %s and %d requests: %v", time.Since(start), w.sent.Load(), err)
		}
	})
}

// The slowdown ends with the window that was the reason for it, also if the server never says so.
func TestRateLimitRecovers(t *testing.T) {
	for _, silent := range []string{"", "soon"} {
		synctest.Test(t, func(t *testing.T) {
			c := newClient(t, vendorAPI(), sdk.WithRateLimit(100, 10*time.Second), transport(func(n int, req *http.Request) (*http.Response, error) {
				if n == 1 {
					return response(req, 429, "{}", "X-Left", "0/100"), nil
				}
				return response(req, 200, "{}", "X-Left", silent), nil
			}).option(), quick(3))
			start := time.Now()
			for range 60 {
				if err := do(t.Context(), c, publish(runtime.RepeatUnprocessed)); err != nil {
					t.Fatal(err)
				}
			}
			if took := time.Since(start); took > 17*time.Second { // the window, and six seconds at full speed
				t.Errorf("60 calls took %s", took)
			}
		})
	}
}

// A reservation that was made at the slow rate is given up when the window ends.
func TestRateLimitRecoversInTheMiddleOfAWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, vendorAPI(), sdk.WithRateLimit(1, 10*time.Second), transport(func(n int, req *http.Request) (*http.Response, error) {
			return response(req, 200, "{}", "X-Left", map[int]string{1: "0/100"}[n]), nil
		}).option())
		start := time.Now()
		for range 3 { // at a tenth of the speed the second would wait for 100 s
			_ = do(t.Context(), c, publish(runtime.RepeatNever))
		}
		if took := time.Since(start); took > 31*time.Second {
			t.Errorf("3 calls took %s", took)
		}
	})
}

func TestRetryAfterIsReadByTheServersClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ahead = time.Hour // the server's clock is ahead of ours
		var at []time.Duration
		start := time.Now()
		c := newClient(t, vendorAPI(), transport(func(n int, req *http.Request) (*http.Response, error) {
			at = append(at, time.Since(start))
			if n == 1 {
				now := time.Now().Add(ahead).UTC()
				return response(req, 503, "", "Date", now.Format(http.TimeFormat), "Retry-After", now.Add(7*time.Second).Format(http.TimeFormat)), nil
			}
			return response(req, 200, "{}"), nil
		}).option())
		if err := do(t.Context(), c, publish(runtime.RepeatUnprocessed)); err != nil || at[1] < 7*time.Second || at[1] > 8*time.Second {
			t.Errorf("requests at %v: %v", at, err)
		}
	})
}

// At the cap, too, clients must not return all at once.
func TestJitterSurvivesTheCap(t *testing.T) {
	waits := map[time.Duration]bool{}
	for range 10 {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			c := newClient(t, vendorAPI(), transport(func(n int, req *http.Request) (*http.Response, error) {
				if n == 1 {
					return response(req, 503, "", "Retry-After", "999"), nil
				}
				waits[time.Since(start)] = true
				return response(req, 200, "{}"), nil
			}).option())
			_ = do(t.Context(), c, publish(runtime.RepeatUnprocessed))
		})
	}
	for wait := range waits {
		if wait < time.Minute || wait > 66*time.Second {
			t.Errorf("waited for %s", wait)
		}
	}
	if len(waits) < 5 {
		t.Errorf("ten clients waited for %v", waits)
	}
}

// Clients that share a Pace share the server's pause and the limit of their own.
func TestClientsThatShareAPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pace := runtime.NewPace(10, 10*time.Second)
		w := &window{length: 2 * time.Second, header: []string{"Retry-After", "2"}}
		answers := w.option()
		start := time.Now()
		for n := range 20 {
			c := newClient(t, vendorAPI(), answers, runtime.WithPace(pace), sdk.WithRateLimit(1, time.Hour))
			if err := do(t.Context(), c, publish(runtime.RepeatUnprocessed)); err != nil {
				t.Fatal(n, err)
			}
		}
		if took := time.Since(start); w.refused.Load() != 1 || took < 19*time.Second || took > 25*time.Second {
			t.Errorf("%d refusals, 20 calls took %s", w.refused.Load(), took)
		}
	})
}
