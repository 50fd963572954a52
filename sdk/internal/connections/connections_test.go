package connections

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

func TestProxyThatConnects(t *testing.T) {
	if err := proxyAnswer(t.Context(), nil, nil, &http.Response{StatusCode: 200}); err != nil {
		t.Error(err)
	}
	var refused *ProxyError
	if err := proxyAnswer(t.Context(), nil, nil, &http.Response{StatusCode: 407}); !errors.As(err, &refused) || refused.Status != 407 {
		t.Error(err)
	}
}

// An answer that breaks off is the transport's failure; any other is as the server sent it.
func TestWhole(t *testing.T) {
	for length, whole := range map[string]bool{"5": true, "6": false} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", length)
			_, _ = io.WriteString(w, "token")
		}))
		defer s.Close()
		client := &http.Client{Transport: Whole(s.Client().Transport)}
		resp, err := client.Get(s.URL)
		if (err == nil) != whole {
			t.Errorf("length %s: %v", length, err)
		}
		if err == nil {
			if body, err := io.ReadAll(resp.Body); string(body) != "token" || err != nil {
				t.Errorf("%q, %v", body, err)
			}
			resp.Body.Close()
		}
		client.CloseIdleConnections()
	}
}

func TestSharedIsOne(t *testing.T) {
	if Shared() != Shared() {
		t.Error("each asks for connections of its own")
	}
	if config := New(&http.Transport{}).HTTP2; config.SendPingTimeout != silence || config.PingTimeout != pingTimeout {
		t.Errorf("pings are %+v", config)
	}
	own := &http.HTTP2Config{}
	if New(&http.Transport{HTTP2: own}).HTTP2.SendPingTimeout != 0 {
		t.Error("what the program has set is changed")
	}
}

// elsewhere is a try that is to leave the connections of the one before.
type elsewhere bool

func (e elsewhere) Elsewhere() bool { return bool(e) }

// The two ways have no connection in common, and find the same proxy.
func TestTheSecondWayIsAnother(t *testing.T) {
	var from []string
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { from = append(from, r.RemoteAddr) }))
	defer s.Close()
	proxied := &url.URL{Scheme: "http", Host: "proxy.example"}
	both := &pair{New(&http.Transport{}), New(&http.Transport{})}
	defer both.CloseIdleConnections()
	for _, way := range []elsewhere{false, true, false, true} {
		req := httptest.NewRequestWithContext(context.WithValue(t.Context(), settings.AttemptKey{}, way), http.MethodGet, s.URL, nil)
		req.RequestURI = ""
		resp, err := both.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	if from[0] == from[1] || from[0] != from[2] || from[1] != from[3] {
		t.Errorf("requests came from %q", from)
	}
	both.first.Proxy = http.ProxyURL(proxied)
	if found, err := both.Proxy(&http.Request{}); err != nil || found != proxied {
		t.Errorf("%v, %v", found, err)
	}
}
