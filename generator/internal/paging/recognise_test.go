package paging

import "testing"

func TestRecognise(t *testing.T) {
	tests := []struct {
		name, method, path, query, answer string
		link                              bool
		first                             map[string]int
		want                              string
	}{
		{name: "cursor and next_cursor", query: "{cursor: string}", answer: "{items: []string, next_cursor: string}",
			want: "cursor cursor items items next next_cursor"},
		{name: "a cursor in meta", query: "{cursor: string}", answer: "{items: []string, meta: {next_cursor: string}}",
			want: "cursor cursor items items next meta.next_cursor"},
		{name: "no next cursor", query: "{cursor: string}", answer: "{items: []string}", want: "none"},
		{name: "HubSpot's", query: "{after: string, limit: int}", answer: "{results: []string, paging: {next: {after: string}}}",
			want: "cursor after items results next paging.next.after"},
		{name: "page tokens", query: "{pageToken: string}", answer: "{things: []string, nextPageToken: string}",
			want: "cursor pageToken items things next nextPageToken"},
		{name: "starting_after", query: "{starting_after: string}", answer: "{data: []{id!: string}, has_more!: bool}",
			want: "last starting_after items data next id more has_more"},
		{name: "items that may lack an id", query: "{starting_after: string}", answer: "{data: []{id: string}, has_more!: bool}", want: "none"},
		{name: "a Link header", link: true, answer: "[]string", want: "header"},
		{name: "offset and limit", query: "{offset: int, limit: int}", answer: "[]string", want: "offset offset"},
		{name: "an offset that begins at 1", query: "{offset: int, limit: int}", first: map[string]int{"offset": 1}, answer: "[]string", want: "none"},
		{name: "offset alone", query: "{offset: int}", answer: "[]string", want: "none"},
		{name: "pages", query: "{page: int, per_page: int}", first: map[string]int{"page": 1}, answer: "[]string", want: "number page"},
		{name: "a first page that nobody knows", query: "{page: int, per_page: int}", answer: "[]string", want: "none"},
		{name: "a POST", method: "POST", query: "{offset: int, limit: int}", answer: "[]string", want: "none"},
		{name: "two arrays", query: "{cursor: string}", answer: "{cats: []string, dogs: []string, next_cursor: string}", want: "none"},
		{name: "no array", query: "{cursor: string}", answer: "{next_cursor: string}", want: "none"},
	}
	for _, test := range tests {
		method, path := test.method, test.path
		if method == "" {
			method = "GET"
		}
		if path == "" {
			path = "/things"
		}
		list := List{Operation: operation(t, method, path, test.query, test.answer), LinkHeader: test.link, First: test.first}
		if got := describe(Recognise(list)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
