package hubspot_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// endpoint is a token endpoint without sockets, for tests in a bubble of fake time. It answers by its function.
type endpoint struct {
	asked  atomic.Int64
	answer func(n int, w http.ResponseWriter)
}

func (e *endpoint) RoundTrip(req *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "application/json")
	e.answer(int(e.asked.Add(1)), w)
	resp := w.Result()
	resp.Request = req
	return resp, nil
}

func (e *endpoint) source(t *testing.T, change func(*hubspot.TokenConfig)) *hubspot.TokenSource {
	t.Helper()
	config := hubspot.TokenConfig{
		ClientID: "id", ClientSecret: "private", RefreshToken: "refresh", HTTPClient: &http.Client{Transport: e},
	}
	if change != nil {
		change(&config)
	}
	source, err := hubspot.NewTokenSource(config)
	if err != nil {
		t.Fatal(err)
	}
	return source
}

func grants(n int, w http.ResponseWriter) {
	fmt.Fprintf(w, `{"access_token":"access-%d","refresh_token":"refresh-%d","expires_in":1800,"token_type":"bearer"}`, n, n)
}

func refuses(body string) func(int, http.ResponseWriter) {
	return func(_ int, w http.ResponseWriter) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, body)
	}
}

func access(t *testing.T, source oauth2.TokenSource) string {
	t.Helper()
	token, err := source.Token()
	if err != nil {
		t.Fatal(err)
	}
	return token.AccessToken
}

func TestDroppedTokenIsNotReturnedAgain(t *testing.T) {
	e := &endpoint{answer: grants}
	source := e.source(t, nil)
	first := access(t, source)
	source.DropToken("another")
	if got := access(t, source); got != first || e.asked.Load() != 1 {
		t.Errorf("got %s after another was dropped", got)
	}
	source.DropToken(first)
	if got := access(t, source); got != "access-2" || e.asked.Load() != 2 {
		t.Errorf("got %s after %d refreshes", got, e.asked.Load())
	}
}

