package main

import (
	"fmt"
	"io"
)

// target is a ratio that the SDK has to reach.
type target struct {
	what      string
	peer      string
	operation string
	payload   string
	unit      string
	to        string // the peer that the ratio is to
	most      float64
}

// targets are judged with each version of Go by itself.
func targets() []target {
	all := []target{
		{"bytes allocated to decode eight attachments", "sdk", "Decode", "response8", "B/op", "oapicodegen", 0.50},
		{"time to decode a text message", "sdk", "Decode", "text", cpu, "ogen", 1.2},
		{"time to encode a request, as the client does", "client", "Encode", "request7", cpu, "encodingjson", 0.25},
		{"time to encode a request by MarshalJSON", "sdk", "Encode", "request7", cpu, "encodingjson", 0.35},
		{"time of a whole call in memory", "sdk", "Call", "memory", cpu, "floor", 1.3},
		{"time of a whole call in memory", "sdk", "Call", "memory", cpu, "ogen", 0.40},
		{"time of a whole call over loopback", "sdk", "Call", "loopback", cpu, "ogen", 0.85},
	}
	for _, payload := range []string{"response8", "response64", "text"} {
		all = append(all,
			target{"time to decode " + payload, "sdk", "Decode", payload, cpu, "floor", 1.5},
			target{"time to decode " + payload, "sdk", "Decode", payload, cpu, "encodingjson", 0.40})
	}
	return all
}

// writeTargets reports whether all are reached. Times are judged by the CPU's: on a machine that is shared, the elapsed
// time, which stands beside it, says more about the neighbours.
func writeTargets(out io.Writer, m *medians) bool {
	all := true
	fmt.Fprintln(out, "| Target | relative to | at most | measured | elapsed | |\n|---|---|---:|---:|---:|---|")
	for _, t := range targets() {
		ratio, measured := m.ratio(key{t.operation, t.peer, t.payload, t.unit}, t.to)
		reached := measured && ratio <= t.most
		all = all && reached
		fmt.Fprintf(out, "| %s | %s | %.2f | %.3f | %s | %s |\n", t.what, t.to, t.most, ratio, m.elapsed(t), verdict(measured, reached))
	}
	return all
}

// elapsed is a target's ratio in elapsed time, empty where it is about something else.
func (m *medians) elapsed(t target) string {
	ratio, ok := m.ratio(key{t.operation, t.peer, t.payload, elapsed}, t.to)
	if !ok || t.unit != cpu {
		return ""
	}
	return fmt.Sprintf("%.3f", ratio)
}

func verdict(measured, reached bool) string {
	switch {
	case !measured:
		return "not measured"
	case reached:
		return "reached"
	default:
		return "missed"
	}
}
