package hubspot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk/internal/connections"
	"github.com/hubchannels/hubchannels-go/sdk/internal/loopback"
)

// TokenConfig is what access tokens are made from.
type TokenConfig struct {
	// ClientID and ClientSecret are the app's.
	ClientID, ClientSecret string
	// RefreshToken is what authorizing the app gave. Tokens that the Store has win.
	RefreshToken string
	// AccessToken and Expiry, if set, are a token that was stored. It is used until it is about to expire. A token without
	// expiry is used until HubSpot refuses it.
	AccessToken string
	Expiry      time.Time
	// Store, if set, gets every new token before it is used, under the name Account: HubSpot may rotate the refresh token, and then the
	// one before is worthless. An error is returned to the calls that need the token, which is kept, and saved again when the
	// next call needs one. The store is looked into before a refresh: another process may have made it. It is called by one goroutine
	// at a time.
	Store   TokenStore
	Account string
	// TokenURL is the token endpoint, by default the constant of that name. Plain http is for loopback only.
	TokenURL string
	// HTTPClient sends the refreshes. By default they have a client of their own. In any case a refresh takes no
	// longer than 30 s, and no redirect is followed, because the secret is in the body.
	HTTPClient *http.Client
}

// load is what the store has; nil where that is nothing and RefreshToken stands for it.
func (c *TokenConfig) load(ctx context.Context) (*oauth2.Token, error) {
	token, err := c.Store.Load(ctx, c.Account)
	if errors.Is(err, ErrNotInstalled) && c.RefreshToken != "" {
		return nil, nil
	}
	return token, err
}

func (c *TokenConfig) save(ctx context.Context, token *oauth2.Token) error {
	return c.Store.Save(ctx, c.Account, token)
}

// String names the app, and leaves the secrets out.
func (c TokenConfig) String() string { return fmt.Sprintf("token config of the app %q", c.ClientID) }

// Format prints String, whatever the verb.
func (c TokenConfig) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// MarshalText is String, for logs.
func (c TokenConfig) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

func (c *TokenConfig) check() error {
	problems := []error{c.app().check(), checkURL("TokenURL", c.app().url)}
	if c.RefreshToken == "" && c.Store == nil {
		problems = append(problems, errors.New("RefreshToken is empty, and there is no Store"))
	}
	if c.Account == "" && c.Store != nil {
		problems = append(problems, errors.New("Account is empty, the name of the tokens in the Store"))
	}
	return errors.Join(problems...)
}

func (c *TokenConfig) app() app {
	return app{id: c.ClientID, secret: c.ClientSecret, url: c.TokenURL, client: c.HTTPClient}.withDefaults()
}

// app is what the token endpoint has to know of who asks, and where it is.
type app struct {
	id, secret, url string
	client          *http.Client
}

func (a app) withDefaults() app {
	if a.url == "" {
		a.url = TokenURL
	}
	client := http.Client{}
	if a.client != nil {
		client = *a.client
	}
	client.Transport = connections.Whole(client.Transport)
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	a.client = &client
	return a
}

func (a app) check() error {
	var problems []error
	for _, field := range []struct{ name, value string }{{"ClientID", a.id}, {"ClientSecret", a.secret}} {
		if field.value == "" {
			problems = append(problems, errors.New(field.name+" is empty"))
		}
	}
	return errors.Join(problems...)
}

// checkURL checks an address that secrets are sent to, which a field of a configuration gives.
func checkURL(field, address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return errors.New(field + " cannot be parsed")
	}
	if err := loopback.Check(u); err != nil {
		return fmt.Errorf("%s: %w", field, err)
	}
	return nil
}

// config is the app's for golang.org/x/oauth2.
func (a app) config() oauth2.Config {
	endpoint := Endpoint()
	endpoint.TokenURL = a.url
	return oauth2.Config{ClientID: a.id, ClientSecret: a.secret, Endpoint: endpoint}
}
