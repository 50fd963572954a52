package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/loopback"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// tokenTimeout is how long a token endpoint may take.
const tokenTimeout = 30 * time.Second

// WithClientCredentials takes a scheme's tokens from a token endpoint, by the client credentials grant of OAuth 2.0. The
// endpoint's address must be https, or of this machine. Its answers are in no error: they may repeat the secret.
func WithClientCredentials(scheme *Scheme, tokenURL, id, secret string, scopes ...string) sdk.Option {
	return func(c *settings.Client) error {
		address, err := url.Parse(tokenURL)
		switch {
		case id == "" || secret == "":
			return errors.New("the client's id or secret is empty")
		case err != nil || address.Host == "" || address.User != nil:
			return errors.New("the token endpoint's address is not one of the web")
		}
		if err := loopback.Check(address); err != nil {
			return fmt.Errorf("the token endpoint's address: %w", err)
		}
		config := clientcredentials.Config{ClientID: id, ClientSecret: secret, TokenURL: tokenURL, Scopes: scopes}
		return WithTokenSource(scheme, clientTokens{config})(c)
	}
}

// clientTokens asks for a token each time; the client keeps it.
type clientTokens struct{ config clientcredentials.Config }

// String keeps the secret out of what prints the source.
func (clientTokens) String() string { return "tokens by client credentials" }

// GoString keeps the secret out of what prints the source.
func (t clientTokens) GoString() string { return t.String() }

// Token asks the endpoint. A redirect is not followed: it would carry the secret elsewhere.
func (t clientTokens) Token() (*oauth2.Token, error) {
	client := &http.Client{Timeout: tokenTimeout, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	token, err := t.config.Token(context.WithValue(context.Background(), oauth2.HTTPClient, client))
	if err != nil {
		return nil, endpointError(err)
	}
	return token, nil
}

// endpointError says what a token endpoint's error is without its words.
func endpointError(err error) error {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) || refused.Response == nil {
		var failed *url.Error
		if errors.As(err, &failed) {
			return fmt.Errorf("asking the token endpoint: %w", failed.Err)
		}
		return errors.New("the token endpoint's answer holds no token")
	}
	known := map[string]bool{"invalid_request": true, "invalid_client": true, "invalid_grant": true, "unauthorized_client": true,
		"unsupported_grant_type": true, "invalid_scope": true, "temporarily_unavailable": true, "server_error": true}
	if known[refused.ErrorCode] {
		return fmt.Errorf("the token endpoint answered %d: %s", refused.Response.StatusCode, refused.ErrorCode)
	}
	return fmt.Errorf("the token endpoint answered %d", refused.Response.StatusCode)
}
