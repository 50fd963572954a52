package runtime

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/connections"
)

// No try helps against a proxy that wants other credentials; a proxy that is not well may be better soon. Both are so for
// the client's own transport and for the user's, of which net/http hands on the words only.
func TestProxyThatRefuses(t *testing.T) {
	for status, want := range map[int]int64{407: 1, 502: 3, 403: 3} {
		for name, hook := range map[string]bool{"own": true, "user's": false} {
			t.Run(fmt.Sprint(name, " ", status), func(t *testing.T) {
				var asked atomic.Int64
				proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					asked.Add(1)
					w.WriteHeader(status)
				}))
				defer proxy.Close()
				address, err := url.Parse(proxy.URL)
				if err != nil {
					t.Fatal(err)
				}
				transport := &http.Transport{Proxy: http.ProxyURL(address)}
				if hook {
					transport = connections.New(transport)
				}
				c, err := New(API{BaseURL: "https://api.example.com"}, sdk.WithHTTPClient(&http.Client{Transport: transport}),
					sdk.WithRetry(sdk.RetryPolicy{MaxAttempts: 3, MaxBackoff: time.Millisecond}))
				if err != nil {
					t.Fatal(err)
				}
				err = c.Do(t.Context(), &Call{Operation: &Operation{Method: "GET", Path: "/things", Repeat: RepeatAlways}})
				var failed *sdk.TransportError
				if !errors.As(err, &failed) || asked.Load() != want {
					t.Errorf("%d requests: %v", asked.Load(), err)
				}
				if hook && !strings.Contains(err.Error(), fmt.Sprintf("the proxy answered %d %s", status, http.StatusText(status))) {
					t.Errorf("got %v", err)
				}
			})
		}
	}
}

// A client that is given for its timeout or its cookies alone is on the connections of all others.
func TestGivenClientWithoutATransport(t *testing.T) {
	c, err := New(API{BaseURL: "https://api.example.com"}, sdk.WithHTTPClient(&http.Client{Timeout: time.Minute}))
	if err != nil || c.transport != connections.Shared() || c.http.Timeout != time.Minute {
		t.Errorf("%+v, %v", c.transport, err)
	}
}
