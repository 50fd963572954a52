package codec_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// groups is so many groups in each other whose tags come last.
func groups(levels int, before, after string) []byte {
	return []byte(strings.Repeat(`{`+before, levels) + `{"type":"FILE","id":"1"}` + strings.Repeat(after+`,"type":"GROUP"}`, levels))
}

// TestTagsThatComeLast has so many levels that looking through what is below once for each would take minutes.
func TestTagsThatComeLast(t *testing.T) {
	for name, data := range map[string][]byte{
		"in a property": groups(9000, `"one":`, ``),
		"in an array":   groups(4500, `"many":[`, `]`),
		"in a map":      groups(4500, `"named":{"a":`, `}`),
	} {
		var got attachment
		if err := types.Unmarshal(data, &got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		depth := 0
		for g, is := got.(*group); is; depth++ {
			next := g.One
			for _, item := range g.Many {
				next = item
			}
			for _, item := range g.Named {
				next = item
			}
			g, is = next.(*group)
		}
		if depth < 4500 {
			t.Errorf("%s: the value has %d levels", name, depth)
		}
	}
}

func TestTooManyLevels(t *testing.T) {
	var got attachment
	if err := types.Unmarshal(groups(11_000, `"one":`, ``), &got); err == nil || !strings.Contains(err.Error(), "depth") {
		t.Errorf("got %.200v", err)
	}
}

func TestReadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, test := range []struct {
		in string
		v  any
	}{
		{`[` + strings.Repeat(`1,`, 5000) + `1]`, new([]float64)},
		{fmt.Sprintf(`[%s{"id":"1"}]`, strings.Repeat(`{"id":"1"},`, 5000)), new([]file)},
		{string(groups(5000, `"one":`, ``)), new(attachment)},
	} {
		if err := types.UnmarshalContext(ctx, []byte(test.in), test.v); !errors.Is(err, context.Canceled) {
			t.Errorf("%.20s: %.200v", test.in, err)
		}
		if err := types.UnmarshalContext(t.Context(), []byte(test.in), test.v); err != nil {
			t.Errorf("%.20s: %.200v", test.in, err)
		}
	}
}
