package sdk

import (
	"context"
	"net/http"
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
	if t, ok := ctx.Value(attemptKey{}).(*attempt); ok {
		api, op := &t.run.client.api, t.run.call.Operation
		return Attempt{API: api.Name, APIVersion: api.Version, Operation: op.Name, Path: op.Path, Number: t.number}, true
	}
	return Attempt{}, false
}
