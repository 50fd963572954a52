package runtime_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// What all of this costs a call that succeeds at once, over a transport without sockets, against the bare one: build
// the request, http.Client.Do, io.ReadAll, decode.

const overheadBody = `{"ID":"42","archived":false,"channelId":"7","createdAt":"2026-03-30T00:00:00Z","text":"the blue one is in stock"}`

func memory() *http.Client {
	return &http.Client{Transport: sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
		if req.Body != nil {
			_, _ = io.Copy(io.Discard, req.Body)
		}
		return &http.Response{
			StatusCode: 201, Header: http.Header{"Content-Type": {"application/json"}, "X-Left": {"90/100"}}, Request: req,
			Body: io.NopCloser(bytes.NewReader([]byte(overheadBody))), ContentLength: int64(len(overheadBody)),
		}, nil
	})}
}

func bare(tb testing.TB) func() {
	client := memory()
	op := publish(runtime.RepeatAlways)
	return func() {
		var into message
		target := "https://api.example.com" + strings.ReplaceAll(op.Path, "{id}", "7")
		req, err := http.NewRequestWithContext(tb.Context(), op.Method, target, bytes.NewReader([]byte(messageBody)))
		if err != nil {
			tb.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Accept", "application/json")
		req.Header.Set("Authorization", "Bearer "+token)
		req.Header.Set("User-Agent", "bare/1.0")
		resp, err := client.Do(req)
		if err != nil {
			tb.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != 201 {
			tb.Fatal(err)
		}
		if err := json.Unmarshal(data, &into); err != nil {
			tb.Fatal(err)
		}
	}
}

func whole(tb testing.TB) func() {
	c := newClient(tb, testAPI(), sdk.WithHTTPClient(memory()))
	op := publish(runtime.RepeatAlways)
	return func() {
		if err := c.Do(tb.Context(), newCall(op, &message{})); err != nil {
			tb.Fatal(err)
		}
	}
}

func TestOverheadInAllocations(t *testing.T) {
	before, after := testing.AllocsPerRun(200, bare(t)), testing.AllocsPerRun(200, whole(t))
	if after > before+10 {
		t.Errorf("%.0f allocations, %.0f without the SDK", after, before)
	}
}

func BenchmarkCall(b *testing.B) {
	for name, call := range map[string]func(){"bare": bare(b), "sdk": whole(b)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				call()
			}
		})
	}
}

// BenchmarkOverhead reports how many times the bare call's time a call takes. It measures them in turn and takes the
// median, because a busy machine changes its speed between two benchmarks by more than what is measured here.
func BenchmarkOverhead(b *testing.B) {
	before, after := bare(b), whole(b)
	var ratios []float64
	for b.Loop() {
		ratios = append(ratios, float64(lasts(after))/float64(lasts(before)))
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "times-bare")
	b.ReportMetric(0, "ns/op")
}

func lasts(call func()) time.Duration {
	start := time.Now()
	for range 200 {
		call()
	}
	return time.Since(start)
}
