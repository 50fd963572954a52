package runtime

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"
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
		return WithTokenSource(scheme, &clientTokens{config: func() clientcredentials.Config { return config }})(c)
	}
}

// clientTokens asks for a token each time; the client keeps it.
type clientTokens struct {
	config func() clientcredentials.Config // a function, so that whoever prints the source sees no secret
	style  atomic.Int32                    // how the endpoint takes id and secret: an oauth2.AuthStyle, 0 as long as that is not known
}

// String says what the source is.
func (*clientTokens) String() string { return "tokens by client credentials" }

// GoString is String.
func (t *clientTokens) GoString() string { return t.String() }

// Token asks the endpoint. RFC 6749 says that each takes id and secret as basic authentication, and some take only a form. Only
// an endpoint that refuses them is asked in the other way: one that is busy would be asked twice.
func (t *clientTokens) Token() (*oauth2.Token, error) {
	style := oauth2.AuthStyle(t.style.Load())
	token, err := t.ask(cmp.Or(style, oauth2.AuthStyleInHeader))
	if style == oauth2.AuthStyleAutoDetect && refusesClient(err) {
		style = oauth2.AuthStyleInParams
		token, err = t.ask(style)
	}
	if err != nil {
		return nil, endpointError(err)
	}
	t.style.Store(int32(cmp.Or(style, oauth2.AuthStyleInHeader)))
	return token, nil
}

// ask asks the endpoint.
func (t *clientTokens) ask(style oauth2.AuthStyle) (*oauth2.Token, error) {
	config := t.config()
	config.AuthStyle = style
	return config.Token(context.WithValue(context.Background(), oauth2.HTTPClient, endpointClient()))
}

// refusesClient reports whether an endpoint does not know who asks.
func refusesClient(err error) bool {
	var refused *oauth2.RetrieveError
	return errors.As(err, &refused) && refused.Response != nil &&
		(refused.Response.StatusCode == http.StatusBadRequest || refused.Response.StatusCode == http.StatusUnauthorized)
}

// endpointError is a token endpoint's error without its words.
func endpointError(err error) error {
	var refused *oauth2.RetrieveError
	var failed *url.Error
	switch {
	case errors.As(err, &refused) && refused.Response != nil:
		return withoutWords(refused)
	case errors.As(err, &failed):
		return &url.Error{Op: "asking the token endpoint", Err: failed.Err}
	default:
		return errors.New("the token endpoint's answer holds no token")
	}
}

// withoutWords keeps of a refusal what decides when to ask again, and the code if it is one of the standard's.
func withoutWords(refused *oauth2.RetrieveError) *oauth2.RetrieveError {
	known := []string{"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client",
		"unsupported_grant_type", "invalid_scope", "temporarily_unavailable", "server_error"}
	answer := &http.Response{StatusCode: refused.Response.StatusCode, Header: http.Header{}}
	for _, key := range []string{"Date", "Retry-After"} {
		answer.Header[key] = refused.Response.Header.Values(key)
	}
	kept := &oauth2.RetrieveError{Response: answer}
	if slices.Contains(known, refused.ErrorCode) {
		kept.ErrorCode = refused.ErrorCode
	}
	return kept
}
