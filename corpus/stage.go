package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// stage is what one stage took.
type stage struct {
	Done    bool
	Seconds float64
	PeakMB  int
}

// measure runs a stage. The peak is the process's largest size in memory meanwhile.
func (s *stage) measure(f func() error) error {
	runtime.GC()
	resetPeak()
	begin := time.Now()
	err := f()
	s.Seconds, s.PeakMB, s.Done = time.Since(begin).Seconds(), peakMB(), err == nil
	return err
}

// resetPeak makes Linux forget the largest size in memory so far. Elsewhere the peak is that of all stages.
func resetPeak() {
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // best effort
}

// peakMB is the largest size in memory since it was reset, 0 where the system does not say.
func peakMB() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kilobytes, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")))
			return kilobytes >> 10
		}
	}
	return 0
}
