package customchannels_test

import (
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// soakTime is how long TestSoak lasts: a moment, unless SOAK says otherwise ("10m").
func soakTime(t *testing.T) time.Duration {
	if os.Getenv("SOAK") == "" {
		return 2 * time.Second
	}
	d, err := time.ParseDuration(os.Getenv("SOAK"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSoak calls for a long time, while every tenth request fails: neither memory nor goroutines grow. The server keeps nothing.
func TestSoak(t *testing.T) {
	const answer = `{"id":"1","type":"MESSAGE","direction":"INCOMING","channelId":"2","channelAccountId":"3","conversationsThreadId":"4","createdAt":"2026-03-30T12:00:00Z",` +
		`"createdBy":"5","senders":[],"recipients":[],"attachments":[{"type":"LOCATION","latitude":1,"longitude":2}],"text":"x","richText":"x"}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		switch rand.IntN(30) {
		case 0:
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		case 1:
			panic(http.ErrAbortHandler)
		case 2:
			w.Header().Set("Content-Length", "1000")
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, answer)
	}))
	defer server.Close()
	server.Config.ErrorLog = nil
	policy := sdktest.QuickRetries()
	policy.MaxAttempts = 20
	client := newClient(t, customchannels.WithBaseURL(server.URL), customchannels.WithAccessToken("t"), customchannels.WithRetry(policy))
	var calls, failed atomic.Int64
	end := time.Now().Add(soakTime(t))
	var callers sync.WaitGroup
	for range 16 {
		callers.Go(func() {
			for time.Now().Before(end) {
				if _, err := client.PublishMessage(t.Context(), channelID, newMessage()); err != nil {
					failed.Add(1)
				}
				calls.Add(1)
			}
		})
	}
	var samples []sample
	for range 10 {
		time.Sleep(soakTime(t) / 11)
		samples = append(samples, takeSample())
		t.Logf("%8d calls: %6d kB, %3d goroutines", calls.Load(), samples[len(samples)-1].memory>>10, samples[len(samples)-1].goroutines)
	}
	callers.Wait()
	if failed.Load() > 0 {
		t.Errorf("%d of %d calls failed", failed.Load(), calls.Load())
	}
	early, late := samples[2], samples[len(samples)-1]
	if late.memory > 2*early.memory+4<<20 || late.goroutines > early.goroutines+50 {
		t.Errorf("from %+v to %+v", early, late)
	}
}

// sample is what the process has.
type sample struct {
	memory     uint64 // of live objects
	goroutines int
}

func takeSample() sample {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return sample{stats.HeapAlloc, runtime.NumGoroutine()}
}
