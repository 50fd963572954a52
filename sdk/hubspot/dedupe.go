package hubspot

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"time"
)

// HubSpot delivers events more than once: again after an error, and sometimes just so.

// Deduper remembers which events have been handled. An implementation for several servers needs a store that they
// share, and should let what has begun and never ended expire: its server may have died.
type Deduper interface {
	// Begin claims an event: it says whether it is new, being handled, or done. A new one is being handled from now on.
	Begin(ctx context.Context, id string) (DeliveryState, error)
	// Done says that an event that Begin called new has been handled.
	Done(ctx context.Context, id string) error
	// Failed says that it has not, so that its next delivery is new again.
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

// ErrInProgress answers a delivery of an event that is being handled: it may yet fail, so that HubSpot has to deliver
// again.
var ErrInProgress = errors.New("the event is being handled by another delivery")

// Once calls handle unless the event has been handled. An event without id, or no deduper, is always handled. An event
// whose handling fails or panics is not remembered.
func Once(ctx context.Context, d Deduper, id string, handle func(context.Context) error) error {
	if d == nil || id == "" {
		return handle(ctx)
	}
	state, err := d.Begin(ctx, id)
	switch {
	case err != nil:
		return err
	case state == DeliveryDone:
		return nil
	case state == DeliveryInProgress:
		return ErrInProgress
	}
	return claimed(ctx, d, id, handle)
}

// claimed handles an event that is this delivery's. What the deduper says afterwards changes nothing: the event has
// been handled and must not be asked for again, or it has failed and will be delivered again.
func claimed(ctx context.Context, d Deduper, id string, handle func(context.Context) error) error {
	ended := context.WithoutCancel(ctx) // HubSpot hanging up must not leave the event claimed
	handled := false
	defer func() {
		if handled {
			_ = d.Done(ended, id)
		} else {
			_ = d.Failed(ended, id)
		}
	}()
	err := handle(ctx)
	handled = err == nil
	return err
}

// MemoryDeduper is a Deduper for one process. It forgets the events that are oldest, and those that are too old. Make
// it with [NewMemoryDeduper].
type MemoryDeduper struct {
	size int
	age  time.Duration
	now  func() time.Time

	mu     sync.Mutex
	events map[string]*list.Element // of *delivery
	byAge  *list.List               // the oldest first
}

type delivery struct {
	id   string
	done bool
	at   time.Time
}

// The defaults of [NewMemoryDeduper].
const (
	DefaultDedupeSize = 100_000
	DefaultDedupeAge  = 24 * time.Hour
)

// NewMemoryDeduper remembers up to size events for up to age; zeros are the defaults. now replaces time.Now if it is
// not nil.
func NewMemoryDeduper(size int, age time.Duration, now func() time.Time) *MemoryDeduper {
	if size <= 0 {
		size = DefaultDedupeSize
	}
	if age <= 0 {
		age = DefaultDedupeAge
	}
	if now == nil {
		now = time.Now
	}
	return &MemoryDeduper{size: size, age: age, now: now, events: map[string]*list.Element{}, byAge: list.New()}
}

// DefaultDeduper is a MemoryDeduper with the default size and age.
func DefaultDeduper() Deduper { return NewMemoryDeduper(0, 0, nil) }

// Begin implements [Deduper].
func (m *MemoryDeduper) Begin(_ context.Context, id string) (DeliveryState, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	m.forget(now)
	if known, ok := m.events[id]; ok {
		if known.Value.(*delivery).done {
			return DeliveryDone, nil
		}
		return DeliveryInProgress, nil
	}
	m.events[id] = m.byAge.PushBack(&delivery{id: id, at: now})
	if m.byAge.Len() > m.size {
		m.remove(m.byAge.Front())
	}
	return DeliveryNew, nil
}

// Done implements [Deduper].
func (m *MemoryDeduper) Done(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known, ok := m.events[id]; ok {
		known.Value.(*delivery).done = true
	}
	return nil
}

// Failed implements [Deduper].
func (m *MemoryDeduper) Failed(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known, ok := m.events[id]; ok {
		m.remove(known)
	}
	return nil
}

// forget drops what is too old.
func (m *MemoryDeduper) forget(now time.Time) {
	for first := m.byAge.Front(); first != nil; first = m.byAge.Front() {
		if now.Sub(first.Value.(*delivery).at) <= m.age {
			return
		}
		m.remove(first)
	}
}

func (m *MemoryDeduper) remove(e *list.Element) {
	delete(m.events, e.Value.(*delivery).id)
	m.byAge.Remove(e)
}
