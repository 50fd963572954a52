package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/sqlstore"
	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// The store of the SDK is tested here, where there is a driver.

func openStore(t *testing.T, path string) (*sqlstore.Store, *sql.DB) {
	t.Helper()
	store, err := sqlstore.OpenSQLite(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store, store.DB()
}

// A file may be called anything.
func TestOpenSQLite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a b?c#d%41.db")
	openStore(t, file)
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
	if _, err := sqlstore.OpenSQLite(t.Context(), filepath.Join(file, "x")); err == nil {
		t.Error("a file below a file was opened")
	}
}

func TestTokensAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	first, _ := openStore(t, path)
	second, _ := openStore(t, path)
	if _, err := first.Load(t.Context(), "1"); !errors.Is(err, hubspot.ErrNotInstalled) {
		t.Errorf("an unknown account: %v", err)
	}
	for _, refresh := range []string{"a", "b"} {
		if err := first.Save(t.Context(), "1", &oauth2.Token{AccessToken: "x", RefreshToken: refresh}); err != nil {
			t.Fatal(err)
		}
		if token, err := second.Load(t.Context(), "1"); err != nil || token.RefreshToken != refresh {
			t.Errorf("%v, %v", token, err)
		}
	}
}

// TestClaims has an event and what it writes kept together, or neither.
func TestClaims(t *testing.T) {
	store, db := openStore(t, filepath.Join(t.TempDir(), "a.db"))
	if _, err := db.Exec("CREATE TABLE messages (id TEXT)"); err != nil {
		t.Fatal(err)
	}
	failed := errors.New("failed")
	handle := func(fail error) func(context.Context) error {
		return func(ctx context.Context) error {
			return store.Once(ctx, func(tx *sql.Tx) error {
				if _, err := tx.ExecContext(ctx, "INSERT INTO messages VALUES (?)", webhook.EventIDFromContext(ctx)); err != nil {
					return err
				}
				return fail
			})
		}
	}
	var remembered webhook.Deduper = store // the same store may be both
	for i, deduper := range []webhook.Deduper{nil, webhook.DefaultDeduper(), remembered} {
		id := []string{"0", "62515/A/1", "62515/A/2"}[i]
		if deduper == nil {
			deduper = webhook.NewMemoryDeduper(1, 0, nil)
		}
		for _, test := range []struct{ fail, want error }{{failed, failed}, {nil, nil}, {nil, nil}} {
			if err := webhook.Once(t.Context(), deduper, id, handle(test.fail)); !errors.Is(err, test.want) {
				t.Errorf("%s: %v, want %v", id, err, test.want)
			}
		}
		// A restart: the deduper in memory has forgotten, and the claim has not.
		if err := webhook.Once(t.Context(), webhook.DefaultDeduper(), id, handle(nil)); err != nil {
			t.Error(err)
		}
		var n int
		if err := db.QueryRow("SELECT count(*) FROM messages WHERE id = ?", id).Scan(&n); err != nil || n != 1 {
			t.Errorf("%s: %d rows, %v", id, n, err)
		}
	}
}

func TestDeduper(t *testing.T) {
	store, db := openStore(t, filepath.Join(t.TempDir(), "a.db"))
	ctx := t.Context()
	begin := func(want webhook.DeliveryState) {
		t.Helper()
		if got, err := store.Begin(ctx, "id"); err != nil || got != want {
			t.Errorf("%d, %v, want %d", got, err, want)
		}
	}
	begin(webhook.DeliveryNew)
	begin(webhook.DeliveryInProgress)
	if _, err := db.Exec("UPDATE hubspot_events SET began = ?", time.Now().Add(-sqlstore.Abandoned-time.Minute).Unix()); err != nil {
		t.Fatal(err)
	}
	begin(webhook.DeliveryNew) // its process has died
	if err := store.Failed(ctx, "id"); err != nil {
		t.Fatal(err)
	}
	begin(webhook.DeliveryNew)
	if err := store.Done(ctx, "id"); err != nil {
		t.Fatal(err)
	}
	if err := store.Failed(ctx, "id"); err != nil {
		t.Fatal(err)
	}
	begin(webhook.DeliveryDone)
	if _, err := db.Exec("UPDATE hubspot_events SET began = ?", time.Now().Add(-sqlstore.Kept-time.Minute).Unix()); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlstore.New(ctx, db); err != nil {
		t.Fatal(err)
	}
	begin(webhook.DeliveryNew)
}

