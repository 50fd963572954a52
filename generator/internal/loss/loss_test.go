package loss

import (
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

func TestListSortsAndCountsOnce(t *testing.T) {
	at := func(line int) problem.Position { return problem.Position{File: "a.yaml", Line: line} }
	var list List
	list.Add(Loss{Kind: Schema, Pos: at(20), Key: "not", What: "not is not checked", Why: "Go has no such type"})
	list.Add(Loss{Kind: Text, Pos: at(3), What: "the tag's text"}, Loss{Kind: Schema, Pos: at(20), Key: "not", What: "not is not checked", Why: "Go has no such type"})
	list.Add(Loss{Kind: Text, What: "no place"})
	want := []string{"no place", "a.yaml:3: the tag's text", "a.yaml:20: not is not checked: Go has no such type"}
	all := list.All()
	if len(all) != len(want) {
		t.Fatalf("got %v", all)
	}
	for i, loss := range all {
		if loss.String() != want[i] {
			t.Errorf("got %q, want %q", loss, want[i])
		}
	}
}
