package sdktest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"time"

	"github.com/getkin/kin-openapi/openapi3filter"
)

// Response is what a server answers.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Format prints the status, whatever the verb.
func (r Response) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "answer %d", r.Status) }

// MarshalText is what Format prints, for logs.
func (r Response) MarshalText() ([]byte, error) { return fmt.Append(nil, r), nil }

// exchange is a request that is being dealt with.
type exchange struct {
	server *Server
	w      http.ResponseWriter
	r      *http.Request
	route  *route
	params map[string]string
	known  bool
	record *Request
	fault  Fault
	quota  Quota
	body   []byte
}

// ServeHTTP deals with a request as at URL, for a server of yours that has several APIs at one address: what the test wants to go
// wrong goes wrong, what the document does not allow is refused, and the rest is done.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := &exchange{server: s, w: w, r: r}
	x.route, x.params, x.known = s.api.find(r.Method, r.URL.EscapedPath())
	x.record = s.journal.begin(r, x.route, x.params)
	x.fault = s.faults.take(x.record.Operation)
	s.journal.note(func() { x.record.Fault = x.fault.name })
	if x.fault.onHeader != nil {
		x.fault.onHeader(x)
		return
	}
	if !x.read() {
		return
	}
	x.answer()
}

// read takes the body in. A client that hangs up meanwhile gets no answer.
func (x *exchange) read() bool {
	body, err := io.ReadAll(x.r.Body)
	x.body = body
	x.server.journal.note(func() { x.record.Body = body })
	x.r.Body, x.r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return err == nil
}

func (x *exchange) answer() {
	var passes bool
	x.quota, passes = x.server.limits.take(x.r, x.server.options.now())
	switch refusal := x.refusal(); {
	case refusal != nil:
		x.send(refusal)
	case x.fault.onRequest != nil:
		x.fault.onRequest(x)
	case !passes:
		x.send(x.failure(Failure{Status: http.StatusTooManyRequests, Message: "The limit has been reached.", Quota: x.quota}))
	default:
		x.take()
	}
}

// refusal is the answer to a request that the document or the credential does not allow; nil is none.
func (x *exchange) refusal() *Response {
	if x.route == nil {
		return x.noOperation()
	}
	problems, unauthorized := x.route.check(x.r, x.params)
	switch {
	case unauthorized:
		return x.violated(http.StatusUnauthorized, problems)
	case len(problems) > 0:
		return x.violated(http.StatusBadRequest, problems)
	case x.server.revoked.has(x.route, x.r):
		return x.failure(Failure{Status: http.StatusUnauthorized, Message: "The credential is no longer good."})
	}
	return nil
}

func (x *exchange) noOperation() *Response {
	if x.known {
		return x.violated(http.StatusMethodNotAllowed, []Problem{{Message: "the document has no such method at this path"}})
	}
	return x.violated(http.StatusNotFound, []Problem{{Message: "the document has no such path"}})
}

// violated notes a violation, tells the test, and makes the answer.
func (x *exchange) violated(status int, problems []Problem) *Response {
	violation := &Violation{Method: x.r.Method, Path: x.r.URL.Path, Problems: problems}
	if x.route != nil {
		violation.Operation, violation.Path = x.route.name, x.route.Path
	}
	x.server.journal.note(func() { x.record.Violation = violation })
	if x.server.tb != nil && !x.server.options.lenient {
		x.server.tb.Errorf("a request that the document does not allow: %v", violation)
	}
	return x.failure(Failure{Status: status, Message: violation.Error(), Problems: problems})
}

// take does what the request asks for.
func (x *exchange) take() {
	answer, taken, own := x.server.state.handle(x)
	x.server.journal.note(func() { x.record.Taken = taken })
	if own && taken && x.server.options.verify {
		x.verify(answer)
	}
	if taken && x.fault.onAnswer != nil {
		x.fault.onAnswer(x, answer)
		return
	}
	x.send(answer)
}

// verify holds the server's own answer against the document.
func (x *exchange) verify(answer *Response) {
	if framingOf(answer.Header.Get("Content-Type")) != "" {
		return // kin-openapi reads no streams
	}
	x.addHeaders(answer.Header, answer.Status)
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: x.r, PathParams: x.params, Route: x.route.Route},
		Status:                 answer.Status,
		Header:                 answer.Header,
		Options:                &openapi3filter.Options{IncludeResponseStatus: true},
	}
	input.SetBodyBytes(answer.Body)
	if err := openapi3filter.ValidateResponse(context.Background(), input); err != nil && !undecodable(err) && x.server.tb != nil {
		x.server.tb.Errorf("sdktest's own answer to %s is not what the document allows: %v", x.route.name, err)
	}
}

// send sends an answer, once the vendor has added what all its answers carry.
func (x *exchange) send(answer *Response) {
	header := x.w.Header()
	x.server.api.vendor.Header(header, x.record.Number, x.quota)
	for key, values := range answer.Header {
		header[key] = values
	}
	x.addHeaders(header, answer.Status)
	x.server.journal.note(func() { x.record.Status = answer.Status })
	x.w.WriteHeader(answer.Status)
	_, _ = x.w.Write(answer.Body)
}

const forever = time.Duration(math.MaxInt64)

// wait is false when the client hangs up, or the server closes, before time is over.
func (x *exchange) wait(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-x.r.Context().Done():
	case <-x.server.closing.Done():
	}
	return false
}
