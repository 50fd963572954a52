package runtime

import (
	"net/http"
	"net/url"

	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

// proxy is how the user's transport finds its proxy, nil where that cannot be known.
func (c *config) proxy() func(*http.Request) (*url.URL, error) {
	transport := http.DefaultTransport
	if c.HTTPClient != nil && c.HTTPClient.Transport != nil {
		transport = c.HTTPClient.Transport
	}
	switch transport := transport.(type) {
	case *http.Transport:
		return transport.Proxy
	case interface {
		Proxy(*http.Request) (*url.URL, error)
	}: // the one that clients share
		return transport.Proxy
	default:
		return nil
	}
}

// proxySecrets are the credentials for the proxy on the way to the server, which it may echo.
func (c *Client) proxySecrets() redact.Secrets {
	if c.proxy == nil {
		return nil
	}
	proxy, err := c.proxy(&http.Request{Method: http.MethodGet, URL: c.servers[0].url, Host: c.servers[0].url.Host, Header: http.Header{}})
	if err != nil || proxy == nil || proxy.User == nil {
		return nil
	}
	password, _ := proxy.User.Password()
	return redact.New(proxy.User.Username()+":"+password, password)
}
