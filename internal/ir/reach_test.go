package ir_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func named(decl ir.Decl) *ir.Type { return &ir.Type{Kind: ir.Named, Decl: decl} }

// TestReach finds what is in lists, maps, further properties, variants, and itself.
func TestReach(t *testing.T) {
	kind, leaf := &ir.Enum{Name: "Kind"}, &ir.Object{Name: "Leaf"}
	raw := &ir.Opaque{Name: "Raw", Variants: []ir.Variant{{Type: named(leaf)}}}
	union := &ir.Union{Name: "Union", Variants: []ir.Variant{{Type: named(raw)}, {Type: &ir.Type{Kind: ir.String}}}}
	list := &ir.List{Name: "List"}
	list.Type = &ir.Type{Kind: ir.Array, Elem: named(list)}
	object := &ir.Object{Name: "Object", Extra: &ir.Type{Kind: ir.Map, Elem: named(list)}}
	object.Fields = []*ir.Field{{Type: named(object)}, {Type: &ir.Type{Kind: ir.Array, Elem: named(union)}}, {Type: named(kind)}}
	reach := ir.Reach{}
	reach.Add(nil, &ir.Type{Kind: ir.Map, Elem: named(object)})
	var names []string
	for decl := range reach {
		names = append(names, decl.TypeName())
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "Kind Leaf List Object Raw Union" {
		t.Errorf("got %s", got)
	}
}

// TestSentAndReceived finds what goes where: what errors answer is received, what answers the API's own requests is sent.
func TestSentAndReceived(t *testing.T) {
	body, failure, event, answer := &ir.Object{Name: "Body"}, &ir.Object{Name: "Failure"}, &ir.Object{Name: "Event"}, &ir.Object{Name: "Answer"}
	api := &ir.API{
		Operations: []*ir.Operation{{Body: &ir.Body{Type: named(body)}, Failures: []ir.Failure{{Status: 400}},
			Alternatives: []*ir.Operation{{Result: &ir.Result{Type: named(body)}}}}},
		Webhooks: []*ir.Webhook{{Body: named(event), Answer: named(answer)}, {Bytes: true}},
		Error:    &ir.Error{Body: failure},
	}
	sent, received := ir.Reach{}, ir.Reach{}
	sent.Add(api.Sent()...)
	received.Add(api.Received()...)
	for decl, want := range map[ir.Decl][2]bool{body: {true, true}, failure: {false, true}, event: {false, true}, answer: {true, false}} {
		if got := [2]bool{sent[decl], received[decl]}; got != want {
			t.Errorf("%s: sent and received are %v, want %v", decl.TypeName(), got, want)
		}
	}
}
