package paging

import (
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestRecognise(t *testing.T) {
	tests := []struct {
		name, method, path, query, body, answer string
		link                                    bool
		first                                   map[string]int
		want                                    string
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
		{name: "after and the last id", query: "{after: string, limit: int}", answer: "{data: []{id!: string}, has_more!: bool, last_id!: string?}",
			want: "cursor after items data next last_id more has_more"},
		{name: "a last id without an end", query: "{after: string, limit: int}", answer: "{data: []{id!: string}, last_id!: string?}", want: "none"},
		{name: "after and items with ids", query: "{after: string, limit: int}", answer: "[]{id!: string, name: string}",
			want: "last after next id linked"},
		{name: "after and items without ids", query: "{after: string, limit: int}", answer: "[]{name: string}", want: "none"},
		{name: "an array with a cursor", query: "{cursor: string}", answer: "[]string", want: "header"},
		{name: "errors beside the items", query: "{cursor: string}", answer: "{errors: []raw, cards: []string, next_cursor: string}",
			want: "cursor cursor items cards next next_cursor"},
		{name: "items called after the path", path: "/v1/boards/{id}/things", query: "{cursor: string}",
			answer: "{people: []string, things: []string, next_cursor: string}", want: "cursor cursor items things next next_cursor"},
		{name: "a page that says its number", query: "{page: int, per_page: int}",
			answer: "{errors: []raw, messages: []raw, result: []string, result_info: {page: int, per_page: int}}",
			want:   "number page items result number result_info.page"},
		{name: "an offset that only the server knows", query: "{offset: string, limit: int}",
			answer: "{data: []string, next_page: {offset: string, uri: string}?}", want: "cursor offset items data next next_page.offset"},
		{name: "one name on both ways", query: "{offset: string}", answer: "{records: []string, offset: string}",
			want: "cursor offset items records next offset"},
		{name: "a counted offset that is repeated", query: "{offset: int, limit: int}", answer: "{records: []string, offset: int}",
			want: "offset offset items records"},
		{name: "HAL", query: "{from: string}", answer: "{count: int, _embedded: {things: []string}, _links: {next: {href: string}?}}",
			want: "link items _embedded.things next _links.next.href"},
		{name: "JSON:API", query: "{filter: string}", answer: "{data: []string, included: []raw, links: {self: string, next: string}}",
			want: "link items data next links.next"},
		{name: "next_page_uri", query: "{PageSize: int}", answer: "{things: []string, next_page_uri: string?}", want: "link items things next next_page_uri"},
		{name: "OData", query: "{$top: int}", answer: "{value: []string, @odata.nextLink: string}", want: "link items value next @odata.nextLink"},
		{name: "next and previous", query: "{x: int}", answer: "{count: int, next: string?, previous: string?, results: []string}",
			want: "link items results next next"},
		{name: "next alone", query: "{x: int}", answer: "{next: string, results: []string}", want: "none"},
		{name: "markers", query: "{marker: string}", answer: "{things: []string, next_marker: string}", want: "cursor marker items things next next_marker"},
		{name: "a marker that is repeated", query: "{marker: string}", answer: "{things: []string, marker: string}", want: "none"},
		{name: "tokens", query: "{nextToken: string}", answer: "{things: []string, nextToken: string}", want: "cursor nextToken items things next nextToken"},
		{name: "the number of the next page", query: "{page: int}", answer: "{things: []string, meta: {next_page: int?}}",
			want: "cursor page items things next meta.next_page"},
		{name: "the number of a next page that is always there", query: "{page: int}", answer: "{things: []string, meta: {next_page!: int}}", want: "none"},
		{name: "Bitbucket's", query: "{start: int, limit: int}", answer: "{values: []string, isLastPage: bool, nextPageStart: int}",
			want: "cursor start items values next nextPageStart"},
		{name: "a connection", query: "{after: string}", answer: "{data: []string, page_info: {end_cursor: string, has_next_page!: bool}}",
			want: "cursor after items data next page_info.end_cursor"},
		{name: "what is answered within data", query: "{cursor: string}", answer: "{data: {items: []string, next_cursor: string}}",
			want: "cursor cursor items data.items next data.next_cursor"},
		{name: "a POST with a cursor", method: "POST", body: "{cursor: string, query: string}", answer: "{items: []string, next_cursor: string}",
			want: "cursor cursor items items next next_cursor in body"},
		{name: "a POST that counts", method: "POST", body: "{offset: int, limit: int}", answer: "{items: []string}", want: "none"},
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
		if body := shape(t, test.body); body != nil {
			list.Operation.Body = &ir.Body{Type: body, Encoding: ir.AsJSON}
		}
		if got := describe(Recognise(list)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
