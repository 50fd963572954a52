package connections

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
)

// ProxyError is a proxy that did not connect to the server. net/http's own error is the proxy's text and nothing else.
type ProxyError struct{ Status int }

func (e *ProxyError) Error() string {
	text := "the proxy answered " + strconv.Itoa(e.Status)
	if name := http.StatusText(e.Status); name != "" {
		text += " " + name
	}
	return text
}

// proxyAnswer is an http.Transport's OnProxyConnectResponse.
func proxyAnswer(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return &ProxyError{answer.StatusCode}
}
