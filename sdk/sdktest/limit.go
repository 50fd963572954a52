package sdktest

import (
	"net/http"
	"sync"
	"time"
)

// Limit is how many requests pass in each window of time; the windows follow each other. Servers may share one: make it with
// [NewLimit] for [Server.LimitBy].
type Limit struct {
	mu     sync.Mutex
	max    int
	used   int
	window time.Duration
	began  time.Time
}

// NewLimit makes a Limit of max requests in each window. A max of 0 is no limit.
func NewLimit(max int, window time.Duration) *Limit { return &Limit{max: max, window: window} }

func (l *Limit) set(max int, window time.Duration, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.max, l.window, l.used, l.began = max, window, 0, now
}

// take counts a request and reports whether it may pass.
func (l *Limit) take(now time.Time) (quota Quota, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.max <= 0 {
		return Quota{}, true
	}
	if now.Sub(l.began) >= l.window {
		l.began, l.used = now, 0
	}
	ok = l.used < l.max
	if ok {
		l.used++
	}
	return Quota{Max: l.max, Remaining: l.max - l.used, Window: l.window}, ok
}

// limits are the server's own limit, and those of its callers.
type limits struct {
	all Limit

	mu sync.Mutex
	of func(*http.Request) *Limit
}

// Limit lets max requests through in each window and answers 429 to the others. A max of 0 takes the limit away.
func (s *Server) Limit(max int, window time.Duration) {
	s.limits.all.set(max, window, s.options.now())
}

// LimitBy has each caller a limit of its own: of says which one a request counts for, by its credential for instance; nil is none.
// The limit of [Server.Limit] is for all of them together.
func (s *Server) LimitBy(of func(*http.Request) *Limit) {
	s.limits.mu.Lock()
	defer s.limits.mu.Unlock()
	s.limits.of = of
}

// take counts a request for the server and for its caller. The quota is the caller's if it has a limit.
func (l *limits) take(r *http.Request, now time.Time) (quota Quota, ok bool) {
	quota, ok = l.all.take(now)
	l.mu.Lock()
	of := l.of
	l.mu.Unlock()
	if !ok || of == nil {
		return quota, ok
	}
	if own := of(r); own != nil {
		return own.take(now)
	}
	return quota, ok
}
