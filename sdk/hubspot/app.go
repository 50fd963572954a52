package hubspot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/connections"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// AppConfig is what HubSpot knows of an app, and where its tokens are kept.
type AppConfig struct {
	// ClientID and ClientSecret are the app's.
	ClientID, ClientSecret string
	// RedirectURL is where [App.InstallHandler] is reached, as in the app's settings.
	RedirectURL string
	// WebhookURL is where HubSpot reaches the app's webhooks, for [App.Verifier]. "" is the URL of each request, which is another behind
	// a proxy.
	WebhookURL string
	// Scopes are what the app needs; OptionalScopes are what it can do without, in accounts that do not have it.
	Scopes, OptionalScopes []string
	// Store keeps the tokens. Nil is a [MemoryTokenStore].
	Store TokenStore
	// Requests and Per are the limit of each account: so many requests per duration, for all of its clients together. The
	// default is HubSpot's limit for apps of its marketplace, 110 per 10 s. A negative number is no limit.
	Requests int
	Per      time.Duration
	// BaseURL is a server that plays all of HubSpot: the page where users allow the app, the token endpoint, and the APIs that
	// clients call. By default each is where HubSpot has it. Plain http is for loopback only.
	BaseURL string
	// AuthURL and TokenURL are the endpoints if they are elsewhere, by default the constants of these names.
	AuthURL, TokenURL string
	// HTTPClient sends everything to HubSpot: what concerns tokens, and the calls of accounts. The default is one on the
	// connections that all clients without an HTTP client of their own share.
	HTTPClient *http.Client
	// Options are for the clients of all accounts: a logger, middleware, retries.
	Options []sdk.Option
}

// String names the app, and leaves the secret out.
func (c AppConfig) String() string { return fmt.Sprintf("configuration of the app %q", c.ClientID) }

// Format prints String, whatever the verb.
func (c AppConfig) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// MarshalText is String, for logs.
func (c AppConfig) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

func (c *AppConfig) check() error {
	problems := []error{c.app().check()}
	if c.TokenURL == "" && c.BaseURL != "" {
		problems = append(problems, checkURL("BaseURL", c.BaseURL))
	} else {
		problems = append(problems, checkURL("TokenURL", c.app().url))
	}
	if u, err := url.Parse(c.RedirectURL); err != nil || u.Host == "" {
		problems = append(problems, errors.New("the field RedirectURL is no absolute URL"))
	}
	if _, err := c.verifier(); err != nil && c.WebhookURL != "" {
		problems = append(problems, errors.New("the field WebhookURL is no absolute URL"))
	}
	if len(c.Scopes) == 0 {
		problems = append(problems, errors.New("the field Scopes is empty"))
	}
	return errors.Join(problems...)
}

func (c *AppConfig) app() app {
	return app{id: c.ClientID, secret: c.ClientSecret, url: c.endpoint(c.TokenURL, TokenURL), client: c.HTTPClient}.withDefaults()
}

func (c *AppConfig) verifier() (*Verifier, error) {
	if c.WebhookURL == "" {
		return NewVerifier(c.ClientSecret)
	}
	return NewVerifier(c.ClientSecret, WithPublicURL(c.WebhookURL))
}

// endpoint is where an endpoint is: as configured, at BaseURL, or at HubSpot.
func (c *AppConfig) endpoint(configured, hubspot string) string {
	if configured != "" || c.BaseURL == "" {
		return cmp.Or(configured, hubspot)
	}
	known, err := url.Parse(hubspot)
	if err != nil {
		return hubspot
	}
	return strings.TrimRight(c.BaseURL, "/") + known.Path
}

func (c *AppConfig) setDefaults() {
	c.AuthURL = c.endpoint(c.AuthURL, AuthURL)
	if c.Store == nil {
		c.Store = &MemoryTokenStore{}
	}
	if c.Requests == 0 {
		c.Requests, c.Per = 110, 10*time.Second
	}
	if c.HTTPClient == nil {
		c.HTTPClient = &http.Client{Transport: connections.Shared()}
	}
}

// App is an app that HubSpot users install in their accounts. It is safe for concurrent use; one is enough for a program.
// Make it with [NewApp].
type App struct {
	config   func() *AppConfig // a function, so that whoever prints an App sees no secret
	verifier *Verifier

	mu       sync.Mutex
	accounts map[string]*Account
}

// NewApp makes an App. It reports all that is wrong with the configuration at once.
func NewApp(config AppConfig) (*App, error) {
	if err := config.check(); err != nil {
		return nil, fmt.Errorf("hubspot app: %w", err)
	}
	config.setDefaults()
	verifier, err := config.verifier()
	if err != nil {
		return nil, fmt.Errorf("hubspot app: %w", err)
	}
	return &App{config: func() *AppConfig { return &config }, verifier: verifier, accounts: map[string]*Account{}}, nil
}

// Option gives a client what the clients of all accounts share: the base URL, the connections, and the configuration's Options.
// [Account.Option] has it, too; by itself it is for a client that acts for no account, but with a developer key.
func (a *App) Option() sdk.Option {
	config := a.config()
	shared := []sdk.Option{sdk.WithHTTPClient(config.HTTPClient)}
	if config.BaseURL != "" {
		shared = append(shared, sdk.WithBaseURL(config.BaseURL))
	}
	return runtime.Options(append(shared, config.Options...)...)
}

// Verifier checks that webhooks come from HubSpot, for this app.
func (a *App) Verifier() *Verifier { return a.verifier }

// AuthorizationURL is where a HubSpot user chooses an account and allows the app what it asks for. HubSpot sends the user
// back to RedirectURL with a code and the state, which must be checked: [App.InstallHandler] does.
func (a *App) AuthorizationURL(state string) string {
	config := a.config()
	query := url.Values{
		"client_id": {config.ClientID}, "redirect_uri": {config.RedirectURL}, "scope": {strings.Join(config.Scopes, " ")},
	}
	if len(config.OptionalScopes) > 0 {
		query.Set("optional_scope", strings.Join(config.OptionalScopes, " "))
	}
	if state != "" {
		query.Set("state", state)
	}
	return config.AuthURL + "?" + query.Encode()
}

// Exchange makes tokens of a code and saves them. It returns the account's id, which is the portalId of events. An account
// that was there before has the new tokens at once, also if the app had been uninstalled from it.
func (a *App) Exchange(ctx context.Context, code string) (account string, err error) {
	config := a.config()
	token, account, err := config.app().exchange(ctx, code, config.RedirectURL)
	if err != nil {
		return "", err
	}
	if err := config.Store.Save(ctx, account, token); err != nil {
		return "", fmt.Errorf("saving the tokens of the account %s: %w", account, err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if known := a.accounts[account]; known != nil {
		known.tokens.Replace(token)
	}
	return account, nil
}

// Account returns an account with the tokens that the store has for it, and always the same one for an id. An account that
// the app is not installed in is [ErrNotInstalled].
func (a *App) Account(ctx context.Context, id string) (*Account, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if known := a.accounts[id]; known != nil {
		return known, nil
	}
	token, err := a.load(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("account %s: %w", id, err)
	}
	account := newAccount(a, id, token)
	a.accounts[id] = account
	return account, nil
}

func (a *App) load(ctx context.Context, id string) (*oauth2.Token, error) {
	token, err := a.config().Store.Load(ctx, id)
	if err == nil && (token == nil || token.RefreshToken == "") {
		err = ErrNotInstalled
	}
	return token, err
}
