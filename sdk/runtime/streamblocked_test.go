package runtime_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

var putOctets = runtime.Operation{Name: "Upload", Method: "PUT", Path: "/files", Repeat: runtime.RepeatAlways, Body: runtime.RequestBody{MediaType: "application/octet-stream"}}

// serve answers each connection's first request with answer, once it has seen the header, and keeps it open.
func answering(t *testing.T, answer string) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { c.Close() })
			go func() {
				if _, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
					io.WriteString(c, answer)
				}
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

func hangs(t *testing.T, answer string, timeout time.Duration, options ...sdk.Option) {
	client, err := runtime.New(runtime.API{BaseURL: answering(t, answer)}, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.CloseIdleConnections)
	r, w := io.Pipe() // its writer waits for something else
	defer w.Close()
	go w.Write([]byte("the beginning"))
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- client.Do(ctx, &runtime.Call{Operation: &putOctets, Stream: r}) }()
	select {
	case err := <-done:
		if err == nil {
			t.Error("the call succeeds")
		}
	case <-time.After(timeout + 3*time.Second):
		t.Error("the call has not returned 3 s after its context has ended")
	}
}

// The server is busy and says so at once.
func TestBlockedReaderAndUnavailable(t *testing.T) {
	hangs(t, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 0\r\n\r\n", time.Second)
}

// The context ends.
func TestBlockedReaderAndContext(t *testing.T) { hangs(t, "", 300*time.Millisecond) }

// A try takes too long.
func TestBlockedReaderAndAttemptTimeout(t *testing.T) {
	hangs(t, "", time.Second, sdk.WithAttemptTimeout(100*time.Millisecond))
}
