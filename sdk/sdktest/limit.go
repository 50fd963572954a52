package sdktest

import (
	"sync"
	"time"
)

// limit counts requests in windows of time that follow each other.
type limit struct {
	mu     sync.Mutex
	max    int
	used   int
	window time.Duration
	began  time.Time
}

func (l *limit) set(max int, window time.Duration, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.max, l.window, l.used, l.began = max, window, 0, now
}

// take counts a request and reports whether it may pass.
func (l *limit) take(now time.Time) (quota Quota, ok bool) {
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
