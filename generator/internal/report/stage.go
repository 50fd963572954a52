package report

import (
	"runtime"
	"time"
)

// Stage is what one stage took.
type Stage struct {
	// Name is read, resolve, emit, or write; with --check the last is compare.
	Name string `json:"name"`
	// Done reports that the stage ended without an error.
	Done bool `json:"done"`
	// Seconds is the elapsed time. CPUSeconds is the processor time, which depends less on what else the machine does; 0 on
	// Windows.
	Seconds    float64 `json:"seconds"`
	CPUSeconds float64 `json:"cpuSeconds"`
	// PeakMB is the largest size of the process in memory during the stage, in mebibytes; 0 on other systems than Linux.
	PeakMB int `json:"peakMB"`
}

// Measure runs a stage and records what it took.
func Measure[T any](r *Report, name string, stage func() (T, error)) (T, error) {
	if r == nil {
		return stage()
	}
	runtime.GC() // what the stage before left behind is not this one's
	resetPeak()
	begin, cpu := time.Now(), cpuSeconds()
	made, err := stage()
	r.change(func(f *fields) {
		f.Stages = append(f.Stages, Stage{name, err == nil, time.Since(begin).Seconds(), cpuSeconds() - cpu, peakMB()})
	})
	return made, err
}
