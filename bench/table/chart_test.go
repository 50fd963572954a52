package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const results = `go: go1.27.3
BenchmarkCall/sdk/memory-2 	 100	 21000 ns/op	 20000 cpu-ns/op
BenchmarkCall/ogen/memory-2 	 100	 41000 ns/op	 40000 cpu-ns/op
BenchmarkCall/floor/memory-2 	 100	 16000 ns/op	 10000 cpu-ns/op
BenchmarkDecode/ogen/text-2 	 100	 1000 ns/op	 900 cpu-ns/op
`

// The bars are in the order of what they show, as long as it says, and the SDK's has a colour of its own.
func TestChart(t *testing.T) {
	m, err := readMedians(strings.NewReader(results))
	if err != nil {
		t.Fatal(err)
	}
	prefix := filepath.Join(t.TempDir(), "call")
	if err := writeCharts(prefix, m); err != nil {
		t.Fatal(err)
	}
	for suffix, in := range map[string]colours{"-light.svg": light(), "-dark.svg": dark()} {
		data, err := os.ReadFile(prefix + suffix)
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, data)
		lines := strings.Split(string(data), "\n")
		for i, want := range []string{`by hand on jx</text>|width="105"|` + in.other, `this SDK</text>|width="210"|` + in.own + `|20.00µs`, `ogen</text>|width="420"|` + in.other} {
			for part := range strings.SplitSeq(want, "|") {
				if !strings.Contains(lines[2+i], part) {
					t.Errorf("%s: %s lacks %s", suffix, lines[2+i], part)
				}
			}
		}
	}
}

func wellFormed(t *testing.T, data []byte) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(data)))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
