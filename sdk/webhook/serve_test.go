package webhook_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// A request that has begun is answered, also when the program is to end meanwhile.
func TestServe(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- webhook.Serve(ctx, listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			cancel()
			for { // until nobody can connect any more
				conn, err := net.Dial("tcp", listener.Addr().String())
				if err != nil {
					break
				}
				_ = conn.Close()
			}
			_, _ = io.WriteString(w, "done")
		}))
	}()
	resp, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if text, err := io.ReadAll(resp.Body); err != nil || string(text) != "done" {
		t.Errorf("answered %q, %v", text, err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := webhook.Serve(t.Context(), listener, nil); err == nil {
		t.Error("a closed listener is served")
	}
}
