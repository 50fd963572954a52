package runtime

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

// How a run's failures become errors. Each of them names the operation, the method and the path template.

func (r *run) invalid(err error) error { return invalid(r.call.Operation, err) }

func invalid(op *Operation, err error) error {
	return &sdk.InvalidRequestError{Operation: op.Name, Method: op.Method, Path: op.Path, Err: err}
}

// interrupted: the call's context ended.
func (r *run) interrupted(while string) *sdk.InterruptedError {
	op, err := r.call.Operation, r.ctx.Err()
	cause := context.Cause(r.ctx)
	if cause == err {
		cause = nil
	}
	return &sdk.InterruptedError{
		Operation: op.Name, Method: op.Method, Path: op.Path,
		Attempts: r.sent, While: while, Err: err, Cause: cause, Last: r.last,
	}
}

// noToken: the token source failed, or the context ended before it had a token.
func (r *run) noToken(a *attempt, err error) *failure {
	switch {
	case r.ctx.Err() != nil:
		return final(r.interrupted("getting an access token"))
	case a.Err() != nil:
		err = sdk.ErrAttemptTimeout
	}
	if errors.Is(err, errRefused) && errors.Is(r.last, sdk.ErrUnauthorized) {
		return final(r.last) // what the server said says more
	}
	op := r.call.Operation
	again, wait := tokenAgain(err), tokenWait(err, time.Now())
	err = &sdk.TokenError{
		Operation: op.Name, Method: op.Method, Path: op.Path,
		Attempts: r.sent, Err: redact.Caused(err, redact.Cause(err, r.secrets())),
	}
	return &failure{err: err, again: again, wait: wait}
}

// noResponse: http.Client.Do failed.
func (r *run) noResponse(a *attempt, err error) *failure {
	if r.stream != nil && a.Err() == nil {
		if torn := r.stream.failure(); torn != nil {
			return r.unreadable(a, torn)
		}
	}
	return r.transportFailure(a, 0, err, !a.redirected && a.wire.failed(), "waiting for the response")
}

// unreadable: the caller's reader failed.
func (r *run) unreadable(a *attempt, err error) *failure {
	failed := r.transportFailure(a, 0, fmt.Errorf("reading the request's body: %w", err), false, "sending the request")
	failed.again = AgainNever
	return failed
}

// broken: the body of a response could not be read to its end. What was read of it is kept.
func (r *run) broken(a *attempt, resp *http.Response, err error, body []byte) *failure {
	var network net.Error
	if !unpacking(err) && !(errors.As(err, &network) && network.Timeout()) {
		err = fmt.Errorf("%w: %w", sdk.ErrCutShort, err)
	}
	failed := r.transportFailure(a, resp.StatusCode, err, false, "reading the response")
	var transport *sdk.TransportError
	if errors.As(failed.err, &transport) {
		transport.Body = bytes.Clone(body[:min(len(body), errorBytes)])
	}
	return failed
}

// unpacking reports whether a body that came has a fault in its compression. That it ended in the middle is none.
func unpacking(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt)
}

func (r *run) transportFailure(a *attempt, status int, err error, unsent bool, while string) *failure {
	switch {
	case r.ctx.Err() != nil:
		return final(r.interrupted(while))
	case a.Err() != nil:
		err = a.timeout()
	}
	var around *url.Error
	if errors.As(err, &around) {
		err = around.Err
	}
	op := r.call.Operation
	failed := &sdk.TransportError{
		Operation: op.Name, Method: op.Method, Path: op.Path,
		StatusCode: status, Attempts: r.sent, Err: redact.Caused(err, redact.Cause(err, r.secrets().And(r.client.proxySecrets()))),
	}
	r.debug(a, nil, nil, failed)
	if errors.Is(err, sdk.ErrAttemptTimeout) {
		r.silent = true
	}
	return &failure{err: failed, again: transportAgain(err, unsent)}
}

// undecodable: a success's body is not what the call wants.
func (r *run) undecodable(err error, body []byte) error {
	op := r.call.Operation
	return &sdk.DecodeError{
		Operation: op.Name, Method: op.Method, Path: op.Path,
		StatusCode: r.status, Attempts: r.sent, CorrelationID: r.correlationID(),
		Body:   bytes.Clone(body[:min(len(body), errorBytes)]),
		Result: r.partial(err), Err: redact.Caused(err, redact.Line(r.secrets().Redact(err.Error()))),
	}
}

// partial is what was read before an error in the body, nil if nothing was.
func (r *run) partial(err error) any {
	var fault *codec.DecodeError
	if !errors.As(err, &fault) {
		return nil
	}
	if noted, ok := r.reading.(codec.Noted); ok {
		return noted.Value
	}
	return r.reading
}

// responseError is the API's own error if the generated package makes one.
func (r *run) responseError(reply Reply) error {
	op := r.call.Operation
	base := &sdk.ResponseError{
		Operation: op.Name, Method: op.Method, Path: op.Path,
		StatusCode: reply.StatusCode, Header: reply.Header, Body: reply.Body,
		Attempts: r.sent, CorrelationID: r.correlationID(),
		Runtime: redact.Response{Kind: r.client.manners.Classify(reply), Secrets: r.secrets(), Messages: r.client.messages},
	}
	declared := op.failure(reply.StatusCode)
	base.Runtime.Typed = declared != nil && !declared.Base
	err := r.apiError(base)
	if declared == nil || declared.Wrap == nil {
		return err
	}
	return declared.Wrap(func(into any) error {
		err := r.client.api.Types.Unmarshal(reply.Body, into)
		if err == nil && r.client.observer != nil {
			r.client.observer.result(op, reply.StatusCode, into)
		}
		return err
	}, err)
}

func (r *run) apiError(base *sdk.ResponseError) error {
	if r.client.api.NewError == nil {
		return base
	}
	if err := r.client.api.NewError(base); err != nil {
		return err
	}
	return base
}

// notJSON is a codec's error about a body that is no JSON at all.
type notJSON struct{ err error }

func (e notJSON) Error() string   { return sdk.ErrNotJSON.Error() + ": " + e.err.Error() }
func (e notJSON) Unwrap() []error { return []error{sdk.ErrNotJSON, e.err} }
