package failure_test

import (
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/answer"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/failure"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestBody(t *testing.T) {
	doc := documenttest.Document(t, "paths: {}\n", false)
	a, b := &types.Object{Decl: &ir.Object{Name: "A"}}, &types.Object{Decl: &ir.Object{Name: "B"}}
	objects := []*types.Object{a, b}
	of := func(objects ...*ir.Object) (failures []answer.Failure) {
		for _, object := range objects {
			failures = append(failures, answer.Failure{Object: object})
		}
		return failures
	}
	for _, test := range []struct {
		failures []answer.Failure
		want     *ir.Object
	}{
		{nil, nil},
		{of(nil, nil), nil},
		{of(nil, nil, a.Decl), a.Decl},
		{of(a.Decl, b.Decl, b.Decl), b.Decl},
		{of(b.Decl, a.Decl), a.Decl}, // as often: the first that is declared
	} {
		if got := failure.Body(doc, objects, test.failures); got != test.want {
			t.Errorf("%v: got %v", test.failures, got)
		}
	}
}

func TestType(t *testing.T) {
	doc := documenttest.Document(t, "paths: {}\n", false)
	base, own := &ir.Object{Name: "Base"}, &ir.Object{Name: "Own"}
	plain, typed := &ir.Operation{}, &ir.Operation{}
	failure.Type(doc, []answer.Failure{
		{Operation: plain, Object: base, Status: "400"},
		{Operation: typed, Object: base, Status: "default"}, {Operation: typed, Object: own, Status: "4XX"}, {Operation: typed, Status: "500"},
	}, base)
	if len(plain.Failures) > 0 {
		t.Error("an operation with the API's error alone has failures of its own")
	}
	want := []ir.Failure{{Status: 0, Object: base, Base: true}, {Status: 4, Object: own}, {Status: 500}}
	for i, got := range typed.Failures {
		if got != want[i] {
			t.Errorf("got %v, want %v", got, want[i])
		}
	}
	if lost := doc.Lost(); len(typed.Failures) != 3 || len(lost) != 1 {
		t.Errorf("%d failures, %d losses", len(typed.Failures), len(lost))
	}
}
