package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// clocked answers at once and notes when; left is what the server says of its own limit, "" for nothing.
func clocked(mu *sync.Mutex, at *[]time.Time, left func(n int) string) sdk.Option {
	return transport(func(n int, req *http.Request) (*http.Response, error) {
		mu.Lock()
		*at = append(*at, time.Now())
		mu.Unlock()
		return response(req, 200, `{}`, "X-Left", left(n)), nil
	}).option()
}

func nothing(int) string { return "" }

func TestRateLimitHoldsInEveryWindow(t *testing.T) {
	for _, test := range []struct {
		n   int
		per time.Duration
	}{{110, 10 * time.Second}, {1, time.Second}, {9, time.Minute}} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			var at []time.Time
			c := newClient(t, vendorAPI(), sdk.WithRateLimit(test.n, test.per), clocked(&mu, &at, nothing))
			var all sync.WaitGroup
			for range 64 {
				all.Go(func() {
					for range 10 {
						if err := do(t.Context(), c, publish(runtime.RepeatNever)); err != nil {
							t.Error(err)
						}
					}
				})
			}
			all.Wait()
			for i := test.n; i < len(at); i++ {
				// The bucket counts in floats: it may be early by less than a microsecond.
				if d := at[i].Sub(at[i-test.n]); d < test.per-time.Microsecond {
					t.Fatalf("%d requests within %s", test.n+1, d)
				}
			}
			if fastest := time.Duration(len(at)/test.n+2) * test.per * 12 / 10; at[len(at)-1].Sub(at[0]) > fastest {
				t.Errorf("640 requests took %s", at[len(at)-1].Sub(at[0]))
			}
		})
	}
}

// With little left of the server's limit the client slows down, and returns to its speed when there is more again.
func TestRateLimitFollowsTheServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var at []time.Time
		c := newClient(t, vendorAPI(), sdk.WithRateLimit(100, 10*time.Second), clocked(&mu, &at, func(n int) string {
			if n > 100 && n <= 120 {
				return fmt.Sprintf("%d/100", max(0, 110-n))
			}
			return "90/100"
		}))
		var all sync.WaitGroup
		for range 200 {
			all.Go(func() { _ = do(t.Context(), c, publish(runtime.RepeatNever)) })
		}
		all.Wait()
		fast, slow, again := at[99].Sub(at[50]), at[119].Sub(at[112]), at[199].Sub(at[150])
		if slow < 5*fast/7 || slow < 7*time.Second || again > fast*11/10 {
			t.Errorf("50 requests took %s, then 8 took %s, then 50 took %s", fast, slow, again)
		}
	})
}

func TestRateLimitCountsEveryTry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		c := newClient(t, testAPI(), sdk.WithRateLimit(1, time.Minute), transport(func(_ int, req *http.Request) (*http.Response, error) {
			at = append(at, time.Now())
			return response(req, 503, ""), nil
		}).option(), sdk.WithRetry(sdk.RetryPolicy{MaxAttempts: 3}))
		_ = do(t.Context(), c, publish(runtime.RepeatAlways))
		if len(at) != 3 || at[2].Sub(at[0]) < 2*time.Minute-time.Microsecond {
			t.Errorf("tries at %v", at)
		}
	})
}

// A wait that cannot end in time is not begun; one that is interrupted ends at once.
func TestRateLimitGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var at []time.Time
		c := newClient(t, testAPI(), sdk.WithRateLimit(1, time.Hour), clocked(&mu, &at, nothing))
		_ = do(t.Context(), c, publish(runtime.RepeatNever))
		start := time.Now()

		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := do(ctx, c, publish(runtime.RepeatNever)); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 0 {
			t.Errorf("after %s: %v", time.Since(start), err)
		}

		ctx, cancel = context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		var all sync.WaitGroup
		for range 3 { // one has a reservation, the others wait for their turn
			all.Go(func() {
				err := do(ctx, c, publish(runtime.RepeatNever))
				if as[*sdk.InterruptedError](t, err); !errors.Is(err, context.Canceled) || time.Since(start) != time.Second {
					t.Errorf("after %s: %v", time.Since(start), err)
				}
			})
		}
		all.Wait()
		if len(at) != 1 {
			t.Errorf("%d requests were sent", len(at))
		}
	})
}

func TestLimitsAreReadable(t *testing.T) {
	s := newServer(t, answer(200, `{}`, "X-Left", "7/100"), answer(200, `{}`), answer(429, `{}`, "X-Left", "0/100"))
	c := newClient(t, vendorAPI(), sdk.WithBaseURL(s.URL))
	if _, ok := c.Limits(); ok {
		t.Error("there are limits before the first response")
	}
	for _, want := range []struct {
		remaining int
		captured  bool
	}{{7, true}, {7, false}, {0, true}} {
		var captured sdk.Response
		_ = do(t.Context(), c, publish(runtime.RepeatNever), sdk.CaptureResponse(&captured))
		got, ok := c.Limits()
		if !ok || got.Current.Remaining != want.remaining || got.Current.Max != 100 || got.At.IsZero() || captured.HasLimits != want.captured {
			t.Errorf("got %+v, %t and %+v, want %+v", got, ok, captured, want)
		}
	}
}
