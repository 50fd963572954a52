package connections

import (
	"bytes"
	"io"
	"net/http"
)

// wholeBytes is how much of an answer is read: more than any token needs.
const wholeBytes = 1 << 20

// Whole is a transport whose answers have arrived with all of their bodies, up to 1 MiB. One that breaks off is a failure of
// the transport, which passes, and not an answer that cannot be understood.
func Whole(next http.RoundTripper) http.RoundTripper {
	if next == nil {
		next = Shared()
	}
	return whole{next}
}

type whole struct{ next http.RoundTripper }

func (w whole) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := w.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, wholeBytes))
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// CloseIdleConnections passes that on.
func (w whole) CloseIdleConnections() {
	if next, ok := w.next.(interface{ CloseIdleConnections() }); ok {
		next.CloseIdleConnections()
	}
}
