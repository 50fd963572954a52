package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// stage is what one stage took.
type stage struct {
	Done bool
	// Wall and CPU are seconds. CPU depends less on what else the machine does.
	Wall, CPU float64
	// PeakMB is the size in memory of the largest process.
	PeakMB int
}

// measure runs a stage within this process. The peak is the process's largest size in memory meanwhile.
func (s *stage) measure(f func() error) error {
	runtime.GC()
	resetPeak()
	begin, cpu := time.Now(), ownCPU()
	err := f()
	*s = stage{Done: err == nil, Wall: time.Since(begin).Seconds(), CPU: ownCPU() - cpu, PeakMB: peakMB()}
	return err
}

// used takes over what a process and those that it started took.
func (s *stage) used(state *os.ProcessState) {
	s.CPU = (state.UserTime() + state.SystemTime()).Seconds()
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		s.PeakMB = int(usage.Maxrss >> 10)
	}
}

// ownCPU is the processor time of this process so far, in seconds.
func ownCPU() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
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
