package runtime

import (
	"context"
	"net/http/httptrace"
	"sync/atomic"
)

// connecting is what a transport reports about the connections of one try. One that reports nothing proves nothing.
type connecting struct{ wanted, came atomic.Bool }

// traced is a context in which a transport reports whether it got a connection.
func (c *connecting) traced(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { c.wanted.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { c.came.Store(true) },
	})
}

// failed reports whether a connection was wanted and none ever came: nothing of the request was sent.
func (c *connecting) failed() bool { return c != nil && c.wanted.Load() && !c.came.Load() }

// traces reports whether it matters to the operation if a request was sent.
func (o *Operation) traces() bool { return o.Repeat == RepeatUnprocessed || o.Method == "DELETE" }
