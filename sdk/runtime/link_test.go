package runtime

import (
	"reflect"
	"strings"
	"testing"
)

func TestRelation(t *testing.T) {
	for header, want := range map[string]string{
		`<https://a/?page=2>; rel="next"`:                        "https://a/?page=2",
		`<a>; rel=prev, <b>; rel=NEXT`:                           "b",
		`<a>;rel="last next";title=x`:                            "a",
		`<a,b;c>; title="x\", <no>; rel=next"; rel = next`:       "a,b;c",
		`< a >; rel=next; rel=prev`:                              "a",
		`<a>; rel=prev; rel=next`:                                "",
		`<a>; rel=next; anchor="#other", <b>; title; rel="next"`: "b",
		`<a>; rel="nextish", <b>; rev=next`:                      "",
		`<a`:                                                     "",
		`a; rel=next`:                                            "",
		``:                                                       "",
		`<a>; rel="next`:                                         "a",
		`<a>; =; ;, , <b>; rel`:                                  "",
		`<a>; rel="prev" junk; x, <b>; REL=next ; type="text/html"`: "b",
	} {
		if got, found := relation(header, "next"); got != want || found != (want != "") {
			t.Errorf("%s: got %q", header, got)
		}
	}
}

func FuzzRelation(f *testing.F) {
	f.Add(`<a,b;c>; title="x\", <no>; rel=next"; rel = next, <b>; rel="last next"`)
	f.Fuzz(func(t *testing.T, header string) {
		if got, found := relation(header, "next"); found && !strings.Contains(header, got) {
			t.Errorf("%q is not in %q", got, header)
		}
	})
}

func TestPositions(t *testing.T) {
	var fields struct {
		Text   string
		Maybe  *string
		Count  int32
		Number *int64
		Real   float64
		Small  uint8
	}
	v := reflect.ValueOf(&fields).Elem()
	for _, test := range []struct{ field, position, want string }{
		{"Text", "a", "a"}, {"Maybe", "a", "a"}, {"Maybe", "", ""}, {"Count", "7", "7"}, {"Count", "0", ""}, {"Count", "x", ""},
		{"Count", "99999999999", ""}, {"Number", "99999999999", "99999999999"}, {"Number", "", ""}, {"Number", "x", ""}, {"Real", "1.5", "1.5"}, {"Real", "x", ""}, {"Small", "256", ""}, {"Small", "255", "255"},
	} {
		field := v.FieldByName(test.field)
		if ok := setPosition(field, test.position); positionOf(field) != test.want || ok != (test.want != "" || test.position == "" || test.position == "0") {
			t.Errorf("%s at %q is at %q, want %q", test.field, test.position, positionOf(field), test.want)
		}
	}
	if fields.Maybe != nil || fields.Number != nil {
		t.Errorf("the beginning is %v and %v", fields.Maybe, fields.Number)
	}
	if advance("", 1, 1) != 2 || advance("5", 1, 1) != 6 || advance("5", 0, 3) != 8 {
		t.Error("counted wrongly")
	}
}
