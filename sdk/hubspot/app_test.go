package hubspot_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
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
	_, err := hubspot.NewApp(hubspot.AppConfig{TokenURL: "http://example.com", WebhookURL: "/hubspot"})
	for _, want := range []string{"WebhookURL", "ClientID", "ClientSecret", "TokenURL: plain http", "RedirectURL", "Scopes"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
}

// A server that plays all of HubSpot is named once.
func TestBaseURL(t *testing.T) {
	config := hubspot.AppConfig{
		ClientID: "id", ClientSecret: "s", RedirectURL: "https://a.example/cb", Scopes: []string{"files"}, BaseURL: "http://127.0.0.1:1/",
	}
	for _, test := range []struct{ auth, want string }{
		{"", "http://127.0.0.1:1/oauth/authorize?"}, {"https://app-eu1.hubspot.com/oauth/authorize", "https://app-eu1.hubspot.com/oauth/authorize?"},
	} {
		config.AuthURL = test.auth
		app, err := hubspot.NewApp(config)
		if err != nil {
			t.Fatal(err)
		}
		if got := app.AuthorizationURL("x"); !strings.HasPrefix(got, test.want) {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
	config.BaseURL = "http://example.com"
	if _, err := hubspot.NewApp(config); err == nil || !strings.Contains(err.Error(), "BaseURL: plain http") || strings.Contains(err.Error(), "TokenURL") {
		t.Errorf("got %v", err)
	}
}

// The app's secret signs its webhooks, for the URL by which HubSpot knows them.
func TestVerifierOfApp(t *testing.T) {
	for public, want := range map[string]error{"": hubspot.ErrSignature, "https://bridge.example.com/hubspot": nil} {
		app := newApp(t, hubspottest.NewOAuth(t), func(c *hubspot.AppConfig) { c.WebhookURL = public })
		r := httptest.NewRequest("POST", "https://bridge.example.com/hubspot", nil)
		hubspot.SignRequest(r, hubspottest.ClientSecret, nil, time.Now())
		r.URL.Scheme, r.URL.Host, r.Host, r.TLS = "", "", "10.0.0.7:8080", nil // behind the proxy
		if err := app.Verifier().Verify(r, nil); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", public, err, want)
		}
	}
}

// What an account needs is made once, by one goroutine, and again after a failure; who waits for it waits no longer than its context.
func TestClientsAreMadeOnce(t *testing.T) {
	oauth := hubspottest.NewOAuth(t)
	store := &hubspot.MemoryTokenStore{}
	if err := store.Save(t.Context(), "1", oauth.Install("1")); err != nil {
		t.Fatal(err)
	}
	app := newApp(t, oauth, func(c *hubspot.AppConfig) { c.Store = store })
	failed, begun, proceed := errors.New("not yet"), make(chan struct{}, 1), make(chan error)
	calls := 0
	clients := hubspot.NewClients(app, func(_ context.Context, account *hubspot.Account) (string, error) {
		calls++
		begun <- struct{}{}
		return fmt.Sprint(account.ID, ", call ", calls), <-proceed
	})
	first := make(chan error)
	go func() { _, err := clients.For(t.Context(), "1"); first <- err }()
	<-begun
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := clients.For(ended, "1"); !errors.Is(err, context.Canceled) {
		t.Errorf("who waits got %v", err)
	}
	proceed <- failed
	if err := <-first; !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got, err := clients.For(t.Context(), "1"); got != "1, call 2" || err != nil {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
	proceed <- nil
	all.Wait()
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
		return hubspot.NewClients(app, func(_ context.Context, account *hubspot.Account) (p pair, err error) {
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