// TestRemember has many ask at once: what is set up is set up once, and is still there after a restart.
func TestRemember(t *testing.T) {
	type made struct{ ID string }
	path := filepath.Join(t.TempDir(), "a.db")
	store, _ := openStore(t, path)
	failed := errors.New("not yet")
	if _, err := sqlstore.Remember(t.Context(), store, "x", func() (*made, error) { return nil, failed }); !errors.Is(err, failed) {
		t.Error(err)
	}
	set := 0
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			value, err := sqlstore.Remember(t.Context(), store, "x", func() (*made, error) {
				set++
				time.Sleep(time.Millisecond)
				return &made{ID: "value"}, nil
			})
			if err != nil || value.ID != "value" {
				t.Error(value, err)
			}
		})
	}
	all.Wait()
	later, _ := openStore(t, path)
	value, err := sqlstore.Remember(t.Context(), later, "x", func() (made, error) { return made{}, failed })
	if err != nil || value.ID != "value" || set != 1 {
		t.Errorf("set up %d times, then %v, %v", set, value, err)
	}
	if _, err := sqlstore.Remember(t.Context(), later, "x", func() (int, error) { return 1, nil }); err == nil {
		t.Error("another type is read")
	}
}

// Add adds once for an event, however often that is delivered, and each time where there is none. What is added wakes those who work.
func TestAdd(t *testing.T) {
	store, db := openStore(t, ":memory:")
	queue := sqlstore.NewQueue[string](store, "q")
	for _, event := range []string{"e/1", "e/1", "e/2", "", ""} {
		id := fmt.Sprint(event, "-", time.Now().UnixNano())
		if err := webhook.Once(t.Context(), webhook.DefaultDeduper(), event, func(ctx context.Context) error { return queue.Add(ctx, id, event) }); err != nil {
			t.Error(err)
		}
	}
	var n int
	if err := db.QueryRow("SELECT count(*) FROM hubspot_queue").Scan(&n); err != nil || n != 4 {
		t.Errorf("%d items, %v", n, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	queue.Again = time.Hour
	handled := 0
	queue.Work(ctx, func(context.Context, string) error {
		switch handled++; handled {
		case 4:
			return queue.Add(ctx, "another", "item")
		case 5:
			cancel()
		}
		return nil
	})
	if handled != 5 {
		t.Errorf("%d were handled", handled)
	}
}

// TestQueue works what an earlier run has left, in its order, and again what fails or is replaced while it is worked.
func TestQueue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	before, _ := openStore(t, path)
	put := func(store *sqlstore.Store, id, item string) {
		t.Helper()
		queue := sqlstore.NewQueue[string](store, "q")
		if err := store.Once(t.Context(), func(tx *sql.Tx) error { return queue.Put(t.Context(), tx, id, item) }); err != nil {
			t.Error(err)
		}
	}
	put(before, "b", "first")
	put(before, "a", "second")
	put(before, "b", "instead")
	store, db := openStore(t, path)
	queue := sqlstore.NewQueue[string](store, "q")
	queue.Again = time.Millisecond
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var got []string
	queue.Work(ctx, func(_ context.Context, item string) error {
		got = append(got, item)
		switch len(got) {
		case 1:
			return errors.New("not yet")
		case 2:
			put(store, "a", "replaced")
		case 4:
			cancel()
		}
		return nil
	})
	if want := []string{"instead", "second", "instead", "replaced"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var left int
	if err := db.QueryRow("SELECT count(*) FROM hubspot_queue").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d are left, %v", left, err)
	}
}
