package runtime_test

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// book is a list whose pages name the next: "a" -> "b" -> ...
type book struct {
	next    map[string]string
	fails   string
	fetched []string
}

// leaf is a page of a book.
type leaf struct {
	Items []string `json:"items"`
	Next  *string  `json:"next,omitempty"`
}

func (b *book) RoundTrip(req *http.Request) (*http.Response, error) {
	cursor := req.URL.Query().Get("after")
	b.fetched = append(b.fetched, cursor)
	if cursor == b.fails && b.fails != "" {
		return response(req, 404, `{}`), nil
	}
	next := ""
	if b.next[cursor] != "" {
		next = fmt.Sprintf(`,"next":%q`, b.next[cursor])
	}
	resp := response(req, 200, fmt.Sprintf(`{"items":[%q,%q]%s}`, cursor+"1", cursor+"2", next))
	resp.Body = io.NopCloser(resp.Body)
	return resp, nil
}

// pages goes through a book.
func (b *book) pages(t *testing.T, params *publishParams) iter.Seq2[sdk.Page[string], error] {
	client := newClient(t, testAPI(), sdk.WithHTTPClient(&http.Client{Transport: b}), sdk.WithoutRetries())
	return runtime.Pages[string](t.Context(), client, &runtime.Call{
		Operation: &runtime.Operation{
			Name: "List", Method: "GET", Path: "/leaves", Security: []runtime.Requirement{{bearer()}},
			Parameters: []runtime.Parameter{{Name: "after", In: "query", Field: "After"}},
			Paging:     &runtime.Paging{By: runtime.ByCursor, Param: "After", Items: "Items", Next: "Next"},
		},
		Params: params,
		Result: new(leaf),
	})
}

func at(cursor string) *publishParams {
	if cursor == "" {
		return nil
	}
	return &publishParams{After: &cursor}
}

func TestItems(t *testing.T) {
	for _, test := range []struct {
		name, start, fails string
		next               map[string]string
		want, fetched      string
		err                error
	}{
		{"one page", "", "", nil, "1 2", `[""]`, nil},
		{"three pages", "", "", map[string]string{"": "a", "a": "b"}, "1 2 a1 a2 b1 b2", `["" "a" "b"]`, nil},
		{"resumed", "a", "", map[string]string{"": "a", "a": "b"}, "a1 a2 b1 b2", `["a" "b"]`, nil},
		{"fails", "", "b", map[string]string{"": "a", "a": "b"}, "1 2 a1 a2", `["" "a" "b"]`, sdk.ErrNotFound},
		{"names itself", "a", "", map[string]string{"a": "a"}, "a1 a2", `["a"]`, sdk.ErrCursorLoop},
		{"names an earlier one", "", "", map[string]string{"": "a", "a": "b", "b": "a"}, "1 2 a1 a2 b1 b2", `["" "a" "b"]`, sdk.ErrCursorLoop},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := &book{next: test.next, fails: test.fails}
			params := at(test.start)
			pages := b.pages(t, params)
			for range 2 { // a sequence can be used again
				b.fetched = nil
				var got []string
				var last error
				for item, err := range runtime.Items(pages) {
					if last = err; err == nil {
						got = append(got, item)
					}
				}
				if strings.Join(got, " ") != test.want || !errors.Is(last, test.err) || fmt.Sprintf("%q", b.fetched) != test.fetched {
					t.Errorf("got %q from %q, then %v", got, b.fetched, last)
				}
			}
			if params != nil && *params.After != test.start {
				t.Errorf("the caller's params are at %q now", *params.After)
			}
		})
	}
}

func TestPagesCanBeStoredAndResumed(t *testing.T) {
	b := &book{next: map[string]string{"": "a", "a": "b"}}
	var stored string
	for page, err := range b.pages(t, nil) {
		if err != nil {
			t.Fatal(err)
		}
		stored = page.Next
		break
	}
	if len(b.fetched) != 1 {
		t.Errorf("fetched %q although the loop had ended", b.fetched)
	}
	var cursors []string
	for page, err := range b.pages(t, at(stored)) {
		if err != nil {
			t.Fatal(err)
		}
		cursors = append(cursors, page.Cursor+">"+page.Next)
	}
	if got := strings.Join(cursors, " "); got != "a>b b>" {
		t.Errorf("got %s", got)
	}
}

func TestItemsStop(t *testing.T) {
	b := &book{next: map[string]string{"": "a"}}
	for range runtime.Items(b.pages(t, nil)) {
		break
	}
	if len(b.fetched) != 1 {
		t.Errorf("fetched %q", b.fetched)
	}
}

// names is a declared list, as the generator makes them where a type refers to itself.
type names []string

// listed goes through a list that is the answer itself.
func listed[T any](t *testing.T, result any, next string, answers ...string) []T {
	t.Helper()
	s := newServer(t)
	for _, text := range answers {
		s.script = append(s.script, answer(200, text, "Link", next))
	}
	client := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithoutRetries())
	var got []T
	for page, err := range runtime.Pages[T](t.Context(), client, &runtime.Call{
		Operation: &runtime.Operation{
			Name: "List", Method: "GET", Path: "/names", Security: []runtime.Requirement{{bearer()}},
			Paging: &runtime.Paging{By: runtime.ByHeader},
		},
		Result: result,
	}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, page.Items...)
	}
	return got
}

func TestItemsOfADeclaredList(t *testing.T) {
	if got := listed[string](t, new(names), "", `["a","b"]`); fmt.Sprint(got) != "[a b]" {
		t.Errorf("got %q", got)
	}
}

func TestItemsOfAListWithANote(t *testing.T) {
	result := codec.Noted{Value: new([]string), Note: "items.number"}
	if got := listed[string](t, result, "", `["a",7]`); fmt.Sprint(got) != "[a 7]" {
		t.Errorf("got %q", got)
	}
}

func TestItemsOfANullList(t *testing.T) {
	if got := listed[string](t, new(names), "", `null`); len(got) > 0 {
		t.Errorf("got %q", got)
	}
}

// What the caller does with the params afterwards changes no page.
func TestPagesKeepTheParamsThatTheyWereGiven(t *testing.T) {
	b := &book{next: map[string]string{"a": "b"}}
	params := at("a")
	pages := b.pages(t, params)
	*params = publishParams{}
	for range pages {
		continue
	}
	if fmt.Sprintf("%q", b.fetched) != `["a" "b"]` {
		t.Errorf("fetched %q", b.fetched)
	}
}
