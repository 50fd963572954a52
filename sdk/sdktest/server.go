package sdktest

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
)

// Server plays an API on loopback. Make it with [NewServer] in a test, with [Start] elsewhere.
type Server struct {
	// URL is where it listens: "http://127.0.0.1:1234".
	URL string

	api     *API
	tb      testing.TB
	options options
	http    *httptest.Server
	client  *http.Client
	journal journal
	faults  faults
	limits  limits
	state   *state
	revoked revoked
	closing context.Context
	close   context.CancelFunc
	once    sync.Once
}

// Format prints where the server listens, whatever the verb.
func (s *Server) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "server for tests at "+s.URL) }

// MarshalText is what Format prints, for logs.
func (s *Server) MarshalText() ([]byte, error) { return fmt.Append(nil, s), nil }

// NewServer starts a server that ends with the test. What the document does not allow about a request fails the test.
func NewServer(t testing.TB, api *API, opts ...Option) *Server {
	t.Helper()
	s := start(api, opts)
	s.tb = t
	t.Cleanup(s.Close)
	return s
}

// Start starts a server outside of tests, in examples for instance. Close ends it. What the document does not allow is
// found in [Server.Violations].
func Start(api *API, opts ...Option) *Server { return start(api, opts) }

// newServer makes a server that does not listen.
func newServer(api *API, opts []Option) *Server {
	s := &Server{api: api, options: newOptions(opts), client: &http.Client{Transport: &http.Transport{}}}
	s.state = newState(&s.options)
	s.closing, s.close = context.WithCancel(context.Background())
	return s
}

func start(api *API, opts []Option) *Server {
	s := newServer(api, opts)
	s.http = httptest.NewUnstartedServer(s)
	s.http.Config.ErrorLog = discardLog()
	s.http.Start()
	s.URL = s.http.URL
	return s
}

// Close ends the server and waits for the requests that are under way. Closing twice does nothing.
func (s *Server) Close() {
	s.once.Do(func() {
		s.close()
		s.http.Close()
		s.client.CloseIdleConnections()
	})
}

// Revoke makes the server answer 401 to requests with one of these credentials: tokens, keys, or user:password in
// base64. All others are taken, whatever they are.
func (s *Server) Revoke(credentials ...string) { s.revoked.add(credentials) }

// RefuseBy makes the server answer 401 to the requests that refuses reports, besides those of [Server.Revoke].
func (s *Server) RefuseBy(refuses func(*http.Request) bool) {
	s.revoked.mu.Lock()
	defer s.revoked.mu.Unlock()
	s.revoked.by = refuses
}

// revoked are the credentials that are no longer good.
type revoked struct {
	mu   sync.Mutex
	list []string
	by   func(*http.Request) bool // reports others; nil is none
}

func (r *revoked) add(credentials []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, credentials...)
}

// has reports whether a request carries one of them.
func (r *revoked) has(found *route, request *http.Request) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.by != nil && r.by(request) {
		return true
	}
	if len(r.list) == 0 || found.Spec.Components == nil {
		return false
	}
	for _, scheme := range found.Spec.Components.SecuritySchemes {
		if slices.Contains(r.list, credential(request, scheme.Value)) {
			return true
		}
	}
	return false
}
