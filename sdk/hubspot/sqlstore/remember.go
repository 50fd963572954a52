package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
)

// Remember returns what is remembered under a name: a value that encodes as JSON, of what was set up once. Where that is nothing, it
// is what set returns, and remembered. A process sets a name once at a time; of several processes that set one at the same time,
// the first one's value is remembered.
func Remember[T any](ctx context.Context, s *Store, name string, set func() (T, error)) (value T, err error) {
	if err = s.recall(ctx, name, &value); !errors.Is(err, sql.ErrNoRows) {
		return value, err
	}
	setting, _ := s.setting.LoadOrStore(name, &sync.Mutex{})
	setting.(*sync.Mutex).Lock()
	defer setting.(*sync.Mutex).Unlock()
	if err = s.recall(ctx, name, &value); !errors.Is(err, sql.ErrNoRows) {
		return value, err
	}
	made, err := set()
	if err != nil {
		return value, err
	}
	text, err := json.Marshal(made)
	if err != nil {
		return value, fmt.Errorf("sqlstore: encoding %q: %w", name, err)
	}
	_, err = s.db().ExecContext(ctx, "INSERT INTO hubspot_values (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", name, string(text))
	if err != nil {
		return value, err
	}
	return value, s.recall(ctx, name, &value)
}

// recall reads what is remembered. Where that is nothing, its error is sql.ErrNoRows.
func (s *Store) recall(ctx context.Context, name string, into any) error {
	var text string
	if err := s.db().QueryRowContext(ctx, "SELECT value FROM hubspot_values WHERE name = $1", name).Scan(&text); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("sqlstore: reading %q: %w", name, err)
	}
	return nil
}
