package codec_test

import (
	"sync"
	"testing"
)

// Many goroutines meet types that lead to each other for the first time, each at another one.
func TestTypesAreMetByManyAtOnce(t *testing.T) {
	const in = `{"type":"GROUP","one":{"type":"GROUP","many":[{"type":"FILE"},{"id":"1","type":"FILE"}]},"must":{"type":"NEW"},` +
		`"named":{"a":{"type":"LOCATION","latitude":0.10000000000000001},"b":null}}`
	steps := []struct {
		v  func() any
		in string
	}{
		{func() any { return new(attachment) }, in},
		{func() any { return new(group) }, in},
		{func() any { return new(everything) }, fullEverything},
		{func() any { return new(nested) }, `{"one":{"many":[{},{"named":{"a":{}}}]}}`},
		{func() any { return new(mixedTree) }, `[{"a":[{"b":null}]}]`},
		{func() any { return new(map[string][]*everything) }, `{"a":[null,` + fullEverything + `]}`},
		{func() any { return new(kind) }, `[[1,2],null]`},
		{func() any { return new(colour) }, `"RED"`},
	}
	want := make([]string, len(steps))
	for i, step := range steps {
		v := step.v()
		if err := types.Unmarshal([]byte(step.in), v); err != nil {
			t.Fatal(err)
		}
		want[i] = written(v)
	}
	for range 20 {
		fresh := knowing()
		var start, done sync.WaitGroup
		start.Add(1)
		for i := range 4 * len(steps) {
			done.Go(func() {
				start.Wait()
				for n := range steps {
					n = (i + n) % len(steps)
					v, again := steps[n].v(), steps[n].v()
					err := fresh.Unmarshal([]byte(steps[n].in), v)
					if got := string(fresh.Bytes(v)); err != nil || got != want[n] {
						t.Errorf("%T is written as %s (%v), want %s", v, got, err, want[n])
					}
					if err := fresh.Unmarshal([]byte(want[n]), again); err != nil || string(fresh.Bytes(again)) != want[n] {
						t.Errorf("%T is read again as %+v (%v)", v, again, err)
					}
				}
			})
		}
		start.Done()
		done.Wait()
	}
}
