package runtime_test

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	goruntime "runtime"
	"sync/atomic"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// dropping accepts connections and drops them, as a load balancer does that restarts.
func dropping(t *testing.T) (address string, accepted *atomic.Int64) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	accepted = &atomic.Int64{}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			accepted.Add(1)
			conn.Close()
		}
	}()
	return l.Addr().String(), accepted
}

// A request for which no connection came was not sent, so that every operation may repeat it.
func TestNoConnectionIsRepeated(t *testing.T) {
	address, accepted := dropping(t)
	c := newClient(t, testAPI(), sdk.WithBaseURL("https://"+address), quick(3))
	failed := as[*sdk.TransportError](t, do(t.Context(), c, publish(runtime.RepeatUnprocessed)))
	if failed.Attempts != 3 || accepted.Load() != 3 {
		t.Errorf("after %d tries and %d connections: %v", failed.Attempts, accepted.Load(), failed)
	}
}

// A connection that is dropped after the request may have carried it.
func TestLostConnectionIsNotRepeated(t *testing.T) {
	address, _ := dropping(t)
	c := newClient(t, testAPI(), sdk.WithBaseURL("http://"+address), quick(3))
	failed := as[*sdk.TransportError](t, do(t.Context(), c, publish(runtime.RepeatUnprocessed)))
	if failed.Attempts != 1 {
		t.Errorf("after %d tries: %v", failed.Attempts, failed)
	}
}

// A proxy that is busy is asked again; one that wants a password is not.
func TestProxiesThatRefuse(t *testing.T) {
	for status, want := range map[int]int64{http.StatusServiceUnavailable: 3, http.StatusProxyAuthRequired: 1} {
		var asked atomic.Int64
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			asked.Add(1)
			w.WriteHeader(status)
		}))
		t.Cleanup(proxy.Close)
		address, _ := url.Parse(proxy.URL)
		transport := &http.Transport{Proxy: http.ProxyURL(address)}
		c := newClient(t, testAPI(), sdk.WithHTTPClient(&http.Client{Transport: transport}), quick(3))
		if err := do(t.Context(), c, publish(runtime.RepeatUnprocessed)); err == nil || asked.Load() != want {
			t.Errorf("%d: asked %d times: %v", status, asked.Load(), err)
		}
	}
}

// A server that speaks no TLS does not learn it by waiting.
func TestServerWithoutTLS(t *testing.T) {
	s := newServer(t, ok())
	c := newClient(t, testAPI(), sdk.WithBaseURL("https"+s.URL[len("http"):]), quick(3))
	if failed := as[*sdk.TransportError](t, do(t.Context(), c, publish(runtime.RepeatAlways))); failed.Attempts != 1 {
		t.Errorf("after %d tries: %v", failed.Attempts, failed)
	}
}

// A transport that reports nothing proves nothing, whatever its error looks like.
func TestSilentTransportProvesNothing(t *testing.T) {
	dial := &net.OpError{Op: "dial", Err: errors.New("refused")}
	c := newClient(t, testAPI(), quick(3), transport(func(int, *http.Request) (*http.Response, error) { return nil, dial }).option())
	if failed := as[*sdk.TransportError](t, do(t.Context(), c, publish(runtime.RepeatUnprocessed))); failed.Attempts != 1 {
		t.Errorf("after %d tries: %v", failed.Attempts, failed)
	}
}

// Clients without an HTTP client of their own share connections, and middleware does not keep them from being closed.
func TestClientsShareConnections(t *testing.T) {
	var opened atomic.Int64
	s := httptest.NewUnstartedServer(ok())
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	opaque := func(next http.RoundTripper) http.RoundTripper { return sdk.RoundTripperFunc(next.RoundTrip) }
	var last *runtime.Client
	before := goruntime.NumGoroutine()
	for range 200 {
		last = newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithMiddleware(opaque))
		if err := do(t.Context(), last, publish(runtime.RepeatAlways)); err != nil {
			t.Fatal(err)
		}
	}
	if opened.Load() != 1 {
		t.Errorf("200 clients have %d connections", opened.Load())
	}
	more := goruntime.NumGoroutine() - before
	t.Logf("200 clients have %d goroutines and %d connections", more, opened.Load())
	if more > 20 {
		t.Errorf("200 clients have %d goroutines", more)
	}
	last.CloseIdleConnections()
	if err := do(t.Context(), last, publish(runtime.RepeatAlways)); err != nil || opened.Load() != 2 {
		t.Errorf("%d connections: %v", opened.Load(), err)
	}
}
