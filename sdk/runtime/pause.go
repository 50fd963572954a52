package runtime

import (
	"context"
	"sync"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// pause is the time during which the server wants no requests of the client, whichever goroutine sends them. The zero
// pause is over.
type pause struct {
	mu    sync.Mutex
	until time.Time
}

// begin makes the pause last for at least d from now.
func (p *pause) begin(d time.Duration) {
	if d <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.until = later(p.until, time.Now().Add(d))
}

// left is how long the pause still lasts.
func (p *pause) left() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.until.IsZero() {
		return 0
	}
	return time.Until(p.until)
}

// Pace decides when requests may be sent: the server's pause is over, and the limit of one's own allows it. Clients that
// share what the server counts, an account's requests for instance, share a Pace.
type Pace struct {
	limiter *limiter
	pause   pause
}

// NewPace allows n requests per duration, or any number if n is 0.
func NewPace(n int, per time.Duration) *Pace {
	return &Pace{limiter: newLimiter(settings.Limit{N: n, Per: per})}
}

// WithPace has a client share a Pace, which takes the place of [sdk.WithRateLimit].
func WithPace(pace *Pace) sdk.Option {
	return func(c *settings.Client) error {
		c.Pace = pace
		return nil
	}
}

// paceOf is the Pace that is shared, or one of the client's own.
func (c *config) paceOf() *Pace {
	if shared, ok := c.Pace.(*Pace); ok && shared != nil {
		return shared
	}
	return NewPace(c.Limit.N, c.Limit.Per)
}

// turn returns when the next request may be sent. If the context ends before, or would, it returns the context's error
// and what was waited for.
func (p *Pace) turn(ctx context.Context) (while string, err error) {
	for {
		if left := p.pause.left(); left > 0 {
			if err := waitFor(ctx, prolonged(left)); err != nil {
				return "waiting until the server's rate limit allows another request", err
			}
			continue
		}
		if err := p.limiter.wait(ctx); err != nil {
			return "waiting for the client's rate limit", err
		}
		if p.pause.left() <= 0 {
			return "", nil
		}
	}
}
