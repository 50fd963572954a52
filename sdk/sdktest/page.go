package sdktest

import (
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"
)

// pages are how a list goes on, in the words of x-sdk-pagination.
type pages map[string]string

// pagesOf is what the generated package knows of a list's pages, else what the document says.
func (r *route) pagesOf() pages {
	if r.pages != nil {
		return r.pages
	}
	extension, _ := r.Operation.Extensions["x-sdk-pagination"].(map[string]any)
	words := make(pages, len(extension))
	for name, value := range extension {
		words[name], _ = value.(string)
	}
	return words
}

// cut finds the items of the page that a request asks for. Where addresses lead from page to page, all are on one.
func (p pages) cut(items []*item, query url.Values, size int) (from, to int) {
	if p["cursor"] == "" && (p["next"] != "" || p["link"] != "") {
		return 0, len(items)
	}
	from = min(max(p.from(items, query, size), 0), len(items))
	return from, min(from+size, len(items))
}

func (p pages) from(items []*item, query url.Values, size int) int {
	switch {
	case p["last"] != "":
		return after(items, strings.Split(p["last"], "."), query.Get(p["cursor"]))
	case p["offset"] != "":
		n, _ := strconv.Atoi(query.Get(p["offset"]))
		return n
	case p["page"] != "":
		first, _ := strconv.Atoi(p["first"])
		n, err := strconv.Atoi(query.Get(p["page"]))
		if err != nil {
			return 0
		}
		return min(n-first, len(items)) * size
	}
	return offset(query.Get(p["cursor"]))
}

// after is the index behind the item that has a value; 0 where none has.
func after(items []*item, path []string, value string) int {
	for i, item := range items {
		if value != "" && text(at(item.value, path)) == value {
			return i + 1
		}
	}
	return 0
}

// describe says on a page what comes after it.
func (p pages) describe(page map[string]any, to, total, size int) {
	put := func(key string, value any) {
		if p[key] != "" {
			set(page, strings.Split(p[key], "."), value)
		}
	}
	if p["cursor"] != "" && to < total {
		put("next", cursor(to))
	}
	put("more", to < total)
	if p["page"] != "" {
		total = (total + size - 1) / size
	}
	put("total", total)
}

// emptied takes a page's items away, and what leads to the next page. What has no pages stays as it is.
func (p pages) emptied(page any) any {
	if _, isArray := page.([]any); isArray && len(p) > 0 {
		return []any{}
	}
	object, isObject := page.(map[string]any)
	for key, empty := range map[string]any{"items": []any{}, "next": nil, "total": 0} {
		if isObject && p[key] != "" {
			set(object, strings.Split(p[key], "."), empty)
		}
	}
	return page
}

// end makes an example the last page, or an empty one behind it: examples have no end, and whoever counts on would not
// come to one.
func (p pages) end(example any, query url.Values) any {
	first, _ := strconv.Atoi(p["first"])
	n, err := strconv.Atoi(query.Get(p["offset"] + p["page"]))
	beyond := err == nil && n > first && p["offset"]+p["page"] != ""
	page, isObject := example.(map[string]any)
	if _, isArray := example.([]any); isArray && beyond {
		return []any{}
	}
	if isObject && beyond && p["items"] != "" {
		set(page, strings.Split(p["items"], "."), []any{})
	}
	if isObject && p["more"] != "" {
		set(page, strings.Split(p["more"], "."), false)
	}
	return example
}

// A cursor is opaque to clients, so that it does not look like the number that it is.

func cursor(offset int) string {
	return base64.RawURLEncoding.EncodeToString([]byte("after " + strconv.Itoa(offset)))
}

func offset(cursor string) int {
	data, _ := base64.RawURLEncoding.DecodeString(cursor)
	number, _ := strings.CutPrefix(string(data), "after ")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
