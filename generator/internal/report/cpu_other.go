//go:build !unix

package report

// cpuSeconds returns 0 where the system is not asked.
func cpuSeconds() float64 { return 0 }
