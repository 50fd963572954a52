package runtime

import (
	"errors"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/framing"
)

// reconnecting is what is known for asking for a stream of events again, as the WHATWG's standard describes it.
type reconnecting struct {
	// lastID is the id behind which the stream goes on.
	lastID string
	// asked is how long the server wants to be left alone before; told is whether it said so.
	asked time.Duration
	told  bool
	// failed counts connections in a row that brought nothing.
	failed int
}

// note takes note of what an item says about the next connection.
func (a *reconnecting) note(item framing.Item, lastID string) {
	a.lastID = lastID
	if item.HasRetry {
		a.asked, a.told = item.Retry, true
	}
	if item.Data != nil {
		a.failed = 0
	}
}

// wait says whether to ask again after a stream broke off, and how long to wait before. Without an id, events could come
// twice or be missing, and an operation that may not be repeated is not asked twice.
func (a *reconnecting) wait(s *source, err error) (time.Duration, bool) {
	var broken *sdk.TransportError
	policy, operation := s.client.retry, s.call.Operation
	switch {
	case !errors.As(err, &broken), operation.Repeat != RepeatAlways, !operation.Stream.hasIDs(), !lastIDFits(a.lastID):
		return 0, false
	}
	if a.failed++; a.failed >= policy.MaxAttempts {
		return 0, false
	}
	wait := policy.backoff(a.failed)
	switch asked := min(a.asked, policy.MaxRetryAfter); {
	case a.told && a.failed == 1:
		wait = asked
	case a.told:
		wait = max(wait, asked)
	}
	return wait, !outlasts(s.ctx, wait)
}
