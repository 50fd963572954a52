package sdk

import (
	"fmt"
	"time"
)

// RetryPolicy says how failed requests are repeated. Fields that are zero have their defaults.
type RetryPolicy struct {
	// MaxAttempts is how often a request is sent at most, the first time included. Default 5.
	MaxAttempts int
	// MinBackoff and MaxBackoff bound the exponential backoff: before the n-th repetition the client waits a random
	// time between 0 and MinBackoff*2^(n-1), but not more than MaxBackoff. Defaults 250 ms and 20 s.
	MinBackoff, MaxBackoff time.Duration
	// MaxRetryAfter is the longest wait that the server can ask for. Up to a tenth of the wait comes on top of it, so
	// that clients do not return all at once. Default 60 s.
	MaxRetryAfter time.Duration
}

func (p RetryPolicy) check() error {
	if p.MaxAttempts < 0 || p.MinBackoff < 0 || p.MaxBackoff < 0 || p.MaxRetryAfter < 0 {
		return fmt.Errorf("%+v has a negative field", p)
	}
	return nil
}
