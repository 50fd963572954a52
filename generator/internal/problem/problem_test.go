package problem

import (
	"errors"
	"slices"
	"testing"
)

func TestListIsSortedAndHoldsEachOnce(t *testing.T) {
	var list List
	if err := list.Err(); err != nil {
		t.Errorf("empty: %v", err)
	}
	list.Addf(Position{File: "b.yaml", Line: 1}, "#/x", "%s is wrong", "it")
	list.Add(
		Problem{Pos: Position{File: "a.yaml", Line: 10, Column: 2}, Message: "second"},
		Problem{Pos: Position{File: "a.yaml", Line: 9}, Pointer: "#/y", Message: "first", Hint: "change it"},
		Problem{Pos: Position{File: "a.yaml", Line: 9}, Pointer: "#/x", Message: "first", Hint: "change it"},
		Problem{Pos: Position{File: "a.yaml"}, Message: "all of it"},
		Problem{Message: "somewhere"},
	)
	want := "somewhere\na.yaml: all of it\na.yaml:9: first; change it\na.yaml:10: second\nb.yaml:1: it is wrong"
	if err := list.Err(); err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	if list.Len() != 6 {
		t.Errorf("length %d", list.Len())
	}
}

func TestProblemsAreReachable(t *testing.T) {
	var list List
	list.Addf(Position{File: "a.yaml", Line: 3}, "#/x", "wrong")
	var problems Problems
	var one Problem
	if err := list.Err(); !errors.As(err, &problems) || !errors.As(err, &one) || one.Pointer != "#/x" {
		t.Errorf("%v %v", problems, one)
	}
}

func TestClosest(t *testing.T) {
	tests := []struct {
		name       string
		candidates []string
		want       []string
	}{
		{"Mesage", []string{"Message", "Massage", "Author"}, []string{"Message", "Massage"}},
		{"strng", []string{"integer", "string"}, []string{"string"}},
		{"ouath", []string{"oauth"}, []string{"oauth"}},
		{"message", []string{"Message"}, []string{"Message"}},
		{"x", []string{"yz", "abc"}, nil},
		{"", []string{"a"}, []string{"a"}},
	}
	for _, test := range tests {
		if got := Closest(test.name, test.candidates); !slices.Equal(got, test.want) {
			t.Errorf("%q: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestPlaceInALongLine(t *testing.T) {
	const pointer = "#/paths/~1a/get"
	for _, test := range []struct {
		pos  Position
		want string
	}{
		{Position{"a.json", 3, 7}, "a.json:3: m"},
		{Position{"a.json", 1, 1}, "a.json:1: m"},
		{Position{"a.json", 1, 2}, "a.json:1 #/paths/~1a/get: m"},
		{Position{"a.json", 7, 12345}, "a.json:7 #/paths/~1a/get: m"},
		{Position{"a.json", 0, 0}, "a.json #/paths/~1a/get: m"},
		{Position{}, "m"},
	} {
		if got := (Problem{Pos: test.pos, Pointer: pointer, Message: "m"}).Error(); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}
