package hubspot

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// Account is a HubSpot account that an app is installed in: what the clients of several APIs share for it. [App.Account]
// makes it.
//
// Once the app is uninstalled, calls fail with [ErrNotInstalled] and ask HubSpot for nothing any more; once it is installed
// again, they work again.
type Account struct {
	// ID is HubSpot's, the portalId of events.
	ID string

	tokens *TokenSource
	pace   *runtime.Pace
	client func() *http.Client
}

func newAccount(a *App, id string, token *oauth2.Token) *Account {
	config := a.config()
	load := func(ctx context.Context) (*oauth2.Token, error) { return a.load(ctx, id) }
	save := func(ctx context.Context, token *oauth2.Token) error { return config.Store.Save(ctx, id, token) }
	return &Account{
		ID:     id,
		tokens: newTokenSource(config.app(), token, load, save),
		pace:   runtime.NewPace(max(0, config.Requests), config.Per),
		client: func() *http.Client { return config.HTTPClient },
	}
}

// TokenSource makes the account's access tokens.
func (a *Account) TokenSource() *TokenSource { return a.tokens }

// Option gives a client of any of HubSpot's APIs the account's credentials, rate limit and connections. Options that follow
// it win.
func (a *Account) Option() sdk.Option {
	oauth := &runtime.Scheme{Name: "oauth2", Option: "Account.Option", In: "header", Key: "Authorization", Prefix: "Bearer "}
	return runtime.Options(runtime.WithTokenSource(oauth, a.tokens), runtime.WithPace(a.pace), sdk.WithHTTPClient(a.client()))
}

// Clients makes the clients of each account once, and shares them. C is what the program needs for an account: a client, or
// a struct of several.
type Clients[C any] struct {
	app    *App
	create func(*Account) (C, error)

	mu      sync.Mutex
	clients map[string]C
}

// NewClients makes a Clients of a function that makes what an account needs.
func NewClients[C any](app *App, create func(*Account) (C, error)) *Clients[C] {
	return &Clients[C]{app: app, create: create, clients: map[string]C{}}
}

// For returns an account's clients. An account that the app is not installed in is [ErrNotInstalled].
func (c *Clients[C]) For(ctx context.Context, account string) (client C, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known, ok := c.clients[account]; ok {
		return known, nil
	}
	shared, err := c.app.Account(ctx, account)
	if err != nil {
		return client, err
	}
	if client, err = c.create(shared); err != nil {
		return client, err
	}
	c.clients[account] = client
	return client, nil
}
