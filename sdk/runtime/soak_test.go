package runtime_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// shop takes messages by their idempotency key, and fails every fifth request in one of many ways, some of them after it
// has taken the message.
type shop struct {
	mu    sync.Mutex
	taken map[string]int // messages by key
	asked int
}

func (s *shop) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var sent struct{ Key string }
	if err != nil || json.Unmarshal(body, &sent) != nil {
		answer(400, "{}")(w, r)
		return
	}
	s.mu.Lock()
	s.asked++
	fault := rand.IntN(5 * len(s.faults()))
	lost := fault < len(s.faults()) && fault%2 == 0 // the request is lost, not the answer
	if !lost {
		s.taken[sent.Key]++
	}
	s.mu.Unlock()
	if fault < len(s.faults()) {
		s.faults()[fault](w, r)
		return
	}
	ok()(w, r)
}

func (s *shop) faults() []http.HandlerFunc {
	return []http.HandlerFunc{
		reset, reset,
		answer(429, "{}"), answer(200, `{"ID"`, "Content-Length", "11"),
		answer(503, "", "Retry-After", "1"), raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
		answer(502, "<html>"), answer(504, ""),
	}
}

// TestManyCallsThroughFaults sends messages from many goroutines at 20% faults: all of them arrive.
func TestManyCallsThroughFaults(t *testing.T) {
	const goroutines, each = 16, 30
	s := &shop{taken: map[string]int{}}
	server := httptest.NewServer(http.HandlerFunc(s.serve))
	defer server.Close()
	var out bytes.Buffer
	c := newClient(t, testAPI(), sdk.WithBaseURL(server.URL), quick(20), sdk.WithAttemptTimeout(time.Minute),
		sdk.WithRateLimit(1_000_000, time.Second), sdk.WithLogger(slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	var all sync.WaitGroup
	for g := range goroutines {
		all.Go(func() {
			for i := range each {
				call := newCall(publish(runtime.RepeatAlways), &message{})
				call.Body = json.RawMessage(fmt.Appendf(nil, `{"key":"%d-%d","text":"the blue one"}`, g, i))
				if err := c.Do(t.Context(), call); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if len(s.taken) != goroutines*each || s.asked <= len(s.taken) {
		t.Errorf("%d messages of %d arrived in %d requests", len(s.taken), goroutines*each, s.asked)
	}
	if text := out.String(); strings.Contains(text, token) || strings.Contains(text, "the blue one") {
		t.Error("a secret is in the log")
	}
}
