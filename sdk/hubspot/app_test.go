package hubspot_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func newApp(t *testing.T, oauth *hubspottest.OAuth, change func(*hubspot.AppConfig)) *hubspot.App {
	t.Helper()
	config := hubspot.AppConfig{
		ClientID: hubspottest.ClientID, ClientSecret: hubspottest.ClientSecret, RedirectURL: "https://bridge.example.com/install?x=1",
		Scopes: []string{"files", "conversations.custom_channels.write"}, OptionalScopes: []string{"tickets"},
		AuthURL: oauth.AuthURL, TokenURL: oauth.TokenURL, HTTPClient: &http.Client{Transport: &http.Transport{}},
	}
	if change != nil {
		change(&config)
	}
	app, err := hubspot.NewApp(config)
	if err != nil {
		t.Fatal(err)
	}
	return app
}

func TestAuthorizationURL(t *testing.T) {
	app, err := hubspot.NewApp(hubspot.AppConfig{
		ClientID: "id", ClientSecret: "s", RedirectURL: "https://a.example/cb", Scopes: []string{"files", "oauth"}, OptionalScopes: []string{"tickets"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "https://app.hubspot.com/oauth/authorize?client_id=id&optional_scope=tickets&redirect_uri=https%3A%2F%2Fa.example%2Fcb&scope=files+oauth&state=x%26y"
	if got := app.AuthorizationURL("x&y"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestNewAppReportsEveryProblem(t *testing.T) {
	_, err := hubspot.NewApp(hubspot.AppConfig{TokenURL: "http://example.com"})
	for _, want := range []string{"ClientID", "ClientSecret", "TokenURL: plain http", "RedirectURL", "Scopes"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
}

// browser installs the app as a user does, with a cookie jar, and returns what installed was told.
func TestInstallation(t *testing.T) {
	oauth := hubspottest.NewOAuth(t)
	var account string
	var installed error
	var app *hubspot.App
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		app.InstallHandler(func(_ http.ResponseWriter, _ *http.Request, id string, err error) { account, installed = id, err }).ServeHTTP(w, r)
	}))
	defer server.Close()
	app = newApp(t, oauth, func(c *hubspot.AppConfig) { c.RedirectURL = server.URL + "/install" })
	jar, _ := cookiejar.New(nil)
	browser := &http.Client{Jar: jar}
	visit := func(address string) {
		t.Helper()
		account, installed = "", errors.New("not called")
		resp, err := browser.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	if visit(server.URL + "/install"); installed != nil || account != "62515" {
		t.Errorf("installed %q: %v", account, installed)
	}
	for _, address := range []string{"/install?code=" + oauth.Code("666"), "/install?state=&code=" + oauth.Code("666"), "/install?state=x&code=" + oauth.Code("666"), "/install?error=access_denied"} {
		if visit(server.URL + address); !errors.Is(installed, hubspot.ErrState) || account != "" {
			t.Errorf("%s: installed %q: %v", address, account, installed)
		}
	}
}

func TestUserWhoDenies(t *testing.T) {
	app := newApp(t, hubspottest.NewOAuth(t), nil)
	w := httptest.NewRecorder()
	app.InstallHandler(nil).ServeHTTP(w, httptest.NewRequest("GET", "/install", nil))
	cookie := w.Result().Cookies()[0]
	location, _ := url.Parse(w.Result().Header.Get("Location"))
	if !cookie.Secure || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Value != location.Query().Get("state") || len(cookie.Value) < 20 {
		t.Errorf("the cookie is %v for %s", cookie, location)
	}
	r := httptest.NewRequest("GET", "/install?error=access_denied&state="+cookie.Value, nil)
	r.AddCookie(cookie)
	called := false
	app.InstallHandler(func(_ http.ResponseWriter, _ *http.Request, _ string, err error) {
		called = errors.Is(err, hubspot.ErrDenied)
	}).ServeHTTP(httptest.NewRecorder(), r)
	if !called {
		t.Error("the denial was not told")
	}
}

func TestExchangeThatFails(t *testing.T) {
	app := newApp(t, hubspottest.NewOAuth(t), nil)
	_, err := app.Exchange(t.Context(), "stale-code-0815")
	var failed *hubspot.ExchangeError
	if !errors.As(err, &failed) || !strings.HasSuffix(err.Error(), "answered 400 Bad Request") {
		t.Errorf("got %v", err)
	}
	tellsNone(t, failed, "stale-code-0815", hubspottest.ClientSecret)
}

// pair is what a program may need for an account.
type pair struct{ messages, files *runtime.Client }

// TestAccounts has two accounts and two APIs, an app that is uninstalled and installed again, and a store that survives.
func TestAccounts(t *testing.T) {
	oauth := hubspottest.NewOAuth(t)
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !oauth.Good(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")) {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	defer api.Close()
	store := &hubspot.MemoryTokenStore{}
	start := func() *hubspot.Clients[pair] {
		app := newApp(t, oauth, func(c *hubspot.AppConfig) { c.Store = store })
		for _, id := range []string{"1", "2"} {
			if _, err := store.Load(t.Context(), id); err == nil {
				continue
			}
			if got, err := app.Exchange(t.Context(), oauth.Code(id)); err != nil || got != id {
				t.Fatalf("installed %s: %v", got, err)
			}
		}
		return hubspot.NewClients(app, func(account *hubspot.Account) (p pair, err error) {
			if p.messages, err = runtime.New(runtime.API{BaseURL: api.URL, Manners: hubspot.Manners{}}, account.Option()); err == nil {
				p.files, err = runtime.New(runtime.API{BaseURL: api.URL, Manners: hubspot.Manners{}}, account.Option())
			}
			return p, err
		})
	}
	clients := start()
	call := func(id string) error {
		p, err := clients.For(t.Context(), id)
		if err != nil {
			return err
		}
		call := getThing()
		call.Operation.Security = []runtime.Requirement{{{Name: "oauth2"}}}
		return errors.Join(p.messages.Do(t.Context(), call), p.files.Do(t.Context(), call))
	}
	for _, id := range []string{"1", "2", "1"} {
		if err := call(id); err != nil {
			t.Fatal(err)
		}
	}
	if oauth.Asked() != 2 { // the exchanges
		t.Errorf("%d requests for tokens", oauth.Asked())
	}
	if err := call("3"); !errors.Is(err, hubspot.ErrNotInstalled) {
		t.Errorf("got %v", err)
	}

	oauth.Expire("1") // both clients get the same new token
	if err := call("1"); err != nil || oauth.Asked() != 3 {
		t.Errorf("after %d requests for tokens: %v", oauth.Asked(), err)
	}
	clients = start() // another process, which has the rotated token from the store
	if err := call("1"); err != nil || oauth.Asked() != 3 {
		t.Errorf("after %d requests for tokens: %v", oauth.Asked(), err)
	}

	oauth.Uninstall("1")
	for range 10 {
		if err := call("1"); !errors.Is(err, hubspot.ErrNotInstalled) {
			t.Errorf("got %v", err)
		}
	}
	if oauth.Asked() != 4 || call("2") != nil {
		t.Errorf("%d requests for tokens", oauth.Asked())
	}
	if err := store.Save(t.Context(), "1", oauth.Install("1")); err != nil { // by another process
		t.Fatal(err)
	}
	if err := call("1"); err != nil {
		t.Errorf("installed again: %v", err)
	}
}

// failingStore cannot save for a while.
type failingStore struct {
	hubspot.MemoryTokenStore
	mu  sync.Mutex
	err error
}

func (s *failingStore) set(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = err
}

func (s *failingStore) Save(ctx context.Context, account string, token *oauth2.Token) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	return s.MemoryTokenStore.Save(ctx, account, token)
}

// A rotated token that cannot be stored is kept: it is the only one that is good.
func TestStoreThatFailsInTheMiddleOfARotation(t *testing.T) {
	oauth := hubspottest.NewOAuth(t)
	store := &failingStore{}
	app := newApp(t, oauth, func(c *hubspot.AppConfig) { c.Store = store })
	id, err := app.Exchange(t.Context(), oauth.Code("7"))
	if err != nil {
		t.Fatal(err)
	}
	account, err := app.Account(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	first, err := account.TokenSource().Token()
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	store.set(full)
	account.TokenSource().DropToken(first.AccessToken)
	for range 3 {
		if _, err := account.TokenSource().Token(); !errors.Is(err, full) {
			t.Errorf("got %v", err)
		}
	}
	store.set(nil)
	second, err := account.TokenSource().Token()
	if err != nil || !oauth.Good(second.AccessToken) || oauth.Asked() != 2 {
		t.Errorf("after %d requests for tokens: %v", oauth.Asked(), err)
	}
	if kept, err := store.Load(t.Context(), "7"); err != nil || kept.RefreshToken != second.RefreshToken {
		t.Errorf("the store has another token: %v", err)
	}
}

// The server for tests answers as it is told to.
func TestOAuthThatIsSlowOrFails(t *testing.T) {
	oauth := hubspottest.NewOAuth(t)
	source, err := hubspot.NewTokenSource(hubspot.TokenConfig{
		ClientID: hubspottest.ClientID, ClientSecret: hubspottest.ClientSecret, TokenURL: oauth.TokenURL, RefreshToken: oauth.Install("1").RefreshToken,
	})
	if err != nil {
		t.Fatal(err)
	}
	oauth.Fail(1, 503, "Retry-After", "0")
	oauth.Delay(20 * time.Millisecond)
	begun := time.Now()
	if _, err := source.Token(); err == nil || time.Since(begun) < 20*time.Millisecond {
		t.Errorf("after %s: %v", time.Since(begun), err)
	}
	if token, err := source.Token(); err != nil || fmt.Sprint(time.Until(token.Expiry).Round(time.Minute)) != "30m0s" {
		t.Errorf("got %v", err)
	}
}

var _ sdk.TokenDropper = (*hubspot.TokenSource)(nil)
