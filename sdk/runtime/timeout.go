package runtime

import (
	"context"
	"io"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// attemptLimit is one try's time limit. Nil is none.
type attemptLimit struct {
	timer  *time.Timer
	cancel context.CancelCauseFunc
	kept   bool // the response's stream lives on
}

func (r *run) limitAttempt(a *attempt) *attemptLimit {
	if r.client.attemptTimeout == 0 {
		return nil
	}
	ctx, cancel := context.WithCancelCause(r.ctx)
	a.Context = ctx
	expire := func() { cancel(sdk.ErrAttemptTimeout) }
	return &attemptLimit{timer: time.AfterFunc(r.client.attemptTimeout, expire), cancel: cancel}
}

func (l *attemptLimit) end() {
	if l != nil && !l.kept {
		l.timer.Stop()
		l.cancel(nil)
	}
}

// keep stops the clock but leaves the context alive for the body's reader. It is false if time was over already.
func (l *attemptLimit) keep() bool {
	if l == nil {
		return true
	}
	l.kept = l.timer.Stop()
	return l.kept
}

// streamed is a body that the caller reads. Closing it ends what the call kept alive for it.
type streamed struct {
	io.ReadCloser
	limit  *attemptLimit
	cancel context.CancelFunc
}

func (s *streamed) Close() error {
	err := s.ReadCloser.Close()
	if s.limit != nil {
		s.limit.cancel(nil)
	}
	if s.cancel != nil {
		s.cancel()
	}
	return err
}
