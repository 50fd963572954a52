package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"golang.org/x/oauth2"
	_ "modernc.org/sqlite" // the driver

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

// schema is all that the bridge has to remember: tokens by account, what was set up, the events that were taken, and the
// messages that are on their way to the gateway.
const schema = `
CREATE TABLE IF NOT EXISTS tokens  (account TEXT PRIMARY KEY, token TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS setup   (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS events  (id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS outbox  (id TEXT PRIMARY KEY, account TEXT NOT NULL, recipient TEXT NOT NULL, text TEXT NOT NULL,
	files TEXT NOT NULL, status TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', reported INTEGER NOT NULL DEFAULT 0);`

// store is the bridge's memory. It is a hubspot.TokenStore.
type store struct{ db *sql.DB }

func openStore(ctx context.Context, path string) (*store, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &store{db}, nil
}

// Load implements hubspot.TokenStore.
func (s *store) Load(ctx context.Context, account string) (*oauth2.Token, error) {
	var text string
	err := s.db.QueryRowContext(ctx, "SELECT token FROM tokens WHERE account = ?", account).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, hubspot.ErrNotInstalled
	}
	if err != nil {
		return nil, err
	}
	token := &oauth2.Token{}
	return token, json.Unmarshal([]byte(text), token)
}

// Save implements hubspot.TokenStore.
func (s *store) Save(ctx context.Context, account string, token *oauth2.Token) error {
	text, err := json.Marshal(token)
	if err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "INSERT OR REPLACE INTO tokens VALUES (?, ?)", account, string(text))
	return err
}

// once does something in one transaction with the claim of an event, unless the event was claimed before.
func (s *store) once(ctx context.Context, event string, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit this does nothing
	claimed, err := tx.ExecContext(ctx, "INSERT INTO events VALUES (?) ON CONFLICT DO NOTHING", event)
	if err != nil {
		return err
	}
	if n, err := claimed.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// setUp returns what was set up under a name, or sets it up and remembers it.
func (s *store) setUp(ctx context.Context, name string, create func() (string, error)) (value string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT value FROM setup WHERE name = ?", name).Scan(&value)
	if !errors.Is(err, sql.ErrNoRows) {
		return value, err
	}
	if value, err = create(); err != nil {
		return "", err
	}
	_, err = s.db.ExecContext(ctx, "INSERT INTO setup VALUES (?, ?)", name, value)
	return value, err
}

// outgoing is a message on its way to the gateway. Its id is HubSpot's.
type outgoing struct {
	ID, Account, Recipient, Text string
	Files                        []string // of HubSpot
	Status, Reason               string   // what HubSpot is to be told; "" before the gateway has taken it
}

// next is the oldest message of which HubSpot has not been told the latest; nil if there is none. Those that failed just
// now come last.
func (s *store) next(ctx context.Context, skip map[string]bool) (*outgoing, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, account, recipient, text, files, status, reason FROM outbox WHERE reported = 0 ORDER BY rowid")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var m outgoing
		var files string
		if err := rows.Scan(&m.ID, &m.Account, &m.Recipient, &m.Text, &files, &m.Status, &m.Reason); err != nil {
			return nil, err
		}
		if !skip[m.ID] {
			return &m, json.Unmarshal([]byte(files), &m.Files)
		}
	}
	return nil, rows.Err()
}

// note sets what HubSpot is to be told about a message.
func (s *store) note(ctx context.Context, id, status, reason string) error {
	_, err := s.db.ExecContext(ctx, "UPDATE outbox SET status = ?, reason = ?, reported = 0 WHERE id = ?", status, reason, id)
	return err
}

// reported says that HubSpot knows the status, unless there is a newer one.
func (s *store) reported(ctx context.Context, m *outgoing) error {
	_, err := s.db.ExecContext(ctx, "UPDATE outbox SET reported = 1 WHERE id = ? AND status = ?", m.ID, m.Status)
	return err
}
