package sdk

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limitConfig is n requests per duration; zero is no limit.
type limitConfig struct {
	n   int
	per time.Duration
}

const (
	// nearZero is the part of the server's limit from which on the client slows down.
	nearZero = 0.2
	// slowest is how far it slows down: it has to keep asking to learn that the server's window has passed.
	slowest = 0.1
)

// limiter is the client's own rate limit. It is shared by all goroutines, and each try passes it.
type limiter struct {
	tokens *rate.Limiter
	n      int
	limit  rate.Limit
	burst  int
	// turn lets one goroutine at a time hold a reservation. A reservation's time is fixed when it is made; with a
	// hundred of them made at the slow rate, the client would stay slow long after the server's window has passed.
	turn chan struct{}

	mu    sync.Mutex
	scale float64
}

// newLimiter returns nil, which is no limit, for the zero config. The bucket holds a tenth of a window, and what it
// holds is taken from the rate: a bucket of n would allow 2n in the first window.
func newLimiter(c limitConfig) *limiter {
	if c.n == 0 {
		return nil
	}
	burst := max(1, c.n/10)
	limit := rate.Limit(float64(c.n-burst+1) / c.per.Seconds())
	return &limiter{
		tokens: rate.NewLimiter(limit, burst),
		n:      c.n,
		limit:  limit,
		burst:  burst,
		turn:   make(chan struct{}, 1),
		scale:  1,
	}
}

// wait returns when the next request may be sent, or with the context's error: at once if it would come too late.
func (l *limiter) wait(ctx context.Context) error {
	if l == nil || l.tokens.Allow() {
		return nil
	}
	select {
	case l.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-l.turn }()
	if err := l.tokens.Wait(ctx); err != nil {
		return deadlineError(ctx)
	}
	return nil
}

// deadlineError is the context's error; before its time if all that is left is to wait for it.
func deadlineError(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return context.DeadlineExceeded
}

// observe slows down in proportion as little is left of the server's own limit, and returns to full speed.
func (l *limiter) observe(quota Quota) {
	if l == nil || !quota.Known {
		return
	}
	left := float64(quota.Remaining) / float64(orElse(quota.Max, l.n))
	l.setScale(min(1, max(slowest, left/nearZero)))
}

func (l *limiter) setScale(scale float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if scale == l.scale {
		return
	}
	l.scale = scale
	l.tokens.SetLimit(l.limit * rate.Limit(scale))
	l.tokens.SetBurst(max(1, int(float64(l.burst)*scale)))
}
