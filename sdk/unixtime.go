package sdk

import "time"

// UnixTime is a time in whole seconds since 1970 began in UTC: the format unix-time.
type UnixTime int64

// UnixTimeOf is the second that t is in.
func UnixTimeOf(t time.Time) UnixTime { return UnixTime(t.Unix()) }

// Time is the time, in UTC.
func (u UnixTime) Time() time.Time { return time.Unix(int64(u), 0).UTC() }
