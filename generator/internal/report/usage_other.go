//go:build !linux

package report

func resetPeak() {}

func peakMB() int { return 0 }
