// Command table reads the output of the benchmarks, of several runs one after the other, and prints what the README
// shows: each peer's median as a ratio to the baseline's, in Markdown, and whether the targets are reached.
//
//	./run.sh | go run ./table
//
// With -strict it exits with 1 if a target is missed. With -chart it draws a chart, for light and for dark pages.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	strict := flag.Bool("strict", false, "exit with 1 if a target is missed")
	charts := flag.String("chart", "", "draw what a call costs beside the peers to files that begin so")
	flag.Parse()
	reached, err := run(os.Stdin, os.Stdout, *charts)
	if err != nil {
		fmt.Fprintln(os.Stderr, "table:", err)
		os.Exit(2)
	}
	if *strict && !reached {
		os.Exit(1)
	}
}

// run reports whether all targets are reached.
func run(in io.Reader, out io.Writer, charts string) (bool, error) {
	measured, err := readMedians(in)
	if err != nil {
		return false, err
	}
	if charts != "" {
		if err := writeCharts(charts, measured); err != nil {
			return false, err
		}
	}
	fmt.Fprintf(out, "%s\n\n", measured.circumstances())
	writeRatios(out, measured, "Time", elapsed)
	writeRatios(out, measured, "CPU time", cpu)
	writeRatios(out, measured, "Bytes allocated", "B/op")
	writeRatios(out, measured, "Allocations", "allocs/op")
	return writeTargets(out, measured), nil
}
