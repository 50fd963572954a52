package runtime

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/check"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// Call is one invocation of an operation.
type Call struct {
	Operation *Operation
	// Path are the values of the parameters in the path, in the order of the operation's Parameters.
	Path []any
	// Params points to the struct that has the other parameters' values. Nil, or a nil pointer: there are none.
	Params any
	// Body is what the caller wants to send. Nil, or a nil pointer: nothing. Params and Body are asked whether they are
	// valid, if they have a method Validate.
	Body any
	// Stream takes Body's place for a body that is not held in memory. It is read from where it stands, and again only if it
	// is an io.Seeker or a *bytes.Buffer (or nothing of it was read). It is not closed, and no Read begins once the call has
	// returned. For one that is under way then, the call waits up to a second if it is an io.Seeker's, not at all if it is a
	// pipe's or a connection's, and a quarter of a second otherwise.
	Stream io.Reader
	// ContentType takes the place of the operation's, where the caller or the body itself decides on it.
	ContentType string
	// Problems are what was found wrong with the arguments by rules that the operation does not say.
	Problems check.Problems
	// Result points to what the body of a 2xx is read into. Nil: the body is ignored.
	Result any
	// Reader takes Result's place: it is set to the body of a 2xx, which the caller must close.
	Reader *io.ReadCloser
	// Bytes takes Result's place: it is set to the body of a 2xx as it came.
	Bytes *[]byte
	// Read takes Result's place: it reads the body of a 2xx, which it must not keep.
	Read func(body []byte) error
	// Empty is set to whether the success came without a body, where the document knows one that has none. Nil: a success
	// without a body is an error.
	Empty *bool
	// Options are the call's own.
	Options []sdk.CallOption

	// requests are the types as requests write them, where that differs: without what is only read. Nil: it does not.
	requests *codec.Types
}

// Format prints the operation's name, whatever the verb: the rest is the caller's.
func (c Call) Format(f fmt.State, _ rune) {
	name := "nothing"
	if c.Operation != nil {
		name = c.Operation.Name
	}
	_, _ = io.WriteString(f, "call of "+name)
}

// MarshalText is what Format prints, for logs.
func (c Call) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%v", c), nil }

// run is one Do.
type run struct {
	client    *Client
	call      *Call
	ctx       context.Context
	cancel    context.CancelFunc // of Timeout; nil without one
	options   *callConfig        // nil without options
	stream    *stream
	started   time.Time   // set if there is a logger
	sent      int         // requests sent
	last      error       // the last try's error, once there is one
	status    int         // the last response's
	header    http.Header // the last response's
	renewed   bool        // the call was repeated because of a token that was refused
	silent    bool        // the last try had no answer in time
	elsewhere bool        // the next one is sent by other connections than the first
	unsure    bool        // an earlier try may have been processed
	reading   any         // what a success is read into
	kept      bool        // the response's stream is the caller's now, and ends the call
	done      bool        // Do has returned: the body is another call's
	key       string      // the idempotency key, if a parameter has it
	own       *server     // the call's own; nil is the operation's

	// What every call needs is part of the run, which saves allocations: the first try, the usual number of
	// credentials, and the Accept header's value.
	first       attempt
	body        body
	needs       []need
	few         [2]need
	accept      [1]string
	contentType [1]string
}

func newRun(c *Client, ctx context.Context, call *Call) *run {
	r := &run{client: c, call: call, ctx: ctx, accept: [1]string{call.Operation.Accept}}
	r.contentType[0] = cmp.Or(call.ContentType, call.Operation.Body.MediaType)
	if c.logger != nil {
		r.started = time.Now()
	}
	if len(call.Options) > 0 {
		r.options = newCallConfig(call.Options)
		r.ctx, r.cancel = r.options.limit(ctx)
	}
	return r
}

func (r *run) do() error {
	if err := r.prepare(); err != nil {
		return err
	}
	return r.tries()
}