// A refresh token that was refused is worthless: no request finds out again, until another is installed.
func TestRefusedRefreshTokenIsRemembered(t *testing.T) {
	for _, body := range []string{
		`{"status":"BAD_REFRESH_TOKEN","message":"missing or invalid refresh token"}`, `{"error":"invalid_grant"}`,
		`{"error":"unauthorized"}`, `{"status":"unauthorized"}`,
	} {
		synctest.Test(t, func(t *testing.T) {
			e := &endpoint{answer: refuses(body)}
			source := e.source(t, nil)
			for range 100 {
				_, err := source.Token()
				if !errors.Is(err, hubspot.ErrNotInstalled) {
					t.Fatal(err)
				}
				time.Sleep(time.Hour)
			}
			if e.asked.Load() != 1 {
				t.Errorf("%s: %d refreshes", body, e.asked.Load())
			}
			e.answer = grants
			source.Replace(&oauth2.Token{RefreshToken: "installed-again"})
			if got := access(t, source); got != "access-2" {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestRefusalsOfAnotherKindMayPass(t *testing.T) {
	for _, body := range []string{`{"status":"BAD_CLIENT_ID"}`, `{"error":"invalid_client"}`, `<html>`, ``} {
		synctest.Test(t, func(t *testing.T) {
			e := &endpoint{answer: refuses(body)}
			source := e.source(t, nil)
			for range 100 {
				if _, err := source.Token(); err == nil || errors.Is(err, hubspot.ErrNotInstalled) {
					t.Fatal(err)
				}
			}
			if e.asked.Load() != 2 {
				t.Errorf("%s: %d refreshes within an instant", body, e.asked.Load())
			}
			time.Sleep(2 * time.Minute)
			e.answer = grants
			if got := access(t, source); got != "access-3" {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestRetryAfterHoldsForEverybody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		e := &endpoint{}
		e.answer = func(n int, w http.ResponseWriter) {
			if time.Since(begun) < 5*time.Second {
				w.Header().Set("Retry-After", "5")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			grants(n, w)
		}
		source := e.source(t, nil)
		var all sync.WaitGroup
		for range 20 {
			scheme := &runtime.Scheme{Name: "oauth", In: "header", Key: "Authorization", Prefix: "Bearer "}
			answers := sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: 204, Body: http.NoBody, Header: http.Header{}, Request: req}, nil
			})
			c, err := runtime.New(runtime.API{BaseURL: "https://api.example.com"}, runtime.WithTokenSource(scheme, source), sdk.WithHTTPClient(&http.Client{Transport: answers}))
			if err != nil {
				t.Fatal(err)
			}
			call := getThing()
			call.Operation.Security = []runtime.Requirement{{scheme}}
			all.Go(func() {
				if err := c.Do(t.Context(), call); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if e.asked.Load() != 2 || time.Since(begun) < 5*time.Second || time.Since(begun) > 6*time.Second {
			t.Errorf("%d refreshes, %s", e.asked.Load(), time.Since(begun))
		}
	})
}

// An endpoint that is down is asked less and less.
func TestPausesDouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &endpoint{answer: func(_ int, w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) }}
		source := e.source(t, nil)
		for range 6000 { // ten minutes
			_, _ = source.Token()
			time.Sleep(100 * time.Millisecond)
		}
		if n := e.asked.Load(); n < 15 || n > 22 {
			t.Errorf("%d refreshes in ten minutes", n)
		}
	})
}

// A token that could not be stored may be the only one that is good. It is kept, and handed on again.
func TestTokenThatCannotBeStored(t *testing.T) {
	e := &endpoint{answer: grants}
	full := errors.New("the disk is full")
	store := &recordingStore{saving: full}
	source := e.source(t, func(c *hubspot.TokenConfig) { c.Store, c.Account = store, "1" })
	if _, err := source.Token(); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	store.saving = nil
	if got := access(t, source); got != "access-1" || e.asked.Load() != 1 || fmt.Sprint(store.saved) != "[refresh-1 refresh-1]" {
		t.Errorf("got %s after %d refreshes, stored %v", got, e.asked.Load(), store.saved)
	}
	if access(t, source); len(store.saved) != 2 {
		t.Errorf("stored %v", store.saved)
	}
}

// What the store has wins over the first refresh token, after a restart and where another process has refreshed. A store that cannot be
// read fails the calls that need a token, and asks HubSpot for nothing.
func TestStoreWins(t *testing.T) {
	e := &endpoint{answer: grants}
	store := &recordingStore{}
	stored := func(c *hubspot.TokenConfig) { c.Store, c.Account = store, "1" }
	first := access(t, e.source(t, stored))
	if again := access(t, e.source(t, stored)); again != first || e.asked.Load() != 1 {
		t.Errorf("got %s after %s, by %d refreshes", again, first, e.asked.Load())
	}
	store.loads = errors.New("no connection")
	if _, err := e.source(t, stored).Token(); !errors.Is(err, store.loads) || e.asked.Load() != 1 {
		t.Errorf("got %v, %d refreshes", err, e.asked.Load())
	}
	store.loads = nil
	alone := e.source(t, func(c *hubspot.TokenConfig) { stored(c); c.RefreshToken, c.Account = "", "2" })
	if _, err := alone.Token(); !errors.Is(err, hubspot.ErrNotInstalled) {
		t.Errorf("without any token: %v", err)
	}
}

func TestStoredTokenIsUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, test := range []struct {
			expiry time.Time
			want   string
		}{
			{time.Time{}, "stored"},
			{time.Now().Add(20 * time.Minute), "stored"},
			{time.Now().Add(time.Minute), "access-1"},
			{time.Now().Add(-time.Minute), "access-1"},
		} {
			e := &endpoint{answer: grants}
			source := e.source(t, func(c *hubspot.TokenConfig) { c.AccessToken, c.Expiry = "stored", test.expiry })
			if got := access(t, source); got != test.want {
				t.Errorf("expiry %s: got %s", test.expiry, got)
			}
		}
	})
}

// A renewal that fails is no reason to fail while the token lives.
func TestFailedRenewalKeepsTheToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &endpoint{answer: refuses(`{"error":"invalid_grant"}`)}
		source := e.source(t, func(c *hubspot.TokenConfig) { c.AccessToken, c.Expiry = "stored", time.Now().Add(time.Minute) })
		if got := access(t, source); got != "stored" {
			t.Errorf("got %s", got)
		}
		time.Sleep(56 * time.Second)
		if _, err := source.Token(); !errors.Is(err, hubspot.ErrNotInstalled) {
			t.Errorf("got %v", err)
		}
	})
}
