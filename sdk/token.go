package sdk

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/oauth2"
)

const (
	// tokenEarly is how long before its expiry a token is renewed while it is still used.
	tokenEarly = time.Minute
	// tokenLate is how long before its expiry a token is not used any more: it has to live until the server reads it.
	tokenLate = 5 * time.Second
	// tokenAsk is how long to wait before the source is asked early once more; some keep their token until the end.
	tokenAsk = 5 * time.Second
	// tokenKeep is how long a token without expiry is used without asking the source again.
	tokenKeep = time.Minute
)

// tokenCredential takes its value from a token source.
type tokenCredential struct {
	scheme *Scheme
	tokens *tokenCache
}

func (c *tokenCredential) grant(ctx context.Context) (*grant, error) {
	return c.tokens.get(ctx, c.scheme)
}

func (c *tokenCredential) refuse(g *grant) { c.tokens.drop(g) }

// tokenCache asks a token source once for all goroutines. oauth2.TokenSource knows no context, so that it is asked in
// a goroutine of its own, of which there is at most one: a caller whose context ends leaves, and the token (which may
// have cost a rotated refresh token) is still there for the next one.
type tokenCache struct {
	source oauth2.TokenSource

	mu      sync.Mutex
	current *grant
	renew   time.Time // from here on the source is asked again
	end     time.Time // from here on the token is not used; zero: it does not expire
	pending *tokenRequest
}

type tokenRequest struct {
	done  chan struct{}
	grant *grant
	err   error
}

func newTokenCache(source oauth2.TokenSource) *tokenCache { return &tokenCache{source: source} }

func (c *tokenCache) get(ctx context.Context, scheme *Scheme) (*grant, error) {
	usable, pending := c.look(scheme)
	if usable != nil {
		return usable, nil
	}
	select {
	case <-pending.done:
		return pending.grant, pending.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// look returns the token if it can be used, else the request for one, and begins that if it is time.
func (c *tokenCache) look(scheme *Scheme) (*grant, *tokenRequest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	usable := c.current != nil && (c.end.IsZero() || now.Before(c.end))
	if c.pending == nil && (!usable || !now.Before(c.renew)) {
		c.pending = &tokenRequest{done: make(chan struct{}), err: errors.New("the token source ended without a token")}
		go c.ask(scheme, c.pending)
	}
	if usable {
		return c.current, nil
	}
	return nil, c.pending
}

// ask runs the source. The deferred end is for sources that leave by runtime.Goexit, as in a failing test.
func (c *tokenCache) ask(scheme *Scheme, request *tokenRequest) {
	defer close(request.done)
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.pending = nil
	}()
	token, err := c.source.Token()
	if err == nil && (token == nil || token.AccessToken == "") {
		err = errors.New("the token source returned no access token")
	}
	if err == nil && !headerValue(token.AccessToken) {
		err = errors.New("the token source returned a token with control characters")
	}
	c.keep(scheme, request, token, err)
}

func (c *tokenCache) keep(scheme *Scheme, request *tokenRequest, token *oauth2.Token, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	request.err = err
	if err != nil {
		c.renew = now.Add(tokenAsk) // a token that is still good is used meanwhile
		return
	}
	request.grant = newGrant(scheme, token.AccessToken)
	c.current = request.grant
	c.end, c.renew = time.Time{}, now.Add(tokenKeep)
	if !token.Expiry.IsZero() {
		c.end, c.renew = token.Expiry.Add(-tokenLate), token.Expiry.Add(-tokenEarly)
		c.renew = later(c.renew, now.Add(tokenAsk))
	}
}

// drop forgets a token that the server refused, unless there is a newer one.
func (c *tokenCache) drop(refused *grant) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current == refused {
		c.current = nil
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
