package webhook

import (
	"context"
	"fmt"
	"net/http"
)

// Verifier decides whether a delivery comes from the API. Its errors are [ErrSignature].
type Verifier interface {
	// VerifyHeader checks what can be checked before the body is read.
	VerifyHeader(r *http.Request) error
	// Verify checks a request whose body has been read.
	Verify(r *http.Request, body []byte) error
}

// checkHeader is the verifier's VerifyHeader. Without a verifier nothing is genuine.
func checkHeader(verifier Verifier, r *http.Request) error {
	if verifier == nil {
		return fmt.Errorf("%w: there is no verifier", ErrSignature)
	}
	return verifier.VerifyHeader(r)
}

// Unsigned is a Verifier for a sender that signs nothing: it accepts whatever anybody sends. Let only the sender reach the
// handler, by a secret path or a network of its own.
type Unsigned struct{}

// VerifyHeader implements [Verifier].
func (Unsigned) VerifyHeader(*http.Request) error { return nil }

// Verify implements [Verifier].
func (Unsigned) Verify(*http.Request, []byte) error { return nil }

// identifying is a Verifier whose signature covers an id of the event.
type identifying interface{ DeliveryID(r *http.Request) string }

// deliveryID is the id that the verifier knows; "" if it knows none.
func deliveryID(ctx context.Context, verifier Verifier) string {
	if known, ok := verifier.(identifying); ok {
		return known.DeliveryID(RequestFromContext(ctx))
	}
	return ""
}

type requestKey struct{}

// RequestFromContext returns the request that delivers the event that is being handled, for its headers and its query; nil if
// there is none. Its body has been read.
func RequestFromContext(ctx context.Context) *http.Request {
	r, _ := ctx.Value(requestKey{}).(*http.Request)
	return r
}
