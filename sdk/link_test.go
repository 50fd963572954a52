package sdk

import (
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
	if got := Position(int32(0)) + "," + Position(7); got != ",7" {
		t.Errorf("got %s", got)
	}
	for _, position := range []string{"", "x", "99999999999"} {
		if n := Number[int32](position); n != nil {
			t.Errorf("%q is %d", position, *n)
		}
	}
	if n := Number[int64]("12"); n == nil || *n != 12 {
		t.Errorf("got %v", n)
	}
	if Advance("", 1, 1) != 2 || Advance("5", 1, 1) != 6 || Advance("5", 0, 3) != 8 {
		t.Error("counted wrongly")
	}
}
