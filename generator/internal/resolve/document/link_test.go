package document

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// TestCompleted completes links by the document's documentation, and returns those that it cannot complete.
func TestCompleted(t *testing.T) {
	for _, test := range []struct {
		docs, text, want string
		lost             int
	}{
		{docs: "https://example.com/docs/api", text: "See [a](/b), [c](d#e) and [f](#g).",
			want: "See [a](https://example.com/b), [c](https://example.com/docs/d#e) and [f](https://example.com/docs/api#g)."},
		{docs: "https://example.com/docs", text: "[a](https://x.example/y) [m](mailto:a@example.com)", want: "[a](https://x.example/y) [m](mailto:a@example.com)"},
		{docs: "https://example.com/docs", text: "`x[i](n)`\n```\ny[i](n)\n```\n\tz[i](n)", want: "`x[i](n)`\n```\ny[i](n)\n```\n\tz[i](n)"},
		{docs: "https://example.com/docs", text: "![p](q.png \"title\")", want: "![p](https://example.com/q.png \"title\")"},
		{text: "See [a](/b).", want: "See [a](/b).", lost: 1},
		{docs: "javascript:alert(1)", text: "See [a](b).", want: "See [a](b).", lost: 1},
		{text: "[a](https://x.example)", want: "[a](https://x.example)"},
	} {
		got, dead := completed(test.text, documentation(&openapi3.ExternalDocs{URL: test.docs}))
		if got != test.want || len(dead) != test.lost {
			t.Errorf("%q: %q, want %q; dead %q, want %d", test.text, got, test.want, dead, test.lost)
		}
	}
}
