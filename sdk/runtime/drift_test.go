package runtime_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// conflict is an error's body with a type of its own.
type conflict struct {
	Reason               string                     `json:"reason"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// What the document does not know is seen in errors that it describes, too.
func TestDriftOfErrors(t *testing.T) {
	s := newServer(t, answer(409, `{"reason":"taken","by":"secret"}`))
	var seen []sdk.Drift
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), runtime.WithObserver(func(d sdk.Drift) { seen = append(seen, d) }))
	op := publish(runtime.RepeatNever)
	op.Failures = []runtime.Failure{{Status: 409, Wrap: runtime.ErrorWith[conflict]}}
	for range 2 {
		var failed *sdk.ErrorWith[conflict]
		if err := do(t.Context(), c, op); !errors.As(err, &failed) || failed.Body.Reason != "taken" {
			t.Fatalf("%T %v", err, err)
		}
	}
	want := sdk.Drift{Kind: sdk.DriftProperty, Operation: "Publish", Symbol: "runtime_test.conflict", Pointer: "/by", Status: 409}
	if len(seen) != 1 || seen[0] != want {
		t.Errorf("%+v", seen)
	}
}
