package sdk

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/google/uuid"
)

// CallOption configures one call. A nil CallOption does nothing.
type CallOption func(*callConfig)

type callConfig struct {
	timeout        time.Duration
	header         http.Header
	idempotencyKey *string // nil: not set
	capture        *Response
	link           string  // the address to use instead of the operation's
	next           *string // where to put the address of the next page
}

func newCallConfig(opts []CallOption) *callConfig {
	c := &callConfig{}
	for _, opt := range opts {
		if opt != nil {
			opt(c)
		}
	}
	return c
}

func (c *callConfig) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.timeout <= 0 {
		return ctx, nil
	}
	return context.WithTimeout(ctx, c.timeout)
}

// check returns what makes a call with the options impossible: a header that net/http would refuse, or an idempotency key
// that would get lost.
func (c *callConfig) check(call *Call) error {
	if c == nil {
		return nil
	}
	for key, values := range c.header {
		if !headerKey(key) || !headerValue(values[0]) {
			return errHeader
		}
	}
	switch {
	case c.idempotencyKey == nil:
		return nil
	case *c.idempotencyKey == "":
		return errEmptyKey
	case !call.Operation.IdempotencyKey || missing(call.Body, false):
		return errNoKey
	}
	return nil
}

var (
	errEmptyKey = errors.New("the idempotency key is empty")
	errNoKey    = errors.New("the call has no idempotency key that IdempotencyKey could set")
)

func (c *callConfig) captures() *Response {
	if c == nil {
		return nil
	}
	return c.capture
}

// Timeout limits the call with all its tries and waits, besides the context. Zero and less is no limit. For a response
// that is read as a stream it lasts until the stream is closed.
func Timeout(d time.Duration) CallOption {
	return func(c *callConfig) { c.timeout = d }
}

// Header sends a header with this call, in place of one of the same key from [WithHeader]. A value with control
// characters makes the call fail.
func Header(key, value string) CallOption {
	return func(c *callConfig) {
		if c.header == nil {
			c.header = http.Header{}
		}
		c.header.Set(key, value)
	}
}

// IdempotencyKey sets the key by which the server recognizes a request that it has seen before. Without it, operations
// that have such a key get a random UUID for each call. Set it to what identifies the thing in the caller's own data,
// so that also a call that is made again after a crash does nothing twice. A call fails whose key is empty, or whose
// operation has no such key.
func IdempotencyKey(key string) CallOption {
	return func(c *callConfig) { c.idempotencyKey = &key }
}

// IdempotencyKeyFor is the key that the options set, else a new random UUID.
func IdempotencyKeyFor(opts []CallOption) string {
	if key, ok := CallIdempotencyKey(opts); ok {
		return key
	}
	return uuid.NewString()
}

// CallIdempotencyKey is the key that the options set; ok is false if they set none.
func CallIdempotencyKey(opts []CallOption) (key string, ok bool) {
	if len(opts) == 0 {
		return "", false
	}
	c := newCallConfig(opts)
	if c.idempotencyKey == nil {
		return "", false
	}
	return *c.idempotencyKey, *c.idempotencyKey != ""
}

// Response is what [CaptureResponse] tells about a call's last response.
type Response struct {
	// StatusCode is 0 if there was no response.
	StatusCode int
	Header     http.Header
	// Attempts counts the requests that were sent.
	Attempts int
	// Limits are the response's limit headers; HasLimits is false if it had none.
	Limits    Limits
	HasLimits bool
	// CorrelationID is the vendor's id of the request, "" if there is none.
	CorrelationID string
}

// CaptureResponse fills in into when the call ends, also when it fails.
func CaptureResponse(into *Response) CallOption {
	return func(c *callConfig) { c.capture = into }
}
