// Package connections has what requests are sent by where the user has nothing of their own: to an API, and for its tokens.
package connections

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
	transport *pair
}

// shared is the one variable of this package that changes: connections are the program's, and not a client's.
var shared sharedTransport

// Shared returns copies of net/http's default transport, the same ones for all. They find HTTP/2 connections that died silently,
// and a try after one that got no answer is sent by another connection, see [Elsewhere].
func Shared() http.RoundTripper { return shared.get() }

func (s *sharedTransport) get() http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of != standard {
		s.of, s.transport = standard, &pair{New(standard), New(standard)}
	}
	return s.transport
}

// New makes a copy of a transport that finds HTTP/2 connections that died silently, and says what a proxy answers.
func New(standard *http.Transport) *http.Transport {
	transport := standard.Clone()
	transport.MaxIdleConnsPerHost = idlePerHost
	transport.OnProxyConnectResponse = proxyAnswer
	if transport.HTTP2 == nil {
		transport.HTTP2 = &http.HTTP2Config{SendPingTimeout: silence, PingTimeout: pingTimeout}
	}
	return transport
}
