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

	"github.com/hubchannels/hubchannels-go/sdk/internal/loopback"
	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

const (
	// AuthURL is where a user allows an app to use the account.
	AuthURL = "https://app.hubspot.com/oauth/authorize"
	// TokenURL is where codes and refresh tokens are exchanged for access tokens.
	TokenURL = "https://api.hubapi.com/oauth/2026-03/token"
)

const (
	// renewBefore is how long before its expiry (HubSpot's tokens live 30 minutes) a token is renewed. It is longer
	// than the time before which a client asks for a new one.
	renewBefore = 2 * time.Minute
	// refreshTimeout bounds a refresh, which no caller's context does: it is done once for all of them.
	refreshTimeout = 30 * time.Second
)

// Endpoint is HubSpot's for golang.org/x/oauth2: its Config does the authorization code's exchange. Id and secret are
// sent in the form, the only way that HubSpot takes them.
func Endpoint() oauth2.Endpoint {
	return oauth2.Endpoint{AuthURL: AuthURL, TokenURL: TokenURL, AuthStyle: oauth2.AuthStyleInParams}
}

// TokenConfig is what access tokens are made from.
type TokenConfig struct {
	// ClientID and ClientSecret are the app's.
	ClientID, ClientSecret string
	// RefreshToken is what authorizing the app gave, or what OnToken stored since.
	RefreshToken string
	// OnToken, if set, gets every new token before it is used. Store its RefreshToken: HubSpot may rotate it, and then
	// the one before is worthless. It is called by one goroutine at a time and blocks the calls that need the token.
	OnToken func(*oauth2.Token)
	// TokenURL is the token endpoint, by default the constant of that name. Plain http is for loopback only.
	TokenURL string
	// HTTPClient sends the refreshes. By default they have a client of their own. In any case a refresh takes no
	// longer than 30 s, and no redirect is followed, because the secret is in the body.
	HTTPClient *http.Client
}

// String names the app, and leaves the secrets out.
func (c TokenConfig) String() string { return fmt.Sprintf("token config of the app %q", c.ClientID) }

// Format prints String, whatever the verb.
func (c TokenConfig) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// MarshalText is String, for logs.
func (c TokenConfig) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// NewTokenSource makes access tokens from a refresh token, and keeps each until two minutes before it expires. It is
// safe for concurrent use.
func NewTokenSource(config TokenConfig) (oauth2.TokenSource, error) {
	if config.TokenURL == "" {
		config.TokenURL = TokenURL
	}
	if err := config.check(); err != nil {
		return nil, fmt.Errorf("hubspot token source: %w", err)
	}
	refresher := &refresher{
		config:  oauth2.Config{ClientID: config.ClientID, ClientSecret: config.ClientSecret, Endpoint: config.endpoint()},
		client:  config.client(),
		refresh: config.RefreshToken,
		onToken: config.OnToken,
	}
	return tokenSource(oauth2.ReuseTokenSourceWithExpiry(nil, refresher, renewBefore).Token), nil
}

// tokenSource is a function, so that whoever prints it sees no secret.
type tokenSource func() (*oauth2.Token, error)

func (s tokenSource) Token() (*oauth2.Token, error) { return s() }

func (c *TokenConfig) check() error {
	var problems []error
	for _, field := range []struct{ name, value string }{
		{"ClientID", c.ClientID}, {"ClientSecret", c.ClientSecret}, {"RefreshToken", c.RefreshToken},
	} {
		if field.value == "" {
			problems = append(problems, errors.New(field.name+" is empty"))
		}
	}
	if u, err := url.Parse(c.TokenURL); err != nil {
		problems = append(problems, errors.New("TokenURL cannot be parsed"))
	} else if err := loopback.Check(u); err != nil {
		problems = append(problems, fmt.Errorf("TokenURL: %w", err))
	}
	return errors.Join(problems...)
}

func (c *TokenConfig) endpoint() oauth2.Endpoint {
	endpoint := Endpoint()
	endpoint.TokenURL = c.TokenURL
	return endpoint
}

func (c *TokenConfig) client() *http.Client {
	client := http.Client{}
	if c.HTTPClient != nil {
		client = *c.HTTPClient
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
}

// refresher gets a new token each time it is asked. ReuseTokenSource around it asks one at a time.
type refresher struct {
	config  oauth2.Config
	client  *http.Client
	refresh string
	onToken func(*oauth2.Token)
}

func (r *refresher) Token() (*oauth2.Token, error) {
	ctx, cancel := context.WithTimeout(context.Background(), refreshTimeout)
	defer cancel()
	ctx = context.WithValue(ctx, oauth2.HTTPClient, r.client)
	token, err := r.config.TokenSource(ctx, &oauth2.Token{RefreshToken: r.refresh}).Token()
	if err != nil {
		return nil, &RefreshError{Err: err, secrets: redact.New(r.refresh, r.config.ClientSecret)}
	}
	r.refresh = token.RefreshToken // oauth2 repeats the old one where the answer has none
	if r.onToken != nil {
		r.onToken(token)
	}
	return token, nil
}

// RefreshError says that a refresh token could not be exchanged for an access token. Its text has nothing of the
// answer but its status and error code; Err may be an *oauth2.RetrieveError, which has all of it.
type RefreshError struct {
	Err error

	secrets redact.Secrets
}

func (e RefreshError) Error() string {
	return "refreshing the HubSpot access token: " + redact.Cause(e.Err, e.secrets)
}

// Unwrap returns Err.
func (e RefreshError) Unwrap() error { return e.Err }

// As tells the client that the text can be shown.
func (e RefreshError) As(target any) bool {
	own, ok := target.(*redact.Own)
	if ok {
		own.Text = e.Error()
	}
	return ok
}

// GoString is the text, marked as a RefreshError.
func (e RefreshError) GoString() string { return fmt.Sprintf("hubspot.RefreshError(%q)", e.Error()) }

// MarshalText is the text.
func (e RefreshError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }
