package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	goruntime "runtime"
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

// source hands out token-1, token-2, ... each after a while, with a lifetime.
type source struct {
	asked    atomic.Int32
	takes    time.Duration
	lifetime time.Duration
	err      func(n int) error
}

func (s *source) Token() (*oauth2.Token, error) {
	n := int(s.asked.Add(1))
	time.Sleep(s.takes)
	if s.err != nil {
		if err := s.err(n); err != nil {
			return nil, err
		}
	}
	token := &oauth2.Token{AccessToken: fmt.Sprint("token-", n)}
	if s.lifetime > 0 {
		token.Expiry = time.Now().Add(s.lifetime)
	}
	return token, nil
}

// echoing answers with the credential that it got.
func echoing() sdk.Option {
	return transport(func(_ int, req *http.Request) (*http.Response, error) {
		return response(req, 200, `{"ID":"`+strings.TrimPrefix(req.Header.Get("Authorization"), "Bearer ")+`"}`), nil
	}).option()
}

func used(t *testing.T, c *runtime.Client) string {
	t.Helper()
	var got message
	if err := c.Do(t.Context(), newCall(publish(runtime.RepeatNever), &got)); err != nil {
		t.Error(err)
	}
	return got.ID
}

func TestTokenIsFetchedOnceForAllGoroutines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{takes: time.Second, lifetime: time.Hour}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing())
		var all sync.WaitGroup
		for range 64 {
			all.Go(func() {
				if got := used(t, c); got != "token-1" {
					t.Errorf("used %s", got)
				}
			})
		}
		all.Wait()
		if n := s.asked.Load(); n != 1 {
			t.Errorf("the source was asked %d times", n)
		}
	})
}

// A token that is about to expire is used while one goroutine gets the next; nobody waits.
func TestTokenIsRenewedEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{takes: 10 * time.Second, lifetime: 30 * time.Minute}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing())
		expect := func(at time.Duration, want string, asked int32) {
			t.Helper()
			start := time.Now()
			got := used(t, c)
			synctest.Wait()
			if got != want || s.asked.Load() != asked || time.Since(start) != 0 && at > 0 {
				t.Errorf("%s: used %s after %s, asked %d times; want %s, %d", at, got, time.Since(start), s.asked.Load(), want, asked)
			}
		}
		expect(0, "token-1", 1)
		time.Sleep(28 * time.Minute)
		expect(28*time.Minute, "token-1", 1)
		time.Sleep(90 * time.Second)
		expect(29*time.Minute+30*time.Second, "token-1", 2)
		time.Sleep(11 * time.Second)
		expect(29*time.Minute+40*time.Second, "token-2", 2)
	})
}

func TestExpiredTokenIsNotUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{lifetime: 30 * time.Minute}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing())
		used(t, c)
		time.Sleep(30*time.Minute - 4*time.Second)
		if got := used(t, c); got != "token-2" {
			t.Errorf("used %s", got)
		}
	})
}

// A renewal that fails is no reason to fail while the old token is good.
func TestFailedRenewalKeepsTheToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{lifetime: 30 * time.Minute, err: func(n int) error {
			if n == 2 || n == 3 {
				return errors.New("down")
			}
			return nil
		}}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing())
		used(t, c)
		time.Sleep(29*time.Minute + 30*time.Second)
		for range 3 {
			if got := used(t, c); got != "token-1" {
				t.Errorf("used %s", got)
			}
			synctest.Wait()
		}
		if n := s.asked.Load(); n != 2 {
			t.Errorf("the source was asked %d times within an instant", n)
		}
		time.Sleep(time.Minute)
		as[*sdk.TokenError](t, do(t.Context(), c, publish(runtime.RepeatNever)))
		if got := used(t, c); got != "token-4" {
			t.Errorf("used %s", got)
		}
	})
}

