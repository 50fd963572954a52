package connections

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
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
