package loss_test

import (
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

func TestString(t *testing.T) {
	lost := loss.Loss{Pos: problem.Position{File: "a.json", Line: 7, Column: 3}, Pointer: "#/info/x-a", What: "x-a means nothing", Why: "nobody knows it"}
	if got := lost.String(); got != "a.json:7: x-a means nothing: nobody knows it" {
		t.Errorf("got %s", got)
	}
	lost.Pos.Line, lost.Pos.Column = 1, 4711 // all on one line
	if got := lost.String(); got != "a.json:1 #/info/x-a: x-a means nothing: nobody knows it" {
		t.Errorf("got %s", got)
	}
}
