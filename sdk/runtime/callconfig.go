package runtime

import (
	"context"
	"errors"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/headers"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// callConfig is what the options of a call have set.
type callConfig struct{ settings.Call }

func newCallConfig(opts []sdk.CallOption) *callConfig {
	c := &callConfig{}
	for _, opt := range opts {
		if opt != nil {
			opt(&c.Call)
		}
	}
	return c
}

func (c *callConfig) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.Timeout <= 0 {
		return ctx, nil
	}
	return context.WithTimeout(ctx, c.Timeout)
}

// check returns what makes a call with the options impossible: a header that net/http would refuse, or an idempotency key
// that would get lost.
func (c *callConfig) check(call *Call) error {
	if c == nil {
		return nil
	}
	for key, values := range c.Header {
		if !headers.Key(key) || !headers.Value(values[0]) {
			return errHeader
		}
		if headers.Reserved(key) {
			return errReserved
		}
	}
	switch {
	case c.CredentialProblem != nil:
		return c.CredentialProblem
	case c.Event != nil && call.Operation.Stream == nil, c.LastEventID != "" && !call.Operation.Stream.hasIDs():
		return errNoStream
	case !headers.Value(c.LastEventID):
		return errHeader
	case c.IdempotencyKey == nil:
		return nil
	case *c.IdempotencyKey == "":
		return errEmptyKey
	case !call.Operation.IdempotencyKey || call.Operation.key() == nil && missing(call.Body, false):
		return errNoKey
	}
	return nil
}

var (
	errReserved = errors.New("the call's Header option has a header that the client sets itself")
	errEmptyKey = errors.New("the idempotency key is empty")
	errNoStream = errors.New("the call has no stream of events that CaptureEvent or LastEventID could speak of")
	errNoKey    = errors.New("the call has no idempotency key that IdempotencyKey could set")
)

// credentials are those of the call itself.
func (c *callConfig) credentials() map[string]any {
	if c == nil {
		return nil
	}
	return c.Credentials
}

func (c *callConfig) captures() *sdk.Response {
	if c == nil {
		return nil
	}
	into, _ := c.Capture.(*sdk.Response)
	return into
}

func (c *callConfig) headers() sdk.HeaderReader {
	if c == nil {
		return nil
	}
	into, _ := c.Headers.(sdk.HeaderReader)
	return into
}
