package sdk

import (
	"context"
	"net/http"

	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// RoundTripperFunc is a function as an http.RoundTripper, for [WithMiddleware].
type RoundTripperFunc func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f RoundTripperFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// Attempt tells a middleware what the request in its hands is.
type Attempt struct {
	// API and APIVersion are the API's name and version, Operation the operation's Go name, Path its path template.
	API, APIVersion, Operation, Path string
	// Number counts the tries of one call from 1.
	Number int
}

// AttemptFromContext returns what a request's context says about the try; ok is false outside of a client's calls.
func AttemptFromContext(ctx context.Context) (a Attempt, ok bool) {
	try, ok := ctx.Value(settings.AttemptKey{}).(interface{ Describe() Attempt })
	if !ok {
		return Attempt{}, false
	}
	return try.Describe(), true
}
