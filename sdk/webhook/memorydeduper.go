package webhook

import (
	"container/list"
	"context"
	"crypto/sha256"
	"sync"
	"time"
)

// MemoryDeduper is a Deduper for one process. It forgets the events that are oldest, and those that are too old. An event
// takes some 250 bytes, however long its id is. Make it with [NewMemoryDeduper].
type MemoryDeduper struct {
	size int
	age  time.Duration
	now  func() time.Time

	mu     sync.Mutex
	events map[eventKey]*list.Element // of *delivery
	byAge  *list.List                 // the oldest first
}

// eventKey is an id's hash: a key that is long, or that grows, would take memory without bounds.
type eventKey [sha256.Size]byte

func keyOf(id string) eventKey { return sha256.Sum256([]byte(id)) }

type delivery struct {
	key  eventKey
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
	return &MemoryDeduper{size: size, age: age, now: now, events: map[eventKey]*list.Element{}, byAge: list.New()}
}

// DefaultDeduper is a MemoryDeduper with the default size and age.
func DefaultDeduper() Deduper { return NewMemoryDeduper(0, 0, nil) }

// Begin implements [Deduper].
func (m *MemoryDeduper) Begin(_ context.Context, id string) (DeliveryState, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	m.forget(now)
	if known, ok := m.events[keyOf(id)]; ok {
		if known.Value.(*delivery).done {
			return DeliveryDone, nil
		}
		return DeliveryInProgress, nil
	}
	key := keyOf(id)
	m.events[key] = m.byAge.PushBack(&delivery{key: key, at: now})
	if m.byAge.Len() > m.size {
		m.remove(m.byAge.Front())
	}
	return DeliveryNew, nil
}

// Done implements [Deduper].
func (m *MemoryDeduper) Done(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known, ok := m.events[keyOf(id)]; ok {
		known.Value.(*delivery).done = true
	}
	return nil
}

// Failed implements [Deduper].
func (m *MemoryDeduper) Failed(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known, ok := m.events[keyOf(id)]; ok {
		m.remove(known)
	}
	return nil
}

// has is whether an event is known.
func (m *MemoryDeduper) has(id string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget(m.now())
	_, ok := m.events[keyOf(id)]
	return ok
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
	delete(m.events, e.Value.(*delivery).key)
	m.byAge.Remove(e)
}
