package runtime

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// wire is what a transport reports about one try. One that reports nothing proves nothing.
type wire struct {
	wanted, came atomic.Bool  // a connection
	wrote        atomic.Int32 // how many times a request's header was written
}

// connections is a context in which a transport reports whether it got a connection.
func (w *wire) connections(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn:      func(string) { w.wanted.Store(true) },
		GotConn:      func(httptrace.GotConnInfo) { w.came.Store(true) },
		WroteHeaders: w.write,
	})
}

// requests is a context in which a transport reports how many requests it sends.
func (w *wire) requests(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: w.write})
}

func (w *wire) write() { w.wrote.Add(1) }

// failed reports whether a connection was wanted and none ever came: nothing of the request was sent.
func (w *wire) failed() bool { return w.wanted.Load() && !w.came.Load() }

// traces reports whether it matters to the operation if a request was sent.
func (o *Operation) traces() bool { return o.Repeat == RepeatUnprocessed || o.Method == "DELETE" }

// watched has the transport report what it does: whether it got a connection, where that decides whether the request can be
// sent again; and how many requests it sends, where nothing else tells. A request with a body is sent again from a copy of
// it, which is counted without the transport.
func (r *run) watched(a *attempt, req *http.Request) *http.Request {
	switch {
	case r.call.Operation.traces() && r.policy().MaxAttempts > 1:
		a.Context = a.wire.connections(a.Context)
	case !hasBody(req):
		a.Context = a.wire.requests(a.Context)
	}
	return req
}

// replayed counts what net/http sent on its own: on a connection that was kept and had died it sends a request anew without
// a word if the method or an Idempotency-Key allows it, and over HTTP/2 what the server says it has not looked at.
func (a *attempt) replayed() int {
	sent := max(int(a.wire.wrote.Load()), int(a.copies.Load())+1)
	return max(0, sent-1-a.redirects)
}
