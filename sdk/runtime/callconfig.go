package runtime

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

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
	case c.Problem != nil:
		return c.Problem
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

// keepBody copies what came where the call wants it; nil is nothing.
func (c *callConfig) keepBody(data []byte) {
	if c != nil && c.Body != nil {
		*c.Body = bytes.Clone(data)
	}
}

// dry reports whether nothing is to be sent.
func (c *callConfig) dry() bool { return c != nil && c.DryRun != nil }

// keepRequest puts a request where the caller of a dry run wants it, with a body of its own: that of a call goes back to the
// pool, and a stream is the caller's again. Its error is never nil.
func (c *callConfig) keepRequest(req *http.Request) error {
	kept := req.Clone(context.Background())
	kept.GetBody = nil
	if hasBody(req) {
		data, err := io.ReadAll(req.Body)
		if err != nil {
			return err
		}
		kept.Body, kept.ContentLength = io.NopCloser(bytes.NewReader(data)), int64(len(data))
		kept.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	}
	*c.DryRun = kept
	return sdk.ErrDryRun
}

func (c *callConfig) headers() sdk.HeaderReader {
	if c == nil {
		return nil
	}
	into, _ := c.Headers.(sdk.HeaderReader)
	if missing(into, true) {
		return nil
	}
	return into
}
