package runtime

import (
	"context"
	"sync"
	"time"
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

// turn returns when the client may send its next request: the server's pause is over, and its own limit allows it. If
// the context ends before, or would, it returns the context's error and what was waited for.
func (c *Client) turn(ctx context.Context) (while string, err error) {
	for {
		if left := c.pause.left(); left > 0 {
			if err := waitFor(ctx, prolonged(left)); err != nil {
				return "waiting until the server's rate limit allows another request", err
			}
			continue
		}
		if err := c.limiter.wait(ctx); err != nil {
			return "waiting for the client's rate limit", err
		}
		if c.pause.left() <= 0 {
			return "", nil
		}
	}
}
