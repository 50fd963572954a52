package runtime

import (
	"github.com/google/uuid"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// KeyOf is the idempotency key of a call: the call's option, else the one that the body has, else a new random UUID.
func KeyOf[T ~string](current *T, options []sdk.CallOption) *T {
	if key := newCallConfig(options).IdempotencyKey; key != nil {
		return new(T(*key))
	}
	if current != nil && *current != "" {
		return current
	}
	return new(T(uuid.NewString()))
}
