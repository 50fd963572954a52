package hubspot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
)

const (
	// renewBefore is how long before its expiry (HubSpot's tokens live 30 minutes) a token is renewed. It is longer
	// than the time before which a client asks for a new one.
	renewBefore = 2 * time.Minute
	// refreshTimeout bounds a refresh, which no caller's context does: it is done once for all of them.
	refreshTimeout = 30 * time.Second
)

// TokenSource makes access tokens from a refresh token, and keeps each until two minutes before it expires, or until
// HubSpot refuses it. It is safe for concurrent use. Make it with [NewTokenSource].
//
// After a failure the token endpoint is left alone for as long as it asks for, or for a while that doubles from a quarter
// of a second to a minute. A refresh token that was refused is not sent again: calls fail with [ErrNotInstalled] until
// [TokenSource.Replace] brings another.
type TokenSource struct {
	// Functions, so that whoever prints a TokenSource sees no token.
	token   func() (*oauth2.Token, error)
	drop    func(accessToken string)
	replace func(*oauth2.Token)
}

var _ sdk.TokenDropper = (*TokenSource)(nil)

// NewTokenSource makes a TokenSource. It reports all that is wrong with the configuration at once.
func NewTokenSource(config TokenConfig) (*TokenSource, error) {
	if err := config.check(); err != nil {
		return nil, fmt.Errorf("hubspot token source: %w", err)
	}
	stored := &oauth2.Token{AccessToken: config.AccessToken, RefreshToken: config.RefreshToken, Expiry: config.Expiry}
	if config.Store == nil {
		return newTokenSource(config.app(), stored, nil, nil), nil
	}
	return newTokenSource(config.app(), stored, config.load, config.save), nil
}

func newTokenSource(app app, stored *oauth2.Token, load func(context.Context) (*oauth2.Token, error), save func(context.Context, *oauth2.Token) error) *TokenSource {
	r := &refresher{app: app, load: load, save: save}
	r.replace(stored)
	return &TokenSource{token: r.token, drop: r.drop, replace: r.replace}
}

// Token returns the access token, a new one if need be. Its errors are a [RefreshError], or the store's.
func (s *TokenSource) Token() (*oauth2.Token, error) { return s.token() }

// DropToken forgets an access token that HubSpot refused, so that the next one is made anew.
func (s *TokenSource) DropToken(accessToken string) { s.drop(accessToken) }

// Replace brings the tokens of a new installation. They are used at once, also if those before were refused. The
// caller saves them in the store.
func (s *TokenSource) Replace(token *oauth2.Token) { s.replace(token) }

// refresher is the state of a TokenSource. The lock is held during a refresh: there is one at a time.
type refresher struct {
	app  app
	load func(context.Context) (*oauth2.Token, error) // nil: nobody else changes the tokens
	save func(context.Context, *oauth2.Token) error   // nil: they are not stored

	mu      sync.Mutex
	current *oauth2.Token // the access token may be empty: dropped
	unsaved bool
	dropped string        // the last access token that was dropped
	refused *RefreshError // why the refresh token is no longer good
	pause   pause
}

func (r *refresher) replace(token *oauth2.Token) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.adopt(token)
}

func (r *refresher) adopt(token *oauth2.Token) {
	kept := *token
	r.current, r.unsaved, r.refused, r.pause = &kept, false, nil, pause{}
}

func (r *refresher) drop(accessToken string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.dropped = accessToken
	if r.current.AccessToken == accessToken {
		r.current = &oauth2.Token{RefreshToken: r.current.RefreshToken}
	}
}

func (r *refresher) token() (*oauth2.Token, error) {
	ctx, cancel := context.WithTimeout(context.Background(), refreshTimeout)
	defer cancel()
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.renew(ctx); err != nil && !r.lives() {
		return nil, err
	}
	if err := r.store(ctx); err != nil {
		return nil, err
	}
	token := *r.current
	return &token, nil
}

// renew makes the current token one that can be used.
func (r *refresher) renew(ctx context.Context) error {
	if r.usable(r.current) {
		return nil
	}
	if err := r.reload(ctx); err != nil || r.usable(r.current) {
		return err
	}
	if r.refused != nil {
		return r.refused
	}
	if err := r.pause.err(time.Now()); err != nil {
		return err
	}
	token, err := r.app.refresh(ctx, r.current.RefreshToken)
	if err != nil {
		return r.failed(err)
	}
	r.current, r.unsaved, r.pause, r.dropped = token, true, pause{}, ""
	return nil
}

func (r *refresher) usable(token *oauth2.Token) bool {
	return token.AccessToken != "" && token.AccessToken != r.dropped &&
		(token.Expiry.IsZero() || time.Until(token.Expiry) > renewBefore)
}

// lives is whether the token still works where a new one cannot be had.
func (r *refresher) lives() bool {
	const late = 5 * time.Second // it has to live until HubSpot reads it
	return r.current.AccessToken != "" && r.current.AccessToken != r.dropped && time.Until(r.current.Expiry) > late
}

// reload takes what somebody else stored: another process that refreshed, or an installation anew.
func (r *refresher) reload(ctx context.Context) error {
	if r.load == nil || r.unsaved {
		return nil
	}
	stored, err := r.load(ctx)
	if err != nil || stored == nil {
		return err
	}
	if stored.RefreshToken != r.current.RefreshToken || r.usable(stored) {
		r.adopt(stored)
	}
	return nil
}

// failed remembers what a failure means for the refreshes that follow.
func (r *refresher) failed(err *RefreshError) error {
	if errors.Is(err, ErrNotInstalled) {
		r.refused = err
		return err
	}
	r.pause.begin(err, time.Now())
	return err
}

// store hands a new token on. One that cannot be stored is kept and handed on again: it may be the only one that is good.
func (r *refresher) store(ctx context.Context) error {
	if !r.unsaved || r.save == nil {
		return nil
	}
	token := *r.current
	if err := r.save(ctx, &token); err != nil {
		return fmt.Errorf("storing the new token: %w", err)
	}
	r.unsaved = false
	return nil
}
