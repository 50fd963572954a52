package bench

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
)

// connection is where a peer's call goes: a base URL and the client that reaches it.
type connection struct {
	url    string
	client *http.Client
}

// memory answers without a network: what is left is what the peers themselves do.
func memory(tb testing.TB, p peer) connection {
	answer := answerer{status: p.status(), body: read(tb, p, response8)}
	return connection{url: "https://memory.invalid", client: &http.Client{Transport: answer}}
}

type answerer struct {
	status int
	body   []byte
}

func (a answerer) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := drain(req.Body); err != nil {
		return nil, err
	}
	return &http.Response{
		Status:        http.StatusText(a.status),
		StatusCode:    a.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        http.Header{"Content-Type": {"application/json"}},
		Body:          io.NopCloser(bytes.NewReader(a.body)),
		ContentLength: int64(len(a.body)),
		Request:       req,
	}, nil
}

func drain(body io.ReadCloser) error {
	if _, err := io.Copy(io.Discard, body); err != nil {
		return err
	}
	return body.Close()
}

// loopback answers over a TCP connection that is kept alive.
func loopback(tb testing.TB, p peer) connection {
	body := read(tb, p, response8)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(p.status())
		_, _ = w.Write(body)
	}))
	tb.Cleanup(server.Close)
	return connection{url: server.URL, client: server.Client()}
}
