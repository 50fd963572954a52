package runtime

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/connections"
	"github.com/hubchannels/hubchannels-go/sdk/internal/loopback"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// WithRefresh takes a scheme's tokens from an authorization that a user gave: the token, and then what its refresh token is
// exchanged for at the config's token endpoint, or at refreshURL, if that is not empty. Save gets each new token; its error is the
// call's, and the token is saved again before it is used. Nil is no save. The endpoint's address must be https, or of this machine.
func WithRefresh(scheme *Scheme, config *oauth2.Config, refreshURL string, token *oauth2.Token, save func(*oauth2.Token) error) sdk.Option {
	return func(c *settings.Client) error {
		switch {
		case config == nil:
			return fmt.Errorf("%s: the config is nil", scheme.Option)
		case token == nil || !token.Valid() && token.RefreshToken == "":
			return fmt.Errorf("%s: the token is not valid, and has no refresh token", scheme.Option)
		}
		asked := oauth2.Config{ClientID: config.ClientID, ClientSecret: config.ClientSecret, Endpoint: config.Endpoint, Scopes: config.Scopes}
		asked.Endpoint.TokenURL = cmp.Or(refreshURL, config.Endpoint.TokenURL)
		address, err := url.Parse(asked.Endpoint.TokenURL)
		if err != nil || address.Host == "" || address.User != nil {
			return errors.New("the token endpoint's address is not one of the web")
		}
		if err := loopback.Check(address); err != nil {
			return fmt.Errorf("the token endpoint's address: %w", err)
		}
		return WithTokenSource(scheme, newRefreshed(&asked, token, save))(c)
	}
}

// refreshed exchanges refresh tokens. Whoever prints it sees no secret.
type refreshed struct {
	ask  func(refreshToken string) (*oauth2.Token, error)
	save func(*oauth2.Token) error

	mu      sync.Mutex
	next    *oauth2.Token // has not been used; nil: it takes another
	unsaved bool          // next is not saved
	refresh string
}

func newRefreshed(config *oauth2.Config, token *oauth2.Token, save func(*oauth2.Token) error) *refreshed {
	r := &refreshed{save: save, refresh: token.RefreshToken, ask: func(refreshToken string) (*oauth2.Token, error) {
		ctx := context.WithValue(context.Background(), oauth2.HTTPClient, endpointClient())
		return config.TokenSource(ctx, &oauth2.Token{RefreshToken: refreshToken}).Token()
	}}
	if token.Valid() {
		r.next = token
	}
	return r
}

// Format prints no token, whatever the verb.
func (*refreshed) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "tokens by refresh tokens") }

// Token is the token that the user's program has, once, and then another one each time; the client keeps it.
func (r *refreshed) Token() (*oauth2.Token, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.exchange(); err != nil {
		return nil, err
	}
	if r.unsaved && r.save != nil {
		if err := r.save(r.next); err != nil {
			return nil, fmt.Errorf("saving the token: %w", err)
		}
	}
	token := r.next
	r.next, r.unsaved = nil, false
	return token, nil
}

// exchange has the next token be there.
func (r *refreshed) exchange() error {
	if r.next != nil {
		return nil
	}
	if r.refresh == "" {
		return errors.New("the token has expired, and there is no refresh token: ask the user again")
	}
	token, err := r.ask(r.refresh)
	if err != nil {
		return endpointError(err)
	}
	r.next, r.unsaved, r.refresh = token, true, cmp.Or(token.RefreshToken, r.refresh)
	return nil
}

// endpointClient asks token endpoints. A redirect is not followed: it would carry the secret elsewhere.
func endpointClient() *http.Client {
	return &http.Client{
		Transport: connections.Whole(nil), Timeout: tokenTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
