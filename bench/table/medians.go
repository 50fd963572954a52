package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// key is what was measured: Decode, sdk, response8, sec/op.
type key struct{ operation, peer, payload, unit string }

// medians are the results of several runs.
type medians struct {
	samples map[key][]float64
	// rows are the operations and payloads, and peers the peers, in the order of the benchmarks.
	rows, peers ordered
	config      map[string]string
}

// ordered is a list without duplicates.
type ordered []string

func (o *ordered) add(item string) {
	for _, have := range *o {
		if have == item {
			return
		}
	}
	*o = append(*o, item)
}

func readMedians(in io.Reader) (*medians, error) {
	m := &medians{samples: map[key][]float64{}, config: map[string]string{}}
	reader := benchfmt.NewReader(in, "stdin")
	for reader.Scan() {
		switch record := reader.Result().(type) {
		case *benchfmt.Result:
			if err := m.add(record); err != nil {
				return nil, err
			}
		case *benchfmt.SyntaxError:
			return nil, record
		}
	}
	if err := reader.Err(); err != nil {
		return nil, err
	}
	if len(m.samples) == 0 {
		return nil, errors.New("no benchmark results on standard input")
	}
	return m, nil
}

// add takes a result named Decode/sdk/response8-2.
func (m *medians) add(result *benchfmt.Result) error {
	base, parts := result.Name.Parts()
	if len(parts) < 2 {
		return fmt.Errorf("benchmark %s is not named operation/peer/payload", result.Name)
	}
	operation, peer, payload := string(base), part(parts[0]), part(parts[1])
	m.rows.add(operation + " " + payload)
	m.peers.add(peer)
	for _, value := range result.Values {
		k := key{operation, peer, payload, value.Unit}
		m.samples[k] = append(m.samples[k], value.Value)
	}
	for _, config := range result.Config {
		m.config[config.Key] = string(config.Value)
	}
	return nil
}

func part(name []byte) string { return string(bytes.TrimPrefix(name, []byte("/"))) }

// of is the median of what was measured; ok is false if nothing was.
func (m *medians) of(k key) (median float64, ok bool) {
	values := m.samples[k]
	if len(values) == 0 {
		return 0, false
	}
	sample := benchmath.NewSample(append([]float64(nil), values...), &benchmath.DefaultThresholds)
	return benchmath.AssumeNothing.Summary(sample, 0.95).Center, true
}

// ratio compares two peers by their medians.
func (m *medians) ratio(k key, baseline string) (ratio float64, ok bool) {
	of, measured := m.of(k)
	k.peer = baseline
	to, found := m.of(k)
	if !measured || !found || to == 0 {
		return 0, false
	}
	return of / to, true
}

func (m *medians) runs() int {
	most := 0
	for _, values := range m.samples {
		most = max(most, len(values))
	}
	return most
}

func (m *medians) circumstances() string {
	return fmt.Sprintf("%s, %s/%s, %s; medians of %d runs.",
		m.config["go"], m.config["goos"], m.config["goarch"], m.config["cpu"], m.runs())
}

// split undoes what add joined.
func split(row string) (operation, payload string) {
	operation, payload, _ = strings.Cut(row, " ")
	return operation, payload
}
