package webhook

import (
	"context"
	"errors"
	"fmt"
)

// Events are delivered more than once: again after an error, and sometimes just so.

// Deduper remembers which events have been handled. An implementation for several servers needs a store that they
// share, and should let what has begun and never ended expire: its server may have died.
//
// Ids are those of [EventID]. Events whose handling writes to a database can be claimed in the same transaction instead:
// the handler finds the id by [EventIDFromContext], inserts it with what it writes, and returns nil if it was there. Package
// sqlstore does, below sdk/hubspot.
type Deduper interface {
	// Begin claims an event: it says whether it is new, being handled, or done. A new one is being handled from now on.
	// An error is answered with 500, and the event is not handled.
	Begin(ctx context.Context, id string) (DeliveryState, error)
	// Done says that an event that Begin called new has been handled. An error is logged, and the delivery is answered with
	// success all the same: the event must not be handled again. A webhook remembers it, and calls Done again when it is
	// delivered again.
	Done(ctx context.Context, id string) error
	// Failed says that it has not, so that its next delivery is new again. An error is logged.
	Failed(ctx context.Context, id string) error
}

// DeliveryState is what a Deduper knows of an event.
type DeliveryState uint8

// The states of a delivery.
const (
	DeliveryNew DeliveryState = iota
	DeliveryInProgress
	DeliveryDone
)

// ErrInProgress answers a delivery of an event that is being handled: it may yet fail, so that it has to be
// delivered again.
var ErrInProgress = errors.New("the event is being handled by another delivery")

var errNoContext = errors.New("the context is nil")

// DeduperError is an error of a [Deduper].
type DeduperError struct {
	// Handled is whether the event has been handled nevertheless, and only that could not be stored.
	Handled bool
	Err     error
}

// Error says what the deduper failed at, and whether the event was handled before.
func (e *DeduperError) Error() string {
	if e.Handled {
		return "the event was handled, and the deduper failed to store that: " + e.Err.Error()
	}
	return "the deduper failed: " + e.Err.Error()
}

// Unwrap returns Err.
func (e *DeduperError) Unwrap() error { return e.Err }

// Once calls handle unless the event has been handled. An event without id, or no deduper, is always handled. An event
// whose handling fails or panics is not remembered. It returns handle's own error, [ErrInProgress], or a *DeduperError.
func Once(ctx context.Context, d Deduper, id string, handle func(context.Context) error) error {
	if ctx == nil {
		return errNoContext
	}
	ctx = withEventID(ctx, id)
	if d == nil || id == "" {
		return handle(ctx)
	}
	state, err := d.Begin(ctx, id)
	switch {
	case err != nil:
		return &DeduperError{Err: err}
	case state == DeliveryDone:
		return nil
	case state == DeliveryInProgress:
		return ErrInProgress
	}
	return claimed(ctx, d, id, handle)
}

// claimed handles an event that is this delivery's.
func claimed(ctx context.Context, d Deduper, id string, handle func(context.Context) error) (err error) {
	ended := context.WithoutCancel(ctx) // the sender's hanging up must not leave the event claimed
	handled := false
	defer func() {
		if handled {
			return
		}
		if failed := d.Failed(ended, id); failed != nil && err != nil {
			err = alsoFailed(err, failed)
		}
	}()
	if err = handle(ctx); err != nil {
		return err
	}
	handled = true
	if err := d.Done(ended, id); err != nil {
		return &DeduperError{Handled: true, Err: err}
	}
	return nil
}

// alsoFailed adds what the deduper said to a handler's error, but for a body's, which will not come again.
func alsoFailed(err, failed error) error {
	if _, ok := err.(*BodyError); ok { //nolint:errorlint // only the error itself means that
		return err
	}
	return fmt.Errorf("%w (and the deduper failed, so that the event stays claimed: %w)", err, failed)
}

// remembering is a Deduper that keeps in memory what the one behind it could not store: that an event is done.
type remembering struct {
	Deduper
	handled *MemoryDeduper
}

func newRemembering(d Deduper) *remembering {
	return &remembering{Deduper: d, handled: NewMemoryDeduper(0, 0, nil)}
}

func (r *remembering) Begin(ctx context.Context, id string) (DeliveryState, error) {
	if !r.handled.has(id) {
		return r.Deduper.Begin(ctx, id)
	}
	if r.Deduper.Done(context.WithoutCancel(ctx), id) == nil {
		_ = r.handled.Failed(ctx, id) // it is stored now
	}
	return DeliveryDone, nil
}

func (r *remembering) Done(ctx context.Context, id string) error {
	err := r.Deduper.Done(ctx, id)
	if err != nil {
		_, _ = r.handled.Begin(ctx, id)
	}
	return err
}
