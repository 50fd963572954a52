package hubspot_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// account is HubSpot over sockets: a token endpoint below /token, and an API that takes the tokens but the revoked one.
type account struct {
	*httptest.Server
	token   func(n int64, w http.ResponseWriter)
	made    atomic.Int64
	revoked atomic.Int64
}

func newAccount(t *testing.T, token func(n int64, w http.ResponseWriter)) *account {
	a := &account{token: token}
	a.Server = httptest.NewServer(a)
	t.Cleanup(a.Close)
	return a
}

func (a *account) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/token":
		a.token(a.made.Add(1), w)
	case r.Header.Get("Authorization") == fmt.Sprintf("Bearer token-%d", a.revoked.Load()):
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprint(w, `{"status":"error","category":"EXPIRED_AUTHENTICATION"}`)
	}
}

func numbered(n int64, w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"token_type":"bearer","access_token":"token-%d","expires_in":1800}`, n)
}

// caller makes a client for the account, and returns a function that calls it.
func (a *account) caller(t *testing.T) func() error {
	t.Helper()
	source, err := hubspot.NewTokenSource(hubspot.TokenConfig{
		ClientID: "id", ClientSecret: "secret", RefreshToken: "refresh", TokenURL: a.URL + "/token",
	})
	if err != nil {
		t.Fatal(err)
	}
	scheme := &runtime.Scheme{Name: "oauth", In: "header", Key: "Authorization", Prefix: "Bearer "}
	c, err := runtime.New(runtime.API{BaseURL: a.URL, Manners: hubspot.Manners{}}, runtime.WithTokenSource(scheme, source))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return func() error {
		call := getThing()
		call.Operation.Security = []runtime.Requirement{{scheme}}
		return c.Do(t.Context(), call)
	}
}

func TestRevokedAccessTokenIsReplaced(t *testing.T) {
	a := newAccount(t, numbered)
	call := a.caller(t)
	for revoked := range int64(3) {
		a.revoked.Store(revoked)
		if err := call(); err != nil || a.made.Load() != revoked+1 {
			t.Errorf("token %d was revoked, %d were made: %v", revoked, a.made.Load(), err)
		}
	}
}

func TestUninstalledAppIsNotAskedForAgain(t *testing.T) {
	a := newAccount(t, func(_ int64, w http.ResponseWriter) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"status":"BAD_REFRESH_TOKEN","message":"missing or invalid refresh token"}`)
	})
	call := a.caller(t)
	for range 100 {
		if err := call(); !errors.Is(err, hubspot.ErrNotInstalled) {
			t.Fatal(err)
		}
	}
	if n := a.made.Load(); n != 1 {
		t.Errorf("%d refreshes with a token that was refused", n)
	}
}

func TestTokenEndpointThatIsBusy(t *testing.T) {
	var mu sync.Mutex
	var asked []time.Duration
	begun := time.Now()
	a := newAccount(t, func(n int64, w http.ResponseWriter) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, time.Since(begun))
		if n == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		numbered(n, w)
	})
	if err := a.caller(t)(); err != nil || len(asked) != 2 || asked[1]-asked[0] < 990*time.Millisecond {
		t.Errorf("asked after %v: %v", asked, err)
	}
}

// A token endpoint that is not well for a moment costs no call: nothing was sent to the API, and the refresh token is still good.
func TestTokenEndpointThatIsNotWell(t *testing.T) {
	for name, fault := range map[string]func(http.ResponseWriter){
		"ill":  func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadGateway) },
		"gone": func(http.ResponseWriter) { panic(http.ErrAbortHandler) },
		"cut short": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "200")
			numbered(1, w)
		},
		"cut short, a refusal": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "200")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAccount(t, func(n int64, w http.ResponseWriter) {
				if n == 1 {
					fault(w)
					return
				}
				numbered(n, w)
			})
			if err := a.caller(t)(); err != nil || a.made.Load() != 2 {
				t.Errorf("%d requests: %v", a.made.Load(), err)
			}
		})
	}
}
