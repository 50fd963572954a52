// Package retryafter reads how long a server wants to be left alone.
package retryafter

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Longest is the longest time that Parse returns, some 34 years. Times can be added to it.
const Longest = 1 << 30 * time.Second

// Parse reads Retry-After, which is seconds or a date; told is false if it is neither. A date is one of the server's
// clock, so that it is compared with what that clock said when the response was sent.
func Parse(header http.Header, now time.Time) (wait time.Duration, told bool) {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if wait, told = seconds(value); told {
		return wait, true
	}
	at, ok := date(value)
	if !ok {
		return 0, false
	}
	if sent, ok := date(header.Get("Date")); ok {
		now = sent
	}
	return min(max(0, at.Sub(now)), Longest), true
}

// seconds reads a number of seconds. RFC 9110 knows whole ones only, and some servers send others.
func seconds(value string) (time.Duration, bool) {
	if value == "" || strings.Trim(value, "0123456789.") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(value, 64) // more than it can hold is infinite
	if err != nil && !math.IsInf(n, 1) {
		return 0, false
	}
	return time.Duration(min(n, Longest.Seconds()) * float64(time.Second)), true
}

// date reads a date as HTTP writes it, or as others do.
func date(value string) (time.Time, bool) {
	at, err := http.ParseTime(value)
	for _, layout := range []string{time.RFC1123, time.RFC1123Z, time.RFC3339} {
		if err != nil {
			at, err = time.Parse(layout, value)
		}
	}
	return at, err == nil
}
