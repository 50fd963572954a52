package sdk_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot/sqlstore"
)

// stores are what keeps tokens in a database, whose address has a password.
func stores(t *testing.T) map[string]any {
	db := sql.OpenDB(&database{address: "postgres://bridge:" + secretKey + "@db.example/" + secretToken})
	t.Cleanup(func() { db.Close() })
	store, err := sqlstore.New(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]any{"sqlstore.Store": store, "sqlstore.Queue": sqlstore.NewQueue[string](store, "messages")}
}

// database is one that takes every statement.
type database struct{ address string }

func (d *database) Connect(context.Context) (driver.Conn, error) { return d, nil }
func (d *database) Driver() driver.Driver                        { return nil }
func (d *database) Prepare(string) (driver.Stmt, error)          { return nil, driver.ErrSkip }
func (d *database) Begin() (driver.Tx, error)                    { return nil, driver.ErrSkip }
func (d *database) Close() error                                 { return nil }
func (d *database) ExecContext(context.Context, string, []driver.NamedValue) (driver.Result, error) {
	return driver.ResultNoRows, nil
}
