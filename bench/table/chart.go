package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/perf/benchunit"
)

// colours are what a chart is drawn in.
type colours struct{ text, own, other string }

func light() colours { return colours{text: "#1f2328", own: "#0969da", other: "#afb8c1"} }
func dark() colours  { return colours{text: "#e6edf3", own: "#4493f8", other: "#545d68"} }

// bar is a peer's median.
type bar struct {
	name  string
	value float64
}

// writeCharts writes what a call costs beside the peers to two files: for light and for dark pages.
func writeCharts(prefix string, m *medians) error {
	bars := callBars(m)
	if len(bars) == 0 {
		return fmt.Errorf("no calls in memory were measured")
	}
	for suffix, in := range map[string]colours{"-light.svg": light(), "-dark.svg": dark()} {
		if err := os.WriteFile(prefix+suffix, []byte(chart(bars, m.config["go"], in)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// callBars are the peers by what a call in memory takes of the CPU, the least first.
func callBars(m *medians) []bar {
	var bars []bar
	for _, peer := range m.peers {
		if value, ok := m.of(key{"Call", peer, "memory", cpu}); ok {
			bars = append(bars, bar{title(peer), value})
		}
	}
	slices.SortStableFunc(bars, func(a, b bar) int { return cmp.Compare(a.value, b.value) })
	return bars
}

// title is what a peer is called in a chart.
func title(peer string) string {
	switch peer {
	case "sdk":
		return "this SDK"
	case "floor":
		return "by hand on jx"
	case "encodingjson":
		return "encoding/json"
	case "oapicodegen":
		return "oapi-codegen"
	case "stainless":
		return "Stainless"
	default:
		return peer
	}
}

// The chart's measures, in pixels.
const (
	chartWidth, labelWidth, valueWidth = 640, 130, 90
	barHeight, barGap, headHeight      = 20, 8, 34
)

func chart(bars []bar, version string, in colours) string {
	var svg strings.Builder
	height := headHeight + len(bars)*(barHeight+barGap)
	fmt.Fprintf(&svg, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %d" font-family="sans-serif" font-size="13" fill="%s">`+"\n",
		chartWidth, height, in.text)
	fmt.Fprintf(&svg, `<text x="0" y="16" font-weight="bold">CPU time of one call without the network: seven attachments sent, eight read (%s)</text>`+"\n", version)
	longest := bars[len(bars)-1].value
	for i, b := range bars {
		top, colour := headHeight+i*(barHeight+barGap), in.other
		if b.name == title("sdk") {
			colour = in.own
		}
		width := int(b.value / longest * (chartWidth - labelWidth - valueWidth))
		fmt.Fprintf(&svg, `<text x="%d" y="%d" text-anchor="end">%s</text>`, labelWidth-8, top+15, b.name)
		fmt.Fprintf(&svg, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`, labelWidth, top, max(width, 1), barHeight, colour)
		fmt.Fprintf(&svg, `<text x="%d" y="%d">%ss</text>`+"\n", labelWidth+width+8, top+15, benchunit.Scale(b.value, benchunit.Decimal))
	}
	return svg.String() + "</svg>\n"
}
