package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"
)

// Queue is work that is still to be done: items that encode as JSON, each known by an id. Make it with [NewQueue].
type Queue[T any] struct {
	// Again is after how long items are tried again that failed; 0 is 10 seconds.
	Again time.Duration
	// Logger, if set, gets a line for each item that failed.
	Logger *slog.Logger

	store *Store
	name  string
	woken chan struct{}
}

// NewQueue makes a Queue of what is kept under a name.
func NewQueue[T any](store *Store, name string) *Queue[T] {
	q := &Queue[T]{store: store, name: name, woken: make(chan struct{}, 1)}
	store.mu.Lock()
	defer store.mu.Unlock()
	store.queues = append(store.queues, q.wake)
	return q
}

func (s *Store) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, wake := range s.queues {
		wake()
	}
}

func (q *Queue[T]) wake() {
	select {
	case q.woken <- struct{}{}:
	default: // it is awake
	}
}

// Put adds an item within a transaction, that of [Store.Once] for instance. It takes the place of one with the same id.
func (q *Queue[T]) Put(ctx context.Context, tx *sql.Tx, id string, item T) error {
	text, err := json.Marshal(item)
	if err != nil {
		return fmt.Errorf("sqlstore: encoding the item: %w", err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO hubspot_queue (queue, id, item, added) VALUES ($1, $2, $3, $4)
		ON CONFLICT (queue, id) DO UPDATE SET item = excluded.item`, q.name, id, string(text), time.Now().UnixNano())
	return err
}

// Add adds an item as Put does, in one transaction with the claim of the event that is being handled, see [Store.Once]: an event
// that is delivered again adds nothing.
func (q *Queue[T]) Add(ctx context.Context, id string, item T) error {
	return q.store.Once(ctx, func(tx *sql.Tx) error { return q.Put(ctx, tx, id, item) })
}

// Work calls handle for each item, the oldest first, until the context ends; it begins with what an earlier run has left. An
// item that handle returns nil for is done. One that it fails for is tried again, and so is one that was replaced meanwhile.
// Because the program may end before an item is known to be done, handle must be able to do the same twice. Items are handled one after
// the other; where several processes work a queue, each handles all of them.
func (q *Queue[T]) Work(ctx context.Context, handle func(ctx context.Context, item T) error) {
	again := q.Again
	if again <= 0 {
		again = 10 * time.Second
	}
	for ctx.Err() == nil {
		if err := q.round(ctx, handle); err != nil && ctx.Err() == nil {
			q.log(ctx, "", err)
		}
		timer := time.NewTimer(again)
		select {
		case <-ctx.Done():
		case <-q.woken:
		case <-timer.C:
		}
		timer.Stop()
	}
}

func (q *Queue[T]) log(ctx context.Context, id string, err error) {
	if q.Logger != nil {
		q.Logger.WarnContext(ctx, "work waits", slog.String("queue", q.name), slog.String("id", id), slog.Any("error", err))
	}
}

// round goes through the queue once.
func (q *Queue[T]) round(ctx context.Context, handle func(ctx context.Context, item T) error) error {
	ids, err := q.ids(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if ctx.Err() != nil {
			return nil
		}
		if err := q.do(ctx, id, handle); err != nil {
			q.log(ctx, id, err)
		}
	}
	return nil
}

func (q *Queue[T]) ids(ctx context.Context) (ids []string, err error) {
	rows, err := q.store.db().QueryContext(ctx, "SELECT id FROM hubspot_queue WHERE queue = $1 ORDER BY added, id", q.name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// do handles one item, and takes it away if nobody has replaced it meanwhile.
func (q *Queue[T]) do(ctx context.Context, id string, handle func(ctx context.Context, item T) error) error {
	var text string
	if err := q.store.db().QueryRowContext(ctx, "SELECT item FROM hubspot_queue WHERE queue = $1 AND id = $2", q.name, id).Scan(&text); err != nil {
		return err
	}
	var item T
	if err := json.Unmarshal([]byte(text), &item); err != nil {
		return fmt.Errorf("reading the item: %w", err)
	}
	if err := handle(ctx, item); err != nil {
		return err
	}
	done, err := changes(q.store.db().ExecContext(context.WithoutCancel(ctx),
		"DELETE FROM hubspot_queue WHERE queue = $1 AND id = $2 AND item = $3", q.name, id, text))
	if err == nil && !done {
		q.wake()
	}
	return err
}
