package hubspottest

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
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
	codes  map[string]string         // code to account
	good   map[string]string         // refresh token to account
	access map[string]string         // access token to account
	limits map[string]*sdktest.Limit // by account
	faults []func(http.ResponseWriter)
	delay  time.Duration
	life   time.Duration
	asked  int
	user   string
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
	o := &OAuth{codes: map[string]string{}, good: map[string]string{}, access: map[string]string{}, limits: map[string]*sdktest.Limit{}, life: 30 * time.Minute, user: "62515"}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /oauth/authorize", o.authorize)
	mux.HandleFunc("POST /oauth/2026-03/token", o.token)
	mux.HandleFunc("POST /oauth/2026-03/token/introspect", o.introspect)
	mux.HandleFunc("/", o.api)
	o.server = httptest.NewUnstartedServer(mux)
	o.server.Config.ErrorLog = log.New(io.Discard, "", 0) // for the connections that faults of the APIs break
	o.server.Start()
	o.URL, o.AuthURL, o.TokenURL = o.server.URL, o.server.URL+"/oauth/authorize", o.server.URL+"/oauth/2026-03/token"
	return o
}

// Close ends the endpoints.
func (o *OAuth) Close() { o.server.Close() }

// UserOf sets the account whose user agrees to whatever an app asks for. It is "62515" in the beginning.
func (o *OAuth) UserOf(account string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.user = account
}

// Code is what HubSpot sends back once a user of an account has allowed the app. It is good for one exchange.
func (o *OAuth) Code(account string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	code := "code-" + rand.Text()
	o.codes[code] = account
	return code
}

// Install returns the tokens of an account that the app is installed in, as an exchange would.
func (o *OAuth) Install(account string) *oauth2.Token {
	o.mu.Lock()
	defer o.mu.Unlock()
	access, refresh := o.grant(account)
	return &oauth2.Token{AccessToken: access, RefreshToken: refresh, TokenType: "bearer", Expiry: time.Now().Add(o.life)}
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
		if of == account {
			delete(o.access, token)
			revoked = append(revoked, token)
		}
	}
	slices.Sort(revoked)
	for _, api := range o.apis {
		api.Revoke(revoked...)
	}
	return revoked
}

// Good reports whether an access token is one that the endpoints gave out and that is still good.
func (o *OAuth) Good(accessToken string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.access[accessToken] != ""
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

// Delay makes each answer of the token endpoint take a while.
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

// authorize is the page where a user agrees: this one does so at once.
func (o *OAuth) authorize(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	back, err := url.Parse(query.Get("redirect_uri"))
	if err != nil || back.Host == "" || query.Get("client_id") != ClientID || query.Get("scope") == "" {
		http.Error(w, "the app is not known, or asks for nothing", http.StatusBadRequest)
		return
	}
	o.mu.Lock()
	user := o.user
	o.mu.Unlock()
	added := back.Query()
	added.Set("code", o.Code(user))
	if state := query.Get("state"); state != "" {
		added.Set("state", state)
	}
	back.RawQuery = added.Encode()
	http.Redirect(w, r, back.String(), http.StatusFound)
}

func (o *OAuth) token(w http.ResponseWriter, r *http.Request) {
	fault, delay := o.next()
	time.Sleep(delay)
	if fault != nil {
		fault(w)
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if r.PostFormValue("client_id") != ClientID || r.PostFormValue("client_secret") != ClientSecret {
		refuse(w, "BAD_CLIENT_SECRET")
		return
	}
	account, refusal := o.spend(r)
	if account == "" {
		refuse(w, refusal)
		return
	}
	access, refresh := o.grant(account)
	answer(w, http.StatusOK, map[string]any{
		"access_token": access, "refresh_token": refresh, "token_type": "bearer", "expires_in": int(o.life.Seconds()),
	})
}

func (o *OAuth) next() (fault func(http.ResponseWriter), delay time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked++
	if len(o.faults) > 0 {
		fault, o.faults = o.faults[0], o.faults[1:]
	}
	return fault, o.delay
}

// spend takes a code or a refresh token, neither of which is good again, and returns whose it was.
func (o *OAuth) spend(r *http.Request) (account, refusal string) {
	switch r.PostFormValue("grant_type") {
	case "authorization_code":
		code := r.PostFormValue("code")
		account = o.codes[code]
		delete(o.codes, code)
		return account, "BAD_AUTH_CODE"
	case "refresh_token":
		token := r.PostFormValue("refresh_token")
		account = o.good[token]
		delete(o.good, token)
		return account, "BAD_REFRESH_TOKEN"
	}
	return "", "BAD_GRANT_TYPE"
}

func (o *OAuth) grant(account string) (access, refresh string) {
	access, refresh = "access-"+rand.Text(), "refresh-"+rand.Text()
	o.access[access], o.good[refresh] = account, account
	return access, refresh
}

func (o *OAuth) introspect(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	account := o.access[r.PostFormValue("token")]
	id, _ := strconv.ParseInt(account, 10, 64)
	if account == "" || r.PostFormValue("client_secret") != ClientSecret {
		answer(w, http.StatusOK, map[string]any{"active": false})
		return
	}
	answer(w, http.StatusOK, map[string]any{"active": true, "hub_id": id, "token_type": "access"})
}

func refuse(w http.ResponseWriter, status string) {
	answer(w, http.StatusBadRequest, map[string]any{"status": status, "message": "The request was refused: " + status + "."})
}

func answer(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	w.WriteHeader(status)
	encoded, _ := json.Marshal(body) // it is made of strings and numbers
	_, _ = fmt.Fprintf(w, "%s", encoded)
}
