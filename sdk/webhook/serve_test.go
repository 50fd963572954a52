package webhook_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// A request that has begun is answered, also when the program is to end meanwhile. The work ends, too, however serving does.
func TestServe(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended, worked := make(chan error, 1), false
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
		}), func(ctx context.Context) {
			<-ctx.Done()
			worked = true
		})
	}()
	resp, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if text, err := io.ReadAll(resp.Body); err != nil || string(text) != "done" {
		t.Errorf("answered %q, %v", text, err)
	}
	if err := <-ended; err != nil || !worked {
		t.Errorf("worked %t, %v", worked, err)
	}
	worked = false
	if err := webhook.Serve(t.Context(), listener, nil, func(ctx context.Context) { <-ctx.Done(); worked = true }); err == nil || !worked {
		t.Errorf("a closed listener is served: worked %t, %v", worked, err)
	}
}
