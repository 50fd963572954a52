package bench

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// TestMain writes Go's version above the benchmarks' results, where the table finds it.
func TestMain(m *testing.M) {
	flag.Parse()
	if flag.Lookup("test.bench").Value.String() != "" {
		fmt.Printf("go: %s\n", runtime.Version())
	}
	os.Exit(m.Run())
}

func BenchmarkDecode(b *testing.B) { eachPayload(b, peer.decode) }

func BenchmarkEncode(b *testing.B) { eachPayload(b, peer.encode) }

// BenchmarkCall publishes request7 and reads response8.
func BenchmarkCall(b *testing.B) {
	for _, p := range peers() {
		b.Run(p.name(), func(b *testing.B) {
			b.Run("loopback", func(b *testing.B) { measure(b, p.call(b, loopback(b, p))) })
			b.Run("memory", func(b *testing.B) { measure(b, p.call(b, memory(b, p))) })
		})
	}
}

// BenchmarkCallPrepared is BenchmarkCall/oapicodegen/memory without the encoding of the attachments, for programs that
// send the same request again and again, and the SDK's call beside it, which encodes them each time.
func BenchmarkCallPrepared(b *testing.B) {
	b.Run("sdk/memory", func(b *testing.B) {
		measure(b, sdkPeer{}.call(b, memory(b, sdkPeer{})))
	})
	b.Run("oapicodegen/memory", func(b *testing.B) {
		measure(b, oapiCodegenPeer{}.callPrepared(b, memory(b, oapiCodegenPeer{})))
	})
}

func eachPayload(b *testing.B, prepare func(peer, testing.TB, string) work) {
	for _, p := range peers() {
		b.Run(p.name(), func(b *testing.B) {
			for _, payload := range payloads() {
				if w := prepare(p, b, payload); w != nil {
					b.Run(payload, func(b *testing.B) { measure(b, w) })
				}
			}
		})
	}
}

// measure reports the process's CPU time beside the elapsed time: it depends far less on what else the machine is doing.
func measure(b *testing.B, w work) {
	b.ReportAllocs()
	warmUp(b, w)
	start := cpuTime(b)
	for b.Loop() {
		if err := w(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(cpuTime(b)-start)/float64(b.N), "cpu-ns/op")
}

// warmUp fills caches and pools, so that the first benchmark of a process is not the slowest.
func warmUp(b *testing.B, w work) {
	for range 20 {
		if err := w(); err != nil {
			b.Fatal(err)
		}
	}
}

// cpuTime is what all threads of the process have used, the garbage collector's included.
func cpuTime(tb testing.TB) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
