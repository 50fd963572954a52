package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// keeper is a source that keeps its token, as most do, until it is told to drop it.
type keeper struct {
	made    atomic.Int64
	mu      sync.Mutex
	current string
}

func (k *keeper) Token() (*oauth2.Token, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.current == "" {
		k.current = fmt.Sprint("token-", k.made.Add(1))
	}
	return &oauth2.Token{AccessToken: k.current, Expiry: time.Now().Add(time.Hour)}, nil
}

func (k *keeper) DropToken(token string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.current == token {
		k.current = ""
	}
}

// guard answers 401 to the tokens that it does not like, and counts.
type guard struct {
	bad     func(token string) bool
	sent    atomic.Int64
	refused atomic.Int64
}

func (g *guard) option() sdk.Option {
	return transport(func(_ int, req *http.Request) (*http.Response, error) {
		g.sent.Add(1)
		if g.bad(strings.TrimPrefix(req.Header.Get("Authorization"), "Bearer ")) {
			g.refused.Add(1)
			return response(req, 401, `{"category":"EXPIRED_AUTHENTICATION"}`), nil
		}
		return response(req, 200, `{}`), nil
	}).option()
}

func only(tokens ...string) func(string) bool {
	return func(token string) bool { return strings.Contains(" "+strings.Join(tokens, " ")+" ", " "+token+" ") }
}

func TestRefusedTokenIsReplacedAndTheCallRepeated(t *testing.T) {
	for _, test := range []struct {
		name   string
		repeat runtime.Repeat
		opts   []sdk.Option
		sent   int64
		ok     bool
	}{
		{"always", runtime.RepeatAlways, nil, 2, true},
		{"a refused request was not processed", runtime.RepeatUnprocessed, nil, 2, true},
		{"never", runtime.RepeatNever, nil, 1, false},
		{"no retries", runtime.RepeatAlways, []sdk.Option{sdk.WithoutRetries()}, 1, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				k, g := &keeper{}, &guard{bad: only("token-1")}
				c := newClient(t, testAPI(), append(test.opts, runtime.WithTokenSource(bearer(), k), g.option())...)
				start := time.Now()
				err := do(t.Context(), c, publish(test.repeat))
				if (err == nil) != test.ok || g.sent.Load() != test.sent || !test.ok && !errors.Is(err, sdk.ErrUnauthorized) {
					t.Errorf("%d requests: %v", g.sent.Load(), err)
				}
				if err := do(t.Context(), c, publish(test.repeat)); err != nil || g.refused.Load() != 1 || k.made.Load() != 2 {
					t.Errorf("%d refusals, %d tokens: %v", g.refused.Load(), k.made.Load(), err)
				}
				if time.Since(start) != 0 {
					t.Errorf("waited for %s", time.Since(start))
				}
			})
		})
	}
}

func TestRefusedTokenIsReplacedOnceForAllGoroutines(t *testing.T) {
	k, g := &keeper{}, &guard{bad: func(string) bool { return false }}
	clients := make([]*runtime.Client, 2) // which share the source
	for i := range clients {
		clients[i] = newClient(t, testAPI(), runtime.WithTokenSource(bearer(), k), g.option())
		if err := do(t.Context(), clients[i], publish(runtime.RepeatUnprocessed)); err != nil {
			t.Fatal(err)
		}
	}
	g.bad = only("token-1")
	var all sync.WaitGroup
	for n := range 64 {
		all.Go(func() {
			if err := do(t.Context(), clients[n%2], publish(runtime.RepeatUnprocessed)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if k.made.Load() != 2 {
		t.Errorf("%d tokens were made", k.made.Load())
	}
}

// A server that refuses every token must not be asked for tokens as often as it is called.
func TestServerThatRefusesEveryToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, g := &keeper{}, &guard{bad: func(string) bool { return true }}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), k), g.option())
		for range 100 {
			if err := do(t.Context(), c, publish(runtime.RepeatAlways)); !errors.Is(err, sdk.ErrUnauthorized) {
				t.Fatal(err)
			}
		}
		if k.made.Load() > 2 || g.sent.Load() > 2 {
			t.Errorf("%d tokens, %d requests", k.made.Load(), g.sent.Load())
		}
		g.bad = func(string) bool { return false }
		time.Sleep(6 * time.Second)
		if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err != nil {
			t.Error(err)
		}
	})
}

// Some sources have one token only, until somebody gives them another.
func TestSourceThatInsistsOnARefusedToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := &guard{bad: func(string) bool { return false }}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "token-1"})), g.option())
		if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err != nil {
			t.Fatal(err)
		}
		g.bad = only("token-1")
		err := do(t.Context(), c, publish(runtime.RepeatAlways))
		if failed := as[*sdk.ResponseError](t, err); failed.StatusCode != 401 {
			t.Error(failed)
		}
		for range 10 {
			if err := do(t.Context(), c, publish(runtime.RepeatAlways)); !errors.Is(err, sdk.ErrUnauthorized) {
				t.Error(err)
			}
		}
		if g.refused.Load() != 1 {
			t.Errorf("the refused token was sent %d times", g.refused.Load())
		}
		g.bad = func(string) bool { return false } // the server has changed its mind
		time.Sleep(6 * time.Second)
		if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err != nil {
			t.Error(err)
		}
	})
}

// A token of the caller's own is not the client's to replace.
func TestRefusedFixedTokenIsNotRepeated(t *testing.T) {
	g := &guard{bad: func(string) bool { return true }}
	c := newClient(t, testAPI(), g.option())
	if err := do(t.Context(), c, publish(runtime.RepeatAlways)); !errors.Is(err, sdk.ErrUnauthorized) || g.sent.Load() != 1 {
		t.Errorf("%d requests: %v", g.sent.Load(), err)
	}
}

// The token endpoint's wish to be left alone is the client's, too.
func TestTokenEndpointsRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Duration
		start := time.Now()
		s := &source{lifetime: time.Hour, err: func(n int) error {
			at = append(at, time.Since(start))
			if n == 1 {
				return &oauth2.RetrieveError{Response: &http.Response{StatusCode: 429, Header: http.Header{"Retry-After": {"5"}}}}
			}
			return nil
		}}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing())
		if err := do(t.Context(), c, publish(runtime.RepeatUnprocessed)); err != nil || len(at) != 2 || at[1] < 5*time.Second || at[1] > 6*time.Second {
			t.Errorf("asked at %v: %v", at, err)
		}
		s = &source{err: func(int) error { return told{} }}
		c = newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing())
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		start = time.Now()
		if err := do(ctx, c, publish(runtime.RepeatUnprocessed)); time.Since(start) != 0 || s.asked.Load() != 1 {
			t.Errorf("after %s: %v", time.Since(start), err)
		}
	})
}

// told is an error of a source that knows when to ask again.
type told struct{}

func (told) Error() string             { return "not yet" }
func (told) Timeout() bool             { return true }
func (told) Temporary() bool           { return true }
func (told) RetryAfter() time.Duration { return 30 * time.Second }
