package runtime

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

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
	per    time.Duration
	limit  rate.Limit
	burst  int
	// turn lets one goroutine at a time hold a reservation. A reservation's time is fixed when it is made; with a
	// hundred of them made at the slow rate, the client would stay slow long after the server's window has passed.
	turn chan struct{}

	mu    sync.Mutex
	scale float64
	slow  time.Time // when the window ends for which the scale is not 1
}

// newLimiter returns nil, which is no limit, for the zero config. The bucket holds a tenth of a window, and what it
// holds is taken from the rate: a bucket of n would allow 2n in the first window.
func newLimiter(c settings.Limit) *limiter {
	if c.N == 0 {
		return nil
	}
	burst := max(1, c.N/10)
	limit := rate.Limit(float64(c.N-burst+1) / c.Per.Seconds())
	return &limiter{
		tokens: rate.NewLimiter(limit, burst),
		n:      c.N,
		per:    c.Per,
		limit:  limit,
		burst:  burst,
		turn:   make(chan struct{}, 1),
		scale:  1,
	}
}

// wait returns when the next request may be sent, or with the context's error: at once if it would come too late.
func (l *limiter) wait(ctx context.Context) error {
	if l == nil {
		return nil
	}
	l.recover(time.Now())
	if l.tokens.Allow() {
		return nil
	}
	select {
	case l.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-l.turn }()
	for {
		if sent, err := l.reserve(ctx); sent || err != nil {
			return err
		}
	}
}

// reserve waits for a token. It is false if the slowdown ended before there was one.
func (l *limiter) reserve(ctx context.Context) (granted bool, err error) {
	l.recover(time.Now())
	reservation := l.tokens.Reserve()
	delay, cut := l.cut(reservation.Delay())
	if err = waitFor(ctx, delay); err != nil || cut {
		reservation.Cancel()
		return false, err
	}
	return true, nil
}

// cut ends a wait with the slowdown, from which on the client has its own speed again.
func (l *limiter) cut(delay time.Duration) (wait time.Duration, cut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if left := time.Until(l.slow); l.scale != 1 && left < delay {
		return max(0, left), true
	}
	return delay, false
}

// waitFor waits, unless the context ends before or would.
func waitFor(ctx context.Context, delay time.Duration) error {
	if outlasts(ctx, delay) || !sleep(ctx, delay) {
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

// observe slows down in proportion as little is left of the server's own limit, for as long as the server's window may
// last, and returns to full speed.
func (l *limiter) observe(quota sdk.Quota, now time.Time) {
	if l == nil || !quota.Known {
		return
	}
	left := float64(quota.Remaining) / float64(orElse(quota.Max, l.n))
	l.mu.Lock()
	defer l.mu.Unlock()
	l.setScale(min(1, max(slowest, left/nearZero)), now)
	l.slow = now.Add(orElse(quota.Window, l.per))
}

// recover returns to full speed once the window is over.
func (l *limiter) recover(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.scale != 1 && !now.Before(l.slow) {
		l.setScale(1, now)
	}
}

// setScale needs the lock.
func (l *limiter) setScale(scale float64, now time.Time) {
	if scale == l.scale {
		return
	}
	l.scale = scale
	l.tokens.SetLimitAt(now, l.limit*rate.Limit(scale))
	l.tokens.SetBurstAt(now, max(1, int(float64(l.burst)*scale)))
}
