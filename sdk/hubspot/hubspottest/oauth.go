package hubspottest

import (
	"crypto/rand"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// The app that [OAuth] knows. Webhooks are signed with the same secret.
const ClientID = "test-client-id"

// OAuth plays HubSpot's OAuth endpoints on loopback: the page where a user allows an app, the token endpoint, which rotates
// the refresh token each time, and introspection. [OAuth.Serve] adds APIs, so that one address plays all of HubSpot. Make it
// with [NewOAuth] in a test, with [StartOAuth] elsewhere.
type OAuth struct {
	// URL is the address, for the BaseURL of a hubspot.AppConfig. AuthURL and TokenURL are the endpoints there.
	URL, AuthURL, TokenURL string

	server *httptest.Server
	apis   []*sdktest.Server
	mu     sync.Mutex
	codes  map[string]code
	good   map[string]string         // refresh token to account
	access map[string]access         // by token
	limits map[string]*sdktest.Limit // by account
	files  map[string]*uploaded      // by id
	faults []func(http.ResponseWriter)
	lost   int // answers that are still to be lost
	delay  time.Duration
	ending chan struct{}
	life   time.Duration
	asked  int
	user   string
}

// code is what a user's consent is worth, where it was given; redirect is "" for one that no browser was given.
type code struct{ account, redirect string }

// access is what an access token is good for.
type access struct {
	account string
	until   time.Time
}

// NewOAuth starts the endpoints. They end with the test.
func NewOAuth(t testing.TB) *OAuth {
	t.Helper()
	o := StartOAuth()
	t.Cleanup(o.Close)
	return o
}

// StartOAuth starts the endpoints outside of tests. Close ends them.
func StartOAuth() *OAuth {
	o := &OAuth{
		codes: map[string]code{}, good: map[string]string{}, access: map[string]access{}, limits: map[string]*sdktest.Limit{}, files: map[string]*uploaded{},
		life: 30 * time.Minute, user: "62515", ending: make(chan struct{}),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /oauth/authorize", o.authorize)
	mux.HandleFunc("POST /oauth/2026-03/token", o.token)
	mux.HandleFunc("POST /oauth/2026-03/token/introspect", o.introspect)
	mux.HandleFunc("GET "+contentPath+"{id}", o.content)
	mux.HandleFunc("/", o.api)
	o.server = httptest.NewUnstartedServer(mux)
	o.server.Config.ErrorLog = log.New(io.Discard, "", 0) // for the connections that faults of the APIs break
	o.server.Start()
	o.URL, o.AuthURL, o.TokenURL = o.server.URL, o.server.URL+"/oauth/authorize", o.server.URL+"/oauth/2026-03/token"
	return o
}

// Close ends the endpoints. Close them once.
func (o *OAuth) Close() {
	close(o.ending)
	o.server.Close()
}

// UserOf sets the account whose user agrees to whatever an app asks for. It is "62515" in the beginning.
func (o *OAuth) UserOf(account string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.user = account
}

// Code is what HubSpot sends back once a user of an account has allowed the app. It is good for one exchange.
func (o *OAuth) Code(account string) string { return o.consent(account, "") }

func (o *OAuth) consent(account, redirect string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	made := "code-" + rand.Text()
	o.codes[made] = code{account, redirect}
	return made
}

// Install returns the tokens of an account that the app is installed in, as an exchange would.
func (o *OAuth) Install(account string) *oauth2.Token {
	o.mu.Lock()
	defer o.mu.Unlock()
	token, refresh := o.grant(account)
	return &oauth2.Token{AccessToken: token, RefreshToken: refresh, TokenType: "bearer", Expiry: time.Now().Add(o.life)}
}

// Uninstall takes the app out of an account: its refresh tokens are refused from now on. It returns the access tokens that
// are no longer good, which servers elsewhere can be told to revoke.
func (o *OAuth) Uninstall(account string) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	for token, of := range o.good {
		if of == account {
			delete(o.good, token)
		}
	}
	return o.forget(account)
}

// Expire makes an account's access tokens worthless before their time. It returns them.
func (o *OAuth) Expire(account string) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.forget(account)
}

func (o *OAuth) forget(account string) (revoked []string) {
	for token, of := range o.access {
		if of.account == account {
			delete(o.access, token)
			revoked = append(revoked, token)
		}
	}
	slices.Sort(revoked)
	return revoked
}

// Good reports whether an access token is one that the endpoints gave out and that is still good.
func (o *OAuth) Good(accessToken string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return time.Now().Before(o.access[accessToken].until)
}

// Fail has the next n requests for tokens answered with a status. Headers are given as key, value, key, value.
func (o *OAuth) Fail(n, status int, header ...string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for range n {
		o.faults = append(o.faults, func(w http.ResponseWriter) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			answer(w, status, map[string]any{"status": "error", "message": "Try again."})
		})
	}
}

// LoseAnswers has the next n requests for tokens done, and the connection broken in place of the answer: codes and refresh tokens are
// spent, and nobody has the new ones.
func (o *OAuth) LoseAnswers(n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.lost = n
}

// Delay makes each answer of the token endpoint take a while, but no longer than the client waits.
func (o *OAuth) Delay(delay time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.delay = delay
}

// Lifetime sets how long new access tokens live. It is 30 minutes in the beginning.
func (o *OAuth) Lifetime(life time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.life = life
}

// Asked is how many requests for tokens there were.
func (o *OAuth) Asked() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.asked
}
