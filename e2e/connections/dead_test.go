package connections_test

import (
	"context"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// hole is a relay. Once it is blocked, the connections that exist carry nothing more, and do not end: a NAT has
// forgotten them, a cable is out.
type hole struct {
	l       net.Listener
	mu      sync.Mutex
	blocked []*atomic.Bool
	opened  atomic.Int64
}

func newHole(t *testing.T, target string) *hole {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h := &hole{l: l}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			h.opened.Add(1)
			s, err := net.Dial("tcp", target)
			if err != nil {
				c.Close()
				continue
			}
			b := &atomic.Bool{}
			h.mu.Lock()
			h.blocked = append(h.blocked, b)
			h.mu.Unlock()
			relay := func(to, from net.Conn) {
				buf := make([]byte, 32<<10)
				for {
					n, err := from.Read(buf)
					if b.Load() {
						continue
					}
					if n > 0 {
						to.Write(buf[:n])
					}
					if err != nil {
						to.Close()
						return
					}
				}
			}
			go relay(s, c)
			go relay(c, s)
		}
	}()
	return h
}

func (h *hole) block() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, b := range h.blocked {
		b.Store(true)
	}
}

var getProtocol = runtime.Operation{Name: "Get", Method: "GET", Path: "/x", Repeat: runtime.RepeatAlways}

// The client is as sdk.New makes it; the test's certificate is made a system's root for it.
func clientThroughHole(t *testing.T, http2 bool) (*runtime.Client, *hole) {
	t.Helper()
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Proto) }))
	srv.EnableHTTP2 = http2
	srv.StartTLS()
	t.Cleanup(srv.Close)
	roots := filepath.Join(t.TempDir(), "roots.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: srv.Certificate().Raw})
	if err := os.WriteFile(roots, text, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", roots)
	h := newHole(t, srv.Listener.Addr().String())
	c, err := runtime.New(runtime.API{BaseURL: "https://" + h.l.Addr().String()}, sdk.WithAttemptTimeout(time.Second))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	if err := c.Do(context.Background(), &runtime.Call{Operation: &getProtocol}); err != nil {
		t.Fatal(err)
	}
	return c, h
}

func callsOverDeadConnection(t *testing.T, http2 bool) {
	c, h := clientThroughHole(t, http2)
	h.block()
	for range 2 {
		begun := time.Now()
		if err := c.Do(context.Background(), &runtime.Call{Operation: &getProtocol}); err != nil {
			t.Errorf("after %v, with %d connections made in all: %v", time.Since(begun).Round(time.Millisecond), h.opened.Load(), err)
		}
	}
}

func TestDeadConnectionHTTP1(t *testing.T) { callsOverDeadConnection(t, false) }
func TestDeadConnectionHTTP2(t *testing.T) { callsOverDeadConnection(t, true) }

// The same with calls that are under way at once: there is always one that keeps the dead connection from being idle.
func TestDeadConnectionOfManyCalls(t *testing.T) {
	for name, http2 := range map[string]bool{"HTTP/1.1": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) {
			c, h := clientThroughHole(t, http2)
			h.block()
			var all sync.WaitGroup
			for i := range 8 {
				all.Go(func() {
					time.Sleep(time.Duration(i) * 120 * time.Millisecond)
					begun := time.Now()
					if err := c.Do(context.Background(), &runtime.Call{Operation: &getProtocol}); err != nil {
						t.Errorf("after %v, with %d connections made in all: %v", time.Since(begun).Round(time.Millisecond), h.opened.Load(), err)
					}
				})
			}
			all.Wait()
		})
	}
}
