package sdktest

import (
	"net/url"
	"testing"
)

func TestPages(t *testing.T) {
	var items []*item
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		items = append(items, &item{id: id, value: map[string]any{"id": id}})
	}
	for _, test := range []struct {
		pages pages
		query string
		want  string
	}{
		{pages{"cursor": "after", "next": "next"}, "", "ab"},
		{pages{"cursor": "after", "next": "next"}, "after=" + cursor(2), "cd"},
		{pages{"cursor": "after", "last": "id"}, "after=b", "cd"},
		{pages{"offset": "skip"}, "skip=3", "de"},
		{pages{"offset": "skip"}, "skip=-3", "ab"},
		{pages{"page": "p", "first": "1"}, "", "ab"},
		{pages{"page": "p", "first": "1"}, "p=3", "e"},
		{pages{"page": "p", "first": "0"}, "p=99999999999", ""},
		{pages{"next": "links.next"}, "", "abcde"},
		{pages{"link": "true"}, "", "abcde"},
		{nil, "", "ab"},
	} {
		query, _ := url.ParseQuery(test.query)
		from, to := test.pages.cut(items, query, 2)
		got := ""
		for _, item := range items[from:to] {
			got += item.id
		}
		if got != test.want {
			t.Errorf("%v %s: got %s", test.pages, test.query, got)
		}
	}
}

func TestExamplesEnd(t *testing.T) {
	counted := pages{"offset": "offset", "items": "data.things", "more": "more"}
	example := func() any {
		return map[string]any{"data": map[string]any{"things": []any{1}}, "more": true}
	}
	first := counted.end(example(), nil).(map[string]any)
	if len(at(first, []string{"data", "things"}).([]any)) != 1 || first["more"] != false {
		t.Errorf("the first page is %v", first)
	}
	behind := counted.end(example(), url.Values{"offset": {"1"}}).(map[string]any)
	if len(at(behind, []string{"data", "things"}).([]any)) != 0 {
		t.Errorf("the page behind it is %v", behind)
	}
	if list := (pages{"page": "page", "first": "1"}).end([]any{1}, url.Values{"page": {"2"}}); len(list.([]any)) != 0 {
		t.Errorf("the second page is %v", list)
	}
}
