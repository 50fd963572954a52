package connections

import (
	"net/http"
	"net/url"

	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// Elsewhere is what a request's context has under [settings.AttemptKey]: whether to send it by other connections than those of
// the try before. Over HTTP/2 all calls share a connection, and one that died stays in use until a ping is missed, for as long as
// any call is under way on it.
type Elsewhere interface{ Elsewhere() bool }

// pair is two transports that have no connections in common.
type pair struct{ first, second *http.Transport }

func (p *pair) RoundTrip(req *http.Request) (*http.Response, error) {
	if try, ok := req.Context().Value(settings.AttemptKey{}).(Elsewhere); ok && try.Elsewhere() {
		return p.second.RoundTrip(req)
	}
	return p.first.RoundTrip(req)
}

// CloseIdleConnections closes those of both.
func (p *pair) CloseIdleConnections() {
	p.first.CloseIdleConnections()
	p.second.CloseIdleConnections()
}

// Proxy is how both find their proxy.
func (p *pair) Proxy(req *http.Request) (*url.URL, error) {
	if p.first.Proxy == nil {
		return nil, nil
	}
	return p.first.Proxy(req)
}
