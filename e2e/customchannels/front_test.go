package customchannels_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// front is what stands before the servers of two APIs: TLS over HTTP/1.1 or HTTP/2, tokens that are revoked while they are used,
// redirects, busy moments, connections that end politely (GOAWAY) and others that die without a word.
type front struct {
	*httptest.Server
	tokens  *httptest.Server
	mortals *mortalListener

	lock   sync.Mutex
	token  string
	issued int

	revokeEvery, revokeMost int64 // a call is repeated once for a refused token, and must not meet two
	dieEvery                int64
	requests, two           atomic.Int64
	// How often what happened.
	revoked, redirected, turned, ended, died, busy atomic.Int64
}

// connKey is the key of a request's connection in its context.
type connKey struct{}

// newFront starts a front. Paths below /files go to the one server, all others to the other.
func newFront(t *testing.T, http2 bool, channels, files string) *front {
	t.Helper()
	f := &front{}
	f.tokens = httptest.NewServer(http.HandlerFunc(f.issue))
	t.Cleanup(f.tokens.Close)
	to := func(address string) http.Handler {
		target, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		proxy := httputil.NewSingleHostReverseProxy(target)
		proxy.ErrorLog = log.New(io.Discard, "", 0)
		return proxy
	}
	f.Server = httptest.NewUnstartedServer(f.handler(to(channels), to(files)))
	f.EnableHTTP2 = http2
	f.Config.HTTP2 = &http.HTTP2Config{MaxConcurrentStreams: 50} // what is more at the beginning is REFUSED_STREAM
	f.Config.ErrorLog = log.New(io.Discard, "", 0)
	f.mortals = &mortalListener{Listener: f.Listener}
	f.Listener = f.mortals
	f.Config.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, connKey{}, c.(*tls.Conn).NetConn())
	}
	f.StartTLS()
	t.Cleanup(f.end)
	return f
}

func (f *front) end() {
	f.mortals.end()
	f.Close()
	f.tokens.Close()
}

// issue is the token endpoint: every token is another one, and the last one counts.
func (f *front) issue(w http.ResponseWriter, _ *http.Request) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.issued++
	f.token = fmt.Sprintf("%s-%d", proofAccessToken, f.issued)
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(w, `{"access_token":%q,"token_type":"bearer","expires_in":1800,"refresh_token":%q}`, f.token, proofRefreshToken)
}

func (f *front) handler(channels, files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := f.requests.Add(1)
		if r.ProtoMajor == 2 {
			f.two.Add(1)
		}
		path, moved := strings.CutPrefix(r.URL.Path, "/moved")
		switch {
		case !f.accepts(r, n):
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = io.WriteString(w, `{"status":"error","category":"EXPIRED_AUTHENTICATION"}`)
			return
		case n%9 == 0 && !moved:
			f.redirected.Add(1)
			w.Header().Set("Location", "/moved"+r.URL.RequestURI())
			w.WriteHeader([]int{http.StatusTemporaryRedirect, http.StatusPermanentRedirect}[n%2])
			return
		case n%101 == 0 && r.Method == http.MethodPost && !moved: // net/http would make a GET of it
			f.turned.Add(1)
			w.Header().Set("Location", "/moved"+r.URL.RequestURI())
			w.WriteHeader([]int{http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther}[f.turned.Load()%3])
			return
		case n%13 == 0:
			f.busy.Add(1)
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		case n%17 == 0: // HTTP/2 says GOAWAY then
			f.ended.Add(1)
			w.Header().Set("Connection", "close")
		case !strings.HasPrefix(path, "/files") && f.mayDie(n):
			r.Context().Value(connKey{}).(*mortalConn).die()
		}
		r.URL.Path, r.URL.RawPath = path, ""
		if strings.HasPrefix(path, "/files") {
			files.ServeHTTP(w, r)
			return
		}
		channels.ServeHTTP(w, r)
	})
}

// mayDie reports whether it is time that a connection dies, and counts it: one for each dieEvery requests. A test that waits for
// a certain request to be of a certain kind might wait in vain.
func (f *front) mayDie(n int64) bool {
	died := f.died.Load()
	return died < n/f.dieEvery && f.died.CompareAndSwap(died, died+1)
}

// accepts reports whether a request has the token that counts. Now and then that is none any more.
func (f *front) accepts(r *http.Request, n int64) bool {
	f.lock.Lock()
	defer f.lock.Unlock()
	if n%f.revokeEvery == 0 && f.revoked.Load() < f.revokeMost {
		f.token = ""
		f.revoked.Add(1)
	}
	return f.token != "" && r.Header.Get("Authorization") == "Bearer "+f.token
}

// mortalListener accepts connections that can die.
type mortalListener struct {
	net.Listener

	lock sync.Mutex
	all  []*mortalConn
}

func (l *mortalListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	mortal := &mortalConn{Conn: conn, closed: make(chan struct{})}
	l.all = append(l.all, mortal)
	return mortal, nil
}

// end closes what nobody else will: connections that died.
func (l *mortalListener) end() {
	l.lock.Lock()
	defer l.lock.Unlock()
	for _, conn := range l.all {
		if conn.dead.Load() {
			conn.Close()
		}
	}
}

// mortalConn is a connection on which, once it is dead, nothing arrives and nothing is said, as when the network between is gone.
type mortalConn struct {
	net.Conn
	dead   atomic.Bool
	once   sync.Once
	closed chan struct{}
}

func (c *mortalConn) die() { c.dead.Store(true) }

func (c *mortalConn) Write(data []byte) (int, error) {
	if c.dead.Load() {
		return len(data), nil
	}
	return c.Conn.Write(data)
}

func (c *mortalConn) Read(data []byte) (int, error) {
	n, err := c.Conn.Read(data)
	if c.dead.Load() && err == nil {
		<-c.closed
		return 0, net.ErrClosed
	}
	return n, err
}

func (c *mortalConn) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}

// trusted makes the front's certificate one that the program trusts, so that clients can be made as programs make them, without
// an HTTP client of their own.
func (f *front) trusted(t *testing.T) {
	t.Helper()
	before := http.DefaultTransport
	trusting := before.(*http.Transport).Clone()
	trusting.TLSClientConfig = f.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	if !f.EnableHTTP2 {
		trusting.Protocols = new(http.Protocols)
		trusting.Protocols.SetHTTP1(true)
	}
	http.DefaultTransport = trusting
	t.Cleanup(func() { http.DefaultTransport = before })
}