// Sources without expiry may be somebody's own rotation.
func TestTokenWithoutExpiryIsAskedForNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing())
		for range 10 {
			used(t, c)
		}
		time.Sleep(61 * time.Second)
		used(t, c)
		synctest.Wait()
		if got := used(t, c); got != "token-2" || s.asked.Load() != 2 {
			t.Errorf("used %s, asked %d times", got, s.asked.Load())
		}
	})
}

// The caller leaves; the token, which may have cost a refresh token, is there for the next one.
func TestCancelledCallerLeavesTheRefresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{takes: time.Minute, lifetime: time.Hour}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing())
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		err := do(ctx, c, publish(runtime.RepeatAlways))
		stopped := as[*sdk.InterruptedError](t, err)
		if !errors.Is(err, context.DeadlineExceeded) || stopped.While != "getting an access token" || time.Since(start) != time.Second {
			t.Errorf("after %s: %v", time.Since(start), err)
		}
		if got := used(t, c); got != "token-1" || s.asked.Load() != 1 {
			t.Errorf("used %s, asked %d times", got, s.asked.Load())
		}
	})
}

func TestTokenFailuresThatPassAreRepeated(t *testing.T) {
	for _, test := range []struct {
		name  string
		err   error
		asked int32
	}{
		{"503", &oauth2.RetrieveError{Response: &http.Response{StatusCode: 503}}, 2},
		{"429", &oauth2.RetrieveError{Response: &http.Response{StatusCode: 429}}, 2},
		{"400", &oauth2.RetrieveError{Response: &http.Response{StatusCode: 400}, ErrorCode: "invalid_grant", Body: []byte("secret")}, 1},
		{"network", &url.Error{Op: "Post", URL: "https://secret", Err: errors.New("connection refused")}, 2},
		{"other", errors.New("no refresh token"), 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := &source{lifetime: time.Hour, err: func(n int) error {
				if n == 1 {
					return test.err
				}
				return nil
			}}
			c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing(), quick(3))
			err := do(t.Context(), c, publish(runtime.RepeatUnprocessed))
			if s.asked.Load() != test.asked || (err == nil) != (test.asked == 2) {
				t.Errorf("asked %d times: %v", s.asked.Load(), err)
			}
			if err != nil && (strings.Contains(err.Error(), "secret") || !errors.Is(err, test.err)) {
				t.Error(err)
			}
		})
	}
}

func TestTokenSourcesThatMisbehave(t *testing.T) {
	for name, f := range map[string]func() (*oauth2.Token, error){
		"nil":   func() (*oauth2.Token, error) { return nil, nil },
		"empty": func() (*oauth2.Token, error) { return &oauth2.Token{}, nil },
		"lines": func() (*oauth2.Token, error) { return &oauth2.Token{AccessToken: "secret\r\nX: y"}, nil },
		"exit":  func() (*oauth2.Token, error) { goruntime.Goexit(); return nil, nil },
		"panic": func() (*oauth2.Token, error) { panic("secret") },
		"error": func() (*oauth2.Token, error) { panic(errors.New("secret")) },
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), sourceFunc(f)), echoing())
			failed := as[*sdk.TokenError](t, do(t.Context(), c, publish(runtime.RepeatAlways)))
			if strings.Contains(failed.Error(), "secret") {
				t.Error(failed)
			}
		})
	}
}

type sourceFunc func() (*oauth2.Token, error)

func (f sourceFunc) Token() (*oauth2.Token, error) { return f() }

// Nothing was sent, so that the next try may wait for the same token.
func TestTokenThatTakesLongerThanATry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{takes: 5 * time.Second, lifetime: time.Hour}
		c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), s), echoing(), sdk.WithAttemptTimeout(2*time.Second), quick(4))
		var got sdk.Response
		if err := do(t.Context(), c, publish(runtime.RepeatUnprocessed), sdk.CaptureResponse(&got)); err != nil || got.Attempts != 1 || s.asked.Load() != 1 {
			t.Errorf("%d requests, asked %d times: %v", got.Attempts, s.asked.Load(), err)
		}
	})
}
