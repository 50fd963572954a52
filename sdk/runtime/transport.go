package runtime

import (
	"net/http"
	"sync"
	"time"
)

const (
	// idlePerHost is how many connections to one host are kept: goroutines share a client, and clients share the transport.
	idlePerHost = 100
	// silence is after which time without a word an HTTP/2 connection is asked whether it still lives, and pingTimeout how
	// long the answer may take. Over such a connection that died no call would ever get an answer.
	silence, pingTimeout = 5 * time.Second, 3 * time.Second
)

// sharedTransport is what clients without an HTTP client of their own send by. A program that has a client for each of many
// accounts has the connections of one.
type sharedTransport struct {
	mu        sync.Mutex
	of        *http.Transport
	transport *http.Transport
}

// shared is the one variable of this package that changes: connections are the program's, and not a client's.
var shared sharedTransport

// get returns a copy of net/http's default transport, the same one for all clients.
func (s *sharedTransport) get() http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of != standard {
		s.of, s.transport = standard, newTransport(standard)
	}
	return s.transport
}

func newTransport(standard *http.Transport) *http.Transport {
	transport := standard.Clone()
	transport.MaxIdleConnsPerHost = idlePerHost
	transport.OnProxyConnectResponse = proxyAnswer
	if transport.HTTP2 == nil {
		transport.HTTP2 = &http.HTTP2Config{SendPingTimeout: silence, PingTimeout: pingTimeout}
	}
	return transport
}

// closer is a transport that can close the connections that it keeps.
type closer interface{ CloseIdleConnections() }

// CloseIdleConnections closes connections that are kept for later calls, also those of other clients on the same transport.
// Middleware need not pass it on. The client remains usable.
func (c *Client) CloseIdleConnections() {
	if transport, ok := c.transport.(closer); ok {
		transport.CloseIdleConnections()
	}
	c.http.CloseIdleConnections()
}
