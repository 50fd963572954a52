package sdktest

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
)

// Request is a request that arrived, and what became of it.
type Request struct {
	// Number counts the server's requests, from 1.
	Number int
	// Operation is the Go name of the operation, "" where the document has none for it.
	Operation string
	// Method and URL are those of the request line.
	Method string
	URL    *url.URL
	// PathParams are the values in the path, by the document's names.
	PathParams map[string]string
	Header     http.Header
	// Body is what arrived of it.
	Body []byte
	// Fault names the fault that broke the exchange, "" where none did.
	Fault string
	// Taken means that the server did what it was asked to, whether the answer got through or not.
	Taken bool
	// Status is the answer's, 0 where there was none.
	Status int
	// Violation is what the document does not allow about it; nil where it does.
	Violation *Violation
}

// String is the operation, the method, the path and the answer's status, and nothing of the header and the body: a test's credentials
// may be real ones.
func (r Request) String() string {
	text := fmt.Sprintf("request %d of %s: %s", r.Number, cmp.Or(r.Operation, "no operation"), r.Method)
	if r.URL != nil {
		text += " " + r.URL.EscapedPath()
	}
	return text + fmt.Sprintf(", answered with %d", r.Status)
}

// Format prints String, whatever the verb.
func (r Request) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, r.String()) }

// MarshalText is String, for logs.
func (r Request) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// journal keeps what arrived, in the order of arrival.
type journal struct {
	mu       sync.Mutex
	requests []*Request
}

// begin notes a request's arrival.
func (j *journal) begin(r *http.Request, found *route, params map[string]string) *Request {
	address := *r.URL
	request := &Request{Method: r.Method, URL: &address, PathParams: params, Header: r.Header.Clone()}
	if found != nil {
		request.Operation = found.name
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.requests = append(j.requests, request)
	request.Number = len(j.requests)
	return request
}

// note changes what is kept about a request.
func (j *journal) note(change func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	change()
}

// of returns copies, so that a test may look while requests are under way.
func (j *journal) of(operations []string) []*Request {
	j.mu.Lock()
	defer j.mu.Unlock()
	var found []*Request
	for _, request := range j.requests {
		if len(operations) == 0 || slices.Contains(operations, request.Operation) {
			found = append(found, request.clone())
		}
	}
	return found
}

func (r *Request) clone() *Request {
	same := *r
	same.PathParams, same.Header, same.Body = maps.Clone(r.PathParams), r.Header.Clone(), bytes.Clone(r.Body)
	return &same
}

// Requests returns what arrived, in the order of arrival: of the named operations, or of all.
func (s *Server) Requests(operations ...string) []*Request { return s.journal.of(operations) }

// Violations returns what the document did not allow about the requests that arrived.
func (s *Server) Violations() []*Violation {
	var found []*Violation
	for _, request := range s.Requests() {
		if request.Violation != nil {
			found = append(found, request.Violation)
		}
	}
	return found
}
