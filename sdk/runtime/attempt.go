package runtime

import (
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// attempt is one try. It is the request's context, too, which saves the allocations of a context with a value.
type attempt struct {
	context.Context
	run        *run
	number     int
	redirected bool         // some server has seen the request
	redirects  int          // that were followed
	elsewhere  bool         // it is sent by other connections than the first
	copies     atomic.Int32 // of the body that net/http has asked for, besides the first
	wire       wire
}

func (a *attempt) Value(key any) any {
	if key == (settings.AttemptKey{}) {
		return a
	}
	return a.Context.Value(key)
}

// Elsewhere reports whether to leave the connections of the try before.
func (a *attempt) Elsewhere() bool { return a.elsewhere }

// Describe is what a middleware learns of the try.
func (a *attempt) Describe() sdk.Attempt {
	api, op := &a.run.client.api, a.run.call.Operation
	return sdk.Attempt{API: api.Name, APIVersion: api.Version, Operation: op.Name, Path: op.Path, Number: a.number}
}

// failure is a try that failed, and what that means for the next.
type failure struct {
	err   error
	again Again
	wait  time.Duration
	// renewed is whether the server refused a token in whose place there may be another one: there is nothing to wait for.
	renewed bool
}

// final is a failure that no further try can help.
func final(err error) *failure { return &failure{err: err, again: AgainNever} }

// try sends the request once and deals with the response.
func (r *run) try(n int) *failure {
	if !r.options.dry() {
		if while, err := r.client.pace.turn(r.ctx); err != nil {
			return r.noTurn(while, err)
		}
	}
	a := &r.first
	if n > 1 {
		a = &attempt{}
	}
	a.Context, a.run, a.number, a.elsewhere = r.ctx, r, n, r.elsewhere
	limit := r.limitAttempt(a)
	defer limit.end()
	req, failed := r.request(a)
	if failed != nil {
		return failed
	}
	if r.options.dry() {
		return final(r.options.keepRequest(req))
	}
	r.sent++
	resp, err := r.client.http.Do(r.watched(a, req))
	r.sent += a.replayed()
	if err != nil {
		return r.noResponse(a, err)
	}
	return r.response(a, req, resp, limit)
}

// noTurn: the context ended in the queue, or would before its turn, which is told at once.
func (r *run) noTurn(while string, err error) *failure {
	interrupted := r.interrupted(while)
	interrupted.Err = err
	return final(interrupted)
}

// request builds the try's request: what the operation says, the headers, and last the credentials.
func (r *run) request(a *attempt) (*http.Request, *failure) {
	content, err := r.open(a)
	if err != nil {
		return nil, final(r.invalid(err))
	}
	req, err := r.call.request(a, r.server().url, content)
	if err == nil {
		err = r.target(req)
	}
	if err != nil {
		return nil, final(r.invalid(err))
	}
	r.addQuery(req.URL)
	r.describe(a, req)
	r.setKey(req)
	r.setHeader(req.Header)
	if host := req.Header["Host"]; len(host) > 0 { // net/http has a field for it, and looks nowhere else
		req.Host = host[0]
		delete(req.Header, "Host")
	}
	if err := r.authorize(a, req); err != nil {
		return nil, r.noToken(a, err)
	}
	return req, nil
}

// open is the try's body, nil if there is none.
func (r *run) open(a *attempt) (io.Reader, error) {
	switch {
	case r.body.buffer != nil:
		return r.body.open()
	case r.stream != nil:
		return r.stream.open(a)
	}
	return nil, nil
}

// describe tells the request what its body is.
func (r *run) describe(a *attempt, req *http.Request) {
	switch {
	case r.stream != nil:
		r.stream.describe(req)
	case r.body.buffer != nil:
		r.body.describe(req)
	default:
		return
	}
	if r.stream == nil || r.stream.repeatable() {
		req.GetBody = a.copy
	}
	if r.contentType[0] != "" {
		req.Header["Content-Type"] = r.contentType[:]
	}
}

// copy is the body for a request that net/http sends again by itself.
func (a *attempt) copy() (io.ReadCloser, error) {
	a.copies.Add(1)
	if a.run.stream != nil {
		return a.run.stream.open(a)
	}
	return a.run.body.open()
}

// setHeader shares the values between requests: whoever changes a header replaces its slice.
func (r *run) setHeader(header http.Header) {
	if r.accept[0] != "" {
		header["Accept"] = r.accept[:]
	}
	for _, field := range r.client.header() {
		if header[field.key] == nil { // a parameter is nearer
			header[field.key] = field.values
		}
	}
	if r.options != nil {
		maps.Copy(header, r.options.Header)
		if id := r.options.LastEventID; id != "" {
			header["Last-Event-Id"] = []string{id}
		}
	}
}

// errTarget: "." and ".." in a path are resolved like in a shell, so that an id could name another operation.
var (
	errTarget = errors.New(`a path parameter is empty, "." or ".."`)
	errHost   = errors.New("the request is not for the configured server")
	errHeader = errors.New("the call's Header option has a key or value that HTTP does not allow")
)

// checkTarget makes sure that what the caller put into the path is still inside its own segment.
func (s *server) checkTarget(req *http.Request, op *Operation) error {
	if !sameOrigin(s.url, req.URL) {
		return errHost
	}
	path := req.URL.RawPath
	if path == "" {
		path = req.URL.Path
	}
	template := cmp.Or(op.address, op.Path)
	want := s.slashes + strings.Count(template, "/") - 1 // both have the one between them
	if strings.Count(path, "/") != want || strings.HasSuffix(path, "/") && !strings.HasSuffix(template, "/") {
		return errTarget
	}
	return nil
}
