package paging

import "testing"

func TestDeclared(t *testing.T) {
	type words = map[string]any
	tests := []struct {
		name, method, query, answer string
		words                       words
		want                        string // what is resolved, or the key and the message of the fault
	}{
		{"a cursor", "GET", "{after: string}", "{things: []string, next: string}",
			words{"cursor": "after", "next": "next", "items": "things"}, "cursor after items things next next"},
		{"the last item", "POST", "{since: int}", "[]{number!: int}", words{"cursor": "since", "last": "number"}, "last since next number"},
		{"a total", "GET", "{skip: int}", "{items: []string, meta: {total: int}}",
			words{"offset": "skip", "items": "items", "total": "meta.total"}, "offset skip items items total meta.total"},
		{"pages", "GET", "{p: int}", "[]string", words{"page": "p", "first": 0}, "number p"},
		{"an address", "GET", "", "{data: []string, links: {next: string}}", words{"next": "links.next", "items": "data"}, "link items data next links.next"},
		{"a header", "GET", "", "[]string", words{"link": true}, "header"},
		{"an address for POST", "POST", "", "[]string", words{"link": true}, ": an address can be followed by GET only, and this is POST"},
		{"nothing that leads on", "GET", "", "[]string", words{}, ": it does not say what leads to the next page"},
		{"a misspelt key", "GET", "{after: string}", "[]string", words{"cursor": "after", "nxt": "next"}, `nxt: "nxt" means nothing beside "cursor"`},
		{"no array", "GET", "{after: string}", "{next: string}", words{"cursor": "after", "next": "next"}, ": ListThings answers no array"},
		{"no parameter", "GET", "", "[]string", words{"offset": "skip"}, `offset: ListThings has no query parameter "skip" that is an integer`},
	}
	for _, test := range tests {
		page, fault := Declared(List{Operation: operation(t, test.method, "/things", test.query, test.answer)}, test.words)
		got := describe(page)
		if fault != nil {
			got = fault.Key + ": " + fault.Message
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
