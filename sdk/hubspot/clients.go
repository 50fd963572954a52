package hubspot

import (
	"context"
	"sync"
)

// Clients makes the clients of each account once, and shares them. C is what the program needs for an account: a client, or
// a struct of several, and of what it has to set up there.
type Clients[C any] struct {
	app    *App
	create func(context.Context, *Account) (C, error)
	known  sync.Map // a *made[C] for each account
}

// made is what one account has. Whoever has the turn may make it.
type made[C any] struct {
	turn   chan struct{}
	client C
	done   bool
}

// NewClients makes a Clients of a function that makes what an account needs. It is called by one goroutine at a time for an
// account, and again after it has failed.
func NewClients[C any](app *App, create func(context.Context, *Account) (C, error)) *Clients[C] {
	return &Clients[C]{app: app, create: create}
}

// For returns an account's clients. An account that the app is not installed in is [ErrNotInstalled].
func (c *Clients[C]) For(ctx context.Context, account string) (client C, err error) {
	shared, err := c.app.Account(ctx, account)
	if err != nil {
		return client, err
	}
	entry, _ := c.known.LoadOrStore(account, &made[C]{turn: make(chan struct{}, 1)})
	own := entry.(*made[C])
	select {
	case own.turn <- struct{}{}:
		defer func() { <-own.turn }()
	case <-ctx.Done():
		return client, context.Cause(ctx)
	}
	if !own.done {
		if client, err = c.create(ctx, shared); err != nil {
			return client, err
		}
		own.client, own.done = client, true
	}
	return own.client, nil
}

// Prepare makes an account's clients if there are none yet, for [App.InstallHandler]: what they need is set up when the app is
// installed.
func (c *Clients[C]) Prepare(ctx context.Context, account string) error {
	_, err := c.For(ctx, account)
	return err
}
