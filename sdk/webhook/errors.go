package webhook

import (
	"errors"
	"fmt"
	"net/http"
)

// ErrSignature is what a delivery that does not prove to be genuine fails with.
var ErrSignature = errors.New("the request's signature is not valid")

// BodyError marks an error as the body's fault: the delivery is answered with 400, and not with 500, which would bring
// the same body again.
type BodyError struct{ Err error }

// Error says what of the body does not fit.
func (e *BodyError) Error() string { return "decoding the webhook: " + e.Err.Error() }

// Unwrap returns Err.
func (e *BodyError) Unwrap() error { return e.Err }

// StatusError is an error of a handler that is answered with a status of its own, instead of 500: a 410 for example, where
// that ends a subscription. A status that is no error's is 500.
type StatusError struct {
	Status int
	Err    error
}

// Error names the status, and why.
func (e *StatusError) Error() string { return fmt.Sprintf("answered with %d: %v", e.Status, e.Err) }

// Unwrap returns Err.
func (e *StatusError) Unwrap() error { return e.Err }

func (e *StatusError) status() int {
	if e.Status < 400 || e.Status > 599 {
		return http.StatusInternalServerError
	}
	return e.Status
}
