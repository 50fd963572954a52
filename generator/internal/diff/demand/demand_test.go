package demand_test

import (
	"encoding/json"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/demand"
)

func TestTightened(t *testing.T) {
	n := func(text string) json.Number { return json.Number(text) }
	for _, test := range []struct {
		keyword       string
		before, after any
		want          bool
	}{
		{"maximum", n("100"), n("50"), true},
		{"maximum", n("100"), n("1e3"), false},
		{"maximum", nil, n("5"), true},
		{"maximum", n("5"), nil, false},
		{"minLength", n("1"), n("2"), true},
		{"minLength", n("2"), n("1"), false},
		{"exclusiveMinimum", nil, true, true},
		{"exclusiveMinimum", true, nil, false},
		{"additionalProperties", nil, false, true},
		{"additionalProperties", false, true, false},
		{"additionalProperties", false, nil, false},
		{"uniqueItems", nil, true, true},
		{"uniqueItems", true, false, false},
		{"pattern", nil, "^a", true},
		{"pattern", "^a", nil, false},
		{"not", nil, map[string]any{}, true},
		{"enum", []any{"a", "b"}, []any{"b"}, true},
		{"enum", []any{"a"}, []any{"a", "b"}, false},
		{"enum", nil, []any{"a"}, true},
		{"enum", []any{"a"}, nil, false},
		{"description", "a", "b", false},
		{"deprecated", nil, true, false},
	} {
		if got := demand.Tightened(test.keyword, test.before, test.after); got != test.want {
			t.Errorf("%s from %v to %v: got %t", test.keyword, test.before, test.after, got)
		}
	}
}

func TestSentOtherwise(t *testing.T) {
	for keyword, want := range map[string]bool{"style": true, "explode": true, "contentType": true, "in": true, "schema": false, "name": false} {
		if got := demand.SentOtherwise(keyword); got != want {
			t.Errorf("%s: got %t", keyword, got)
		}
	}
}
