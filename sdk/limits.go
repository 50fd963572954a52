package sdk

import "time"

// Quota is one limit as the server reported it. The zero Quota is one of which it said nothing.
type Quota struct {
	// Known is whether the server said how many requests are left.
	Known bool
	// Remaining is how many requests the window has left, Max how many it allows (0: the server did not say).
	Remaining, Max int
	// Window is the limit's length (0: the server did not say).
	Window time.Duration
}

// Limits are a response's limit headers.
type Limits struct {
	// Current is the short window's limit, Daily the day's.
	Current, Daily Quota
	// At is when the response arrived.
	At time.Time
}
