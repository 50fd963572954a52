package webhook

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// ShutdownTimeout is how long [Serve] lets requests that have begun come to their end.
const ShutdownTimeout = 20 * time.Second

// Serve serves until the context ends, and then takes no further requests and lets those that have begun come to their end, for
// [ShutdownTimeout] at most. It closes the listener. Its error is nil after an orderly end. Headers must arrive within 10 s, and an
// idle connection is kept for a minute.
//
// Work is done beside: functions that return once their context has ended, which it does when serving does. Serve waits for them.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, work ...func(context.Context)) error {
	if ctx == nil {
		return errNoContext
	}
	ctx, cancel := context.WithCancel(ctx)
	var working sync.WaitGroup
	defer working.Wait()
	defer cancel()
	for _, do := range work {
		working.Go(func() { do(ctx) })
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute}
	ended := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), ShutdownTimeout)
		defer cancel()
		ended <- server.Shutdown(ending)
	})
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}
