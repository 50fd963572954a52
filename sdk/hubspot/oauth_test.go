package hubspot_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// tokens is a token endpoint that rotates the refresh token each time and knows only the last one.
type tokens struct {
	*httptest.Server
	mu      sync.Mutex
	forms   []url.Values
	expires int
}

func newTokens(t *testing.T, expires int) *tokens {
	s := &tokens{expires: expires}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *tokens) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := r.ParseForm(); err != nil || r.Method != "POST" || r.Header.Get("Authorization") != "" || r.URL.RawQuery != "" {
		w.WriteHeader(400)
		return
	}
	n := len(s.forms)
	if r.Form.Get("grant_type") == "refresh_token" && r.Form.Get("refresh_token") != fmt.Sprint("refresh-", n) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(400)
		_, _ = io.WriteString(w, `{"status":"BAD_REFRESH_TOKEN","message":"private refresh token"}`)
		return
	}
	s.forms = append(s.forms, r.Form)
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(w, `{"access_token":"access-%d","refresh_token":"refresh-%d","expires_in":%d,"token_type":"bearer"}`, n+1, n+1, s.expires)
}

func (s *tokens) config() hubspot.TokenConfig {
	return hubspot.TokenConfig{
		ClientID: "id", ClientSecret: "private", RefreshToken: "refresh-0", TokenURL: s.URL, HTTPClient: s.Client(),
	}
}

// recordingStore is a store that fails when told to.
type recordingStore struct {
	hubspot.MemoryTokenStore
	saved         []string // refresh tokens
	loads, saving error
}

func (s *recordingStore) Load(ctx context.Context, account string) (*oauth2.Token, error) {
	if s.loads != nil {
		return nil, s.loads
	}
	return s.MemoryTokenStore.Load(ctx, account)
}

func (s *recordingStore) Save(ctx context.Context, account string, token *oauth2.Token) error {
	s.saved = append(s.saved, token.RefreshToken)
	if s.saving != nil {
		return s.saving
	}
	return s.MemoryTokenStore.Save(ctx, account, token)
}

func TestRefresh(t *testing.T) {
	s := newTokens(t, 60) // shorter than what a token must live, so that each is refreshed
	config := s.config()
	store := &recordingStore{}
	config.Store, config.Account = store, "1"
	source, err := hubspot.NewTokenSource(config)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		token, err := source.Token()
		if err != nil || token.AccessToken != fmt.Sprint("access-", i+1) {
			t.Fatalf("got %v, %v", token, err)
		}
	}
	if got := strings.Join(store.saved, ", "); got != "refresh-1, refresh-2, refresh-3" {
		t.Errorf("stored %s", got)
	}
	want := "client_id=id&client_secret=private&grant_type=refresh_token&refresh_token=refresh-0"
	if got := s.forms[0].Encode(); got != want {
		t.Errorf("sent %s", got)
	}
}

func TestTokenIsKept(t *testing.T) {
	s := newTokens(t, 1800)
	source, err := hubspot.NewTokenSource(s.config())
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if token, err := source.Token(); err != nil || token.AccessToken != "access-1" {
				t.Errorf("got %v, %v", token, err)
			}
		})
	}
	all.Wait()
	if len(s.forms) != 1 {
		t.Errorf("%d refreshes", len(s.forms))
	}
}

func TestRefusedRefreshTellsNoSecret(t *testing.T) {
	s := newTokens(t, 1800)
	config := s.config()
	config.RefreshToken = "private-refresh"
	source, err := hubspot.NewTokenSource(config)
	if err != nil {
		t.Fatal(err)
	}
	_, err = source.Token()
	var refused *hubspot.RefreshError
	var answer *oauth2.RetrieveError
	if !errors.As(err, &refused) || !errors.As(err, &answer) || strings.Contains(err.Error(), "private") {
		t.Errorf("got %v", err)
	}
	s.Close()
	if _, err = source.Token(); err == nil || strings.Contains(err.Error(), s.URL) {
		t.Errorf("got %v", err)
	}
}

// A redirect would take the secret, which is in the body, to another host.
func TestRefreshIsNotRedirected(t *testing.T) {
	other := newTokens(t, 1800)
	s := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer s.Close()
	config := other.config()
	config.TokenURL = s.URL
	source, err := hubspot.NewTokenSource(config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := source.Token(); err == nil || len(other.forms) != 0 {
		t.Errorf("%d requests arrived elsewhere: %v", len(other.forms), err)
	}
}

func TestAuthorizationCode(t *testing.T) {
	s := newTokens(t, 1800)
	config := oauth2.Config{ClientID: "id", ClientSecret: "private", Endpoint: hubspot.Endpoint(), RedirectURL: "https://a.example/cb"}
	if !strings.HasPrefix(config.AuthCodeURL("state"), "https://app.hubspot.com/oauth/authorize?") || config.Endpoint.TokenURL != "https://api.hubapi.com/oauth/2026-03/token" {
		t.Errorf("the endpoint is %+v", config.Endpoint)
	}
	config.Endpoint.TokenURL = s.URL
	ctx := context.WithValue(t.Context(), oauth2.HTTPClient, s.Client())
	token, err := config.Exchange(ctx, "code")
	if err != nil || token.AccessToken != "access-1" || token.RefreshToken != "refresh-1" {
		t.Fatalf("got %v, %v", token, err)
	}
	want := "client_id=id&client_secret=private&code=code&grant_type=authorization_code&redirect_uri=https%3A%2F%2Fa.example%2Fcb"
	if got := s.forms[0].Encode(); got != want {
		t.Errorf("sent %s", got)
	}
}

func TestNewTokenSourceReportsEveryProblem(t *testing.T) {
	_, err := hubspot.NewTokenSource(hubspot.TokenConfig{TokenURL: "http://example.com"})
	for _, want := range []string{"ClientID", "ClientSecret", "RefreshToken", "TokenURL: plain http"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
	for _, config := range []hubspot.TokenConfig{{RefreshToken: "c"}, {Store: &hubspot.MemoryTokenStore{}, Account: "1"}} {
		config.ClientID, config.ClientSecret = "a", "b"
		if _, err := hubspot.NewTokenSource(config); err != nil {
			t.Error(err)
		}
	}
	_, err = hubspot.NewTokenSource(hubspot.TokenConfig{ClientID: "a", ClientSecret: "b", Store: &hubspot.MemoryTokenStore{}})
	if err == nil || !strings.Contains(err.Error(), "Account is empty") {
		t.Errorf("got %v", err)
	}
}

// TestRefreshInAClient has many goroutines call with tokens that are refreshed.
func TestRefreshInAClient(t *testing.T) {
	s := newTokens(t, 1800)
	source, err := hubspot.NewTokenSource(s.config())
	if err != nil {
		t.Fatal(err)
	}
	scheme := &runtime.Scheme{Name: "oauth", Option: "WithAccessTokenSource", In: "header", Key: "Authorization", Prefix: "Bearer "}
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer access-1" {
			w.WriteHeader(401)
		}
	}))
	defer api.Close()
	c, err := runtime.New(runtime.API{BaseURL: api.URL, Manners: hubspot.Manners{}}, runtime.WithTokenSource(scheme, source))
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseIdleConnections()
	call := getThing()
	call.Operation.Security = []runtime.Requirement{{scheme}}
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			if err := c.Do(t.Context(), call); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(s.forms) != 1 {
		t.Errorf("%d refreshes", len(s.forms))
	}
}
