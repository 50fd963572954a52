//go:build unix

package customchannels

import (
	"os"
	"syscall"
	"testing"
	"time"
)

// BenchmarkEncode is what the benchmarks of module bench cannot call: the client's own encoding, which writes a body into a
// buffer that is used again. They run it beside theirs.
func BenchmarkEncode(b *testing.B) {
	data, err := os.ReadFile("../../../bench/testdata/messages/request7.json")
	if err != nil {
		b.Fatal(err)
	}
	message := new(MessageRequest)
	if err := message.UnmarshalJSON(data); err != nil {
		b.Fatal(err)
	}
	b.Run("client/request7", func(b *testing.B) {
		b.ReportAllocs()
		buffer, _ := types.Append(nil, message)
		began := processTime(b)
		for b.Loop() {
			buffer, _ = types.Append(buffer[:0], message)
		}
		b.ReportMetric(float64(processTime(b)-began)/float64(b.N), "cpu-ns/op")
	})
}

// processTime is the CPU time of all threads.
func processTime(tb testing.TB) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
