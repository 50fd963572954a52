package runtime

import (
	"net/http"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

func TestLinks(t *testing.T) {
	got := links([]string{`<a>; rel="next"; rel=prev; Title="x \"y\", <z>", <b>`, `nothing, <c`, `< d >;;rel`})
	want := []sdk.Link{{Target: "a", Rel: "next", Params: map[string]string{"title": `x "y", <z>`}}, {Target: "b"}, {Target: "d"}}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i, link := range got {
		if link.Target != want[i].Target || link.Rel != want[i].Rel || link.Params["title"] != want[i].Params["title"] {
			t.Errorf("got %+v, want %+v", link, want[i])
		}
	}
}

func TestReadHeaders(t *testing.T) {
	type fields struct {
		Left int
		Wait *time.Duration
		Tags []string
		On   *bool
	}
	rows := []ResponseHeader{
		{Name: "X-Left", Field: "Left", Kind: HeaderLiteral, Required: []int{2}},
		{Name: "Retry-After", Field: "Wait", Kind: HeaderWait, Only: []int{429, 5}},
		{Name: "X-Tags", Field: "Tags", List: true},
		{Name: "X-On", Field: "On", Kind: HeaderLiteral},
	}
	for _, test := range []struct {
		status int
		header http.Header
		ok     bool
		want   func(fields) bool
	}{
		{200, http.Header{"X-Left": {"5"}, "Retry-After": {"7"}, "X-Tags": {""}}, true, func(f fields) bool {
			return f.Left == 5 && f.Wait == nil && f.Tags != nil && len(f.Tags) == 0 && f.On == nil
		}},
		{201, http.Header{"X-On": {"true"}}, false, func(f fields) bool { return *f.On }},
		{404, http.Header{}, true, func(f fields) bool { return f.Tags == nil }},
		{429, http.Header{"Retry-After": {"7"}}, true, func(f fields) bool { return *f.Wait == 7*time.Second }},
		{503, http.Header{"Retry-After": {"Fri, 02 Jan 2026 03:04:09 GMT"}, "Date": {"Fri, 02 Jan 2026 03:04:05 GMT"}}, true, func(f fields) bool { return *f.Wait == 4*time.Second }},
		{503, http.Header{"Retry-After": {"soon"}}, false, func(f fields) bool { return f.Wait == nil }},
		{200, http.Header{"X-Left": {"5 "}, "X-On": {"1"}}, false, func(f fields) bool { return f.Left == 5 && f.On == nil }},
		{200, http.Header{"X-Left": {"[5]"}}, false, func(f fields) bool { return f.Left == 0 }},
	} {
		var f fields
		err := ReadHeaders(&f, rows, &codec.Types{}, test.status, test.header)
		if (err == nil) != test.ok || !test.want(f) {
			t.Errorf("%d %v: got %+v, %v", test.status, test.header, f, err)
		}
	}
}
