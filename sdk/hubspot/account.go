package hubspot

import (
	"context"

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
	shared sdk.Option
}

func newAccount(a *App, id string, token *oauth2.Token) *Account {
	config := a.config()
	load := func(ctx context.Context) (*oauth2.Token, error) { return a.load(ctx, id) }
	save := func(ctx context.Context, token *oauth2.Token) error { return config.Store.Save(ctx, id, token) }
	return &Account{
		ID:     id,
		tokens: newTokenSource(config.app(), token, load, save),
		pace:   runtime.NewPace(max(0, config.Requests), config.Per),
		shared: a.Option(),
	}
}

// TokenSource makes the account's access tokens.
func (a *Account) TokenSource() *TokenSource { return a.tokens }

// Option gives a client of any of HubSpot's APIs the account's credentials and rate limit, and what [App.Option] has. Options
// that follow it win.
func (a *Account) Option() sdk.Option {
	oauth := &runtime.Scheme{Name: "oauth2", Option: "Account.Option", In: "header", Key: "Authorization", Prefix: "Bearer "}
	return runtime.Options(runtime.WithTokenSource(oauth, a.tokens), runtime.WithPace(a.pace), a.shared)
}