// prepare finds what makes the call impossible before anything is sent.
func (r *run) prepare() (err error) {
	if r.ctx.Err() != nil {
		return r.interrupted("starting")
	}
	if err := r.options.check(r.call); err != nil {
		return r.invalid(err)
	}
	if types := r.client.api.Types; types != nil && types.ReadOnly {
		r.call.requests = types.ForRequests()
	}
	if !missing(r.call.Stream, true) {
		if r.stream, err = newStream(r.call.Stream); err != nil {
			return r.invalid(err)
		}
	}
	if r.own, err = r.client.ownServer(r.options); err != nil {
		return r.invalid(err)
	}
	if err = r.encode(); err != nil {
		return r.invalid(err)
	}
	if r.key, err = r.idempotencyKey(); err != nil {
		return r.invalid(err)
	}
	r.needs, err = r.client.needs(r.call.Operation, r.options.credentials(), r.few[:0])
	return err
}

// encode makes the body's bytes, once for all tries.
func (r *run) encode() error {
	call, rules := r.call, &r.call.Operation.Body
	null := call.sendsNull()
	if !missing(call.Stream, true) || missing(call.Body, rules.Required) && !null {
		return nil
	}
	if rules.Encoding == AsMultipart {
		return r.multipart()
	}
	value := noted(call.Body, rules.Note)
	return r.body.encode(r.client, func(b []byte) ([]byte, int, error) {
		switch {
		case null:
			b = append(b, "null"...)
		case rules.Encoding == AsText:
			b = append(b, plainBody(call.Body)...)
		case rules.Encoding == AsForm:
			form, err := rules.form(r.client.api.Types.ForRequests(), value)
			return append(b, form...), len(form), err
		default:
			b, err := r.client.api.Types.ForRequests().Append(b, value)
			return b, len(b) - len(","), err // what is written ends in a comma
		}
		return b, len(b), nil
	})
}

// noted is a body with what is noted about it.
func noted(body any, note string) any {
	if note == "" {
		return body
	}
	return codec.Noted{Value: body, Note: note}
}

func plainBody(body any) []byte {
	if text, ok := stringOf(body); ok {
		return []byte(text)
	}
	content, _ := body.([]byte)
	return content
}

// tries is the loop: try, decide, wait.
func (r *run) tries() error {
	for n := 1; ; n++ {
		failed := r.try(n)
		if failed == nil {
			return nil
		}
		wait, again := r.decide(n, failed)
		if !again {
			return failed.err
		}
		r.last = failed.err
		r.unsure = r.unsure || failed.again == AgainRepeatable
		if !sleep(r.ctx, wait) {
			return r.interrupted("waiting to try again")
		}
		if r.silent { // the connection may be dead, and another is better than to wait for it again
			r.silent, r.elsewhere = false, !r.elsewhere
			r.client.CloseIdleConnections()
		}
	}
}

// decide says whether to try again after the n-th try failed, and how long to wait before. A wait that the context
// does not allow is not begun: the caller learns the real error now, and not later that time is over.
func (r *run) decide(n int, failed *failure) (wait time.Duration, again bool) {
	policy := r.policy()
	switch {
	case max(n, r.sent) >= policy.MaxAttempts, !r.call.Operation.Repeat.allows(failed.again), r.stream != nil && !r.stream.again():
		return 0, false
	}
	if failed.renewed {
		return 0, true
	}
	wait = policy.wait(n, failed.wait)
	return wait, !outlasts(r.ctx, wait)
}

// finish tells the logger and sdk.CaptureResponse how the call ended.
func (r *run) finish(err error) {
	if r.cancel != nil && !r.kept {
		r.cancel()
	}
	r.done = true
	if r.body.buffer != nil {
		r.body.end()
	}
	if r.stream != nil {
		r.stream.end()
	}
	if into := r.options.captures(); into != nil {
		r.captured(into)
	}
	if into := r.options.headers(); into != nil && r.header != nil {
		_ = into.ReadHeader(r.status, r.header) // it keeps its error
	}
	if r.client.logger != nil {
		r.log(err)
	}
}

// captured completes what observe has begun.
func (r *run) captured(into *sdk.Response) {
	into.StatusCode, into.Header = r.status, r.header
	into.Attempts = r.sent
	into.CorrelationID = r.correlationID()
}

func (r *run) correlationID() string {
	if r.header == nil {
		return ""
	}
	return r.client.manners.CorrelationID(r.header)
}
