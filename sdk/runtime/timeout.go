package runtime

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// attemptLimit is one try's time limit. Nil is none.
type attemptLimit struct {
	timer  *time.Timer // nil where only a stream's silence is limited
	cancel context.CancelCauseFunc
	kept   bool // the response's stream lives on
}

func (r *run) limitAttempt(a *attempt) *attemptLimit {
	idle := r.call.Operation.Stream != nil && r.client.idleTimeout > 0
	if r.client.attemptTimeout == 0 && !idle {
		return nil
	}
	ctx, cancel := context.WithCancelCause(r.ctx)
	a.Context = ctx
	limit := &attemptLimit{cancel: cancel}
	if r.client.attemptTimeout > 0 {
		limit.timer = time.AfterFunc(r.client.attemptTimeout, func() { cancel(sdk.ErrAttemptTimeout) })
	}
	return limit
}

func (l *attemptLimit) end() {
	if l != nil && !l.kept {
		l.stop()
		l.cancel(nil)
	}
}

// stop stops the clock. It is false if time was over already.
func (l *attemptLimit) stop() bool { return l.timer == nil || l.timer.Stop() }

// keep stops the clock but leaves the context alive for the body's reader. It is false if time was over already.
func (l *attemptLimit) keep() bool {
	if l == nil {
		return true
	}
	l.kept = l.stop()
	return l.kept
}

// timeout is why a try's context ended before the call's did.
func (a *attempt) timeout() error {
	if errors.Is(context.Cause(a.Context), sdk.ErrStreamIdle) {
		return sdk.ErrStreamIdle
	}
	return sdk.ErrAttemptTimeout
}

// watched is a stream that must not be silent for too long. The time between reads is the caller's.
type watched struct {
	body   io.Reader
	limit  *attemptLimit
	silent time.Duration
	timer  *time.Timer
}

func (w *watched) Read(p []byte) (int, error) {
	if w.timer == nil {
		w.timer = time.AfterFunc(w.silent, func() { w.limit.cancel(sdk.ErrStreamIdle) })
	} else {
		w.timer.Reset(w.silent)
	}
	defer w.timer.Stop()
	return w.body.Read(p)
}

// streamed is a body that the caller reads. Closing it ends what the call kept alive for it.
type streamed struct {
	io.ReadCloser
	limit  *attemptLimit
	cancel context.CancelFunc
	// The exchange that the body is of.
	run      *run
	attempt  *attempt
	response *http.Response
	closed   atomic.Bool
}

// Read names what ends the body before its end, unless that is its reader.
func (s *streamed) Read(p []byte) (int, error) {
	n, err := s.ReadCloser.Read(p)
	if err == nil || err == io.EOF || s.closed.Load() {
		return n, err
	}
	return n, s.run.broken(s.attempt, s.response, err, nil).err
}

func (s *streamed) Close() error {
	s.closed.Store(true)
	err := s.ReadCloser.Close()
	if s.limit != nil {
		s.limit.cancel(nil)
	}
	if s.cancel != nil {
		s.cancel()
	}
	return err
}
