// Package sqlstore keeps in a SQL database what a program between HubSpot and something else must not lose: tokens by account,
// the events that were handled, what was set up once, and the work that is still to be done. It is tested on SQLite, by the driver
// modernc.org/sqlite, and keeps to SQL that PostgreSQL has, too. Its tables have names that begin with hubspot_.
package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

const schema = `
CREATE TABLE IF NOT EXISTS hubspot_tokens (account TEXT PRIMARY KEY, token TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS hubspot_events (id TEXT PRIMARY KEY, done INTEGER NOT NULL, began BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS hubspot_values (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS hubspot_queue  (queue TEXT NOT NULL, id TEXT NOT NULL, item TEXT NOT NULL, added BIGINT NOT NULL, PRIMARY KEY (queue, id));`

const (
	// Kept is how long handled events are remembered, and Abandoned after how long one that was begun and never ended is
	// handled again: its process has died.
	Kept      = 30 * 24 * time.Hour
	Abandoned = 10 * time.Minute
)

// Store is a [hubspot.TokenStore] and a [webhook.Deduper]. It is safe for concurrent use, by several processes, too. Make it
// with [New].
type Store struct {
	db func() *sql.DB // a function is printed as its address

	setting sync.Map // a *sync.Mutex for each name that is being remembered

	mu     sync.Mutex
	queues []func() // that wake them
}

// New makes a Store in a database, with its tables where they are missing. It forgets events that are older than [Kept]. The
// caller closes the database.
func New(ctx context.Context, db *sql.DB) (*Store, error) {
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return nil, fmt.Errorf("sqlstore: making the tables: %w", err)
	}
	if _, err := db.ExecContext(ctx, "DELETE FROM hubspot_events WHERE began < $1", time.Now().Add(-Kept).Unix()); err != nil {
		return nil, fmt.Errorf("sqlstore: forgetting events: %w", err)
	}
	return &Store{db: func() *sql.DB { return db }}, nil
}

// OpenSQLite makes a Store in a file, by a driver that is registered as "sqlite", which modernc.org/sqlite does: the program imports it.
// Several goroutines and processes may write: they wait for each other, for 5 s at most. ":memory:" is a database that ends with the
// Store, on one connection, for tests. The caller closes the Store.
func OpenSQLite(ctx context.Context, file string) (*Store, error) {
	path := (&url.URL{Path: file}).EscapedPath()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("sqlstore: %w", err)
	}
	if file == ":memory:" {
		db.SetMaxOpenConns(1) // each connection would have a database of its own
	}
	store, err := New(ctx, db)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return store, nil
}

// DB is the database, for tables of the program's own.
func (s *Store) DB() *sql.DB { return s.db() }

// Close closes the database.
func (s *Store) Close() error { return s.db().Close() }

// Load implements [hubspot.TokenStore].
func (s *Store) Load(ctx context.Context, account string) (*oauth2.Token, error) {
	var text string
	err := s.db().QueryRowContext(ctx, "SELECT token FROM hubspot_tokens WHERE account = $1", account).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, hubspot.ErrNotInstalled
	}
	if err != nil {
		return nil, err
	}
	token := &oauth2.Token{}
	return token, json.Unmarshal([]byte(text), token)
}

// Save implements [hubspot.TokenStore].
func (s *Store) Save(ctx context.Context, account string, token *oauth2.Token) error {
	text, err := json.Marshal(token)
	if err != nil {
		return err
	}
	_, err = s.db().ExecContext(ctx, `INSERT INTO hubspot_tokens (account, token) VALUES ($1, $2)
		ON CONFLICT (account) DO UPDATE SET token = excluded.token`, account, string(text))
	return err
}

// Begin implements [webhook.Deduper].
func (s *Store) Begin(ctx context.Context, id string) (webhook.DeliveryState, error) {
	now := time.Now()
	mine, err := changes(s.db().ExecContext(ctx, `INSERT INTO hubspot_events (id, done, began) VALUES ($1, 0, $2)
		ON CONFLICT (id) DO UPDATE SET began = excluded.began WHERE hubspot_events.done = 0 AND hubspot_events.began < $3`,
		id, now.Unix(), now.Add(-Abandoned).Unix()))
	if err != nil || mine {
		return webhook.DeliveryNew, err
	}
	var done int
	if err := s.db().QueryRowContext(ctx, "SELECT done FROM hubspot_events WHERE id = $1", id).Scan(&done); err != nil {
		return webhook.DeliveryNew, err
	}
	if done != 0 {
		return webhook.DeliveryDone, nil
	}
	return webhook.DeliveryInProgress, nil
}

// Done implements [webhook.Deduper].
func (s *Store) Done(ctx context.Context, id string) error {
	_, err := s.db().ExecContext(ctx, "UPDATE hubspot_events SET done = 1 WHERE id = $1", id)
	return err
}

// Failed implements [webhook.Deduper].
func (s *Store) Failed(ctx context.Context, id string) error {
	_, err := s.db().ExecContext(ctx, "DELETE FROM hubspot_events WHERE id = $1 AND done = 0", id)
	return err
}

// Once claims the event that is being handled, and writes what it is about in the same transaction: both are kept, or none. It
// does nothing for an event that was claimed before. An event without an id is always written.
func (s *Store) Once(ctx context.Context, write func(tx *sql.Tx) error) error {
	tx, err := s.db().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit this does nothing
	if id := webhook.EventIDFromContext(ctx); id != "" {
		claimed, err := changes(tx.ExecContext(ctx, `INSERT INTO hubspot_events (id, done, began) VALUES ($1, 1, $2)
			ON CONFLICT (id) DO UPDATE SET done = 1 WHERE hubspot_events.done = 0`, id, time.Now().Unix()))
		if err != nil || !claimed {
			return err
		}
	}
	if err := write(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	s.wake()
	return nil
}

// changes reports whether a statement has changed something.
func changes(result sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}
