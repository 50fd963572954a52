package runtime

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/headers"
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

func (c *tokenCredential) refuse(g *grant) bool { return c.tokens.drop(g) }

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
	refused string    // the last token that the server refused
	vain    int       // how many tokens in a row were refused that never had been accepted
	hold    time.Time // until here the source is not asked after so many

	busy      error     // a failure of the source's that says when to ask again
	busyUntil time.Time // until here it is not asked
}

type tokenRequest struct {
	done  chan struct{}
	grant *grant
	err   error
}

// ended is a request that failed.
func ended(err error) *tokenRequest {
	done := make(chan struct{})
	close(done)
	return &tokenRequest{done: done, err: err}
}

// busyError is the failure for which a token source is not asked.
type busyError struct {
	error
	until time.Time
}

func (e *busyError) Unwrap() error { return e.error }

// RetryAfter is how long that lasts.
func (e *busyError) RetryAfter() time.Duration { return max(0, time.Until(e.until)) }

// errRefused is why there is no request with a token that the server has refused.
var errRefused = fmt.Errorf("%w: the server refused the token, and the token source has no other", sdk.ErrUnauthorized)

func newTokenCache(source oauth2.TokenSource) *tokenCache { return &tokenCache{source: source} }

func (c *tokenCache) get(ctx context.Context, scheme *Scheme) (*grant, error) {
	usable, pending := c.look(scheme)
	switch {
	case usable != nil:
		return usable, nil
	case pending == nil:
		return nil, errRefused
	}
	select {
	case <-pending.done:
		return pending.grant, pending.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// look returns the token if it can be used, else the request for one, and begins that if it is time. It returns neither
// while asking is in vain.
func (c *tokenCache) look(scheme *Scheme) (*grant, *tokenRequest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	usable := c.current != nil && (c.end.IsZero() || now.Before(c.end))
	switch {
	case c.pending != nil || usable:
	case now.Before(c.hold):
		return nil, nil
	case now.Before(c.busyUntil):
		return nil, ended(&busyError{c.busy, c.busyUntil})
	}
	if c.pending == nil && (!usable || !now.Before(c.renew)) {
		c.pending = &tokenRequest{done: make(chan struct{}), err: errors.New("the token source ended without a token")}
		go c.ask(scheme, c.pending)
	}
	if usable {
		return c.current, nil
	}
	return nil, c.pending
}

// ask runs the source. The deferred end is for sources that leave by a panic, or by runtime.Goexit, as in a failing test.
func (c *tokenCache) ask(scheme *Scheme, request *tokenRequest) {
	defer close(request.done)
	defer func() {
		panicked := recover()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.pending = nil
		if panicked != nil {
			request.err = fmt.Errorf("the token source panicked (%T)", panicked) // the value may hold anything
		}
	}()
	token, err := c.next()
	if err == nil && (token == nil || token.AccessToken == "") {
		err = errors.New("the token source returned no access token")
	}
	if err == nil && !headers.Value(token.AccessToken) {
		err = errors.New("the token source returned a token with control characters")
	}
	c.keep(scheme, request, token, err)
}

// next asks the source, which forgets before what the server has refused.
func (c *tokenCache) next() (*oauth2.Token, error) {
	c.mu.Lock()
	refused := c.refused
	c.mu.Unlock()
	if dropper, ok := c.source.(sdk.TokenDropper); ok && refused != "" {
		dropper.DropToken(refused)
	}
	return c.source.Token()
}

func (c *tokenCache) keep(scheme *Scheme, request *tokenRequest, token *oauth2.Token, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	if err == nil && token.AccessToken == c.refused && c.refuses(now) {
		err = errRefused
	}
	request.err = err
	if err != nil {
		c.renew = now.Add(tokenAsk) // a token that is still good is used meanwhile
		c.rest(err, now)
		return
	}
	request.grant = newGrant(scheme, token.AccessToken)
	request.grant.token = token.AccessToken
	c.current = request.grant
	c.end, c.renew = time.Time{}, now.Add(tokenKeep)
	if !token.Expiry.IsZero() {
		c.end, c.renew = token.Expiry.Add(-tokenLate), token.Expiry.Add(-tokenEarly)
		c.renew = later(c.renew, now.Add(tokenAsk))
	}
}

// maxRest is how long a token source is left alone at most.
const maxRest = time.Minute

// rest leaves the source alone for as long as its endpoint asked for, whoever needs a token: unless the source sees to that
// itself, and knows better when it is over.
func (c *tokenCache) rest(err error, now time.Time) {
	var own interface{ RetryAfter() time.Duration }
	if errors.As(err, &own) {
		return
	}
	if wait := min(tokenWait(err, now), maxRest); wait > 0 {
		c.busy, c.busyUntil = err, now.Add(wait)
		c.renew = later(c.renew, c.busyUntil)
	}
}

// refuses is whether a token that the server refused is not to be used. Some sources have no other, and some servers
// change their minds: so it is used once more when the time is over for which the source is not asked.
func (c *tokenCache) refuses(now time.Time) bool {
	if !c.hold.IsZero() && !now.Before(c.hold) {
		return false
	}
	c.hold = later(c.hold, now.Add(tokenAsk))
	return true
}

// drop forgets a token that the server refused. It is false if no other can be had now.
func (c *tokenCache) drop(refused *grant) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current != refused {
		return true // there is a newer one, or somebody is getting it
	}
	c.current, c.refused = nil, refused.token
	if refused.accepted.Load() {
		c.vain, c.hold = 0, time.Time{}
		return true
	}
	// The first may have been old when it came. That the second is refused as well is not its age.
	if c.vain++; c.vain > 1 {
		c.hold = time.Now().Add(tokenAsk << min(c.vain-2, 4))
	}
	return c.vain <= 1
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
