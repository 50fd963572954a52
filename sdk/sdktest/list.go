package sdktest

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// list answers with a page of a collection.
func (s *state) list(x *exchange) *Response {
	c := s.at(x.route.resource, x.params)
	query := x.r.URL.Query()
	var found []*item
	for _, i := range c.items {
		if !i.deleted && x.route.asksFor(i, query) {
			found = append(found, i)
		}
	}
	sortItems(found, query["sort"])
	size := s.pageSize(query)
	goesOn := x.route.pagesOf()
	from, to := goesOn.cut(found, query, size)
	page := map[string]any{}
	set(page, strings.Split(c.array, "."), values(found[from:to]))
	for name, property := range propertiesOf(x.route.content.Schema.Value) {
		if name == "total" && kindOf(property.Value) == openapi3.TypeInteger {
			page[name] = len(found)
		}
	}
	goesOn.describe(page, to, len(found), size)
	return x.success(x.shaper().fit(x.route.content.Schema.Value, nil, page, nil))
}

func values(items []*item) []any {
	all := make([]any, len(items))
	for i, item := range items {
		all[i] = item.value
	}
	return all
}

// pageSize goes by the names that such a parameter usually has.
func (s *state) pageSize(query url.Values) int {
	for _, name := range []string{"limit", "pageSize", "page_size", "perPage", "per_page", "defaultPageLength"} {
		if n, err := strconv.Atoi(query.Get(name)); err == nil && n > 0 {
			return n
		}
	}
	return s.options.pageSize
}

// asksFor reports whether a list's query wants an item: parameters that are named like a property, or like a property
// and one of its own (deliveryIdentifierType), filter by it. A boolean that is left out is false.
func (r *route) asksFor(i *item, query url.Values) bool {
	for name, path := range filters(i.schema) {
		parameter := r.queryParameter(name)
		if parameter == nil || parameter.Name != name {
			continue
		}
		wanted := query[name]
		if kindOf(inside(i.schema, path)) == openapi3.TypeBoolean && len(wanted) == 0 {
			wanted = []string{"false"}
		}
		if len(wanted) > 0 && !slices.Contains(wanted, text(at(i.value, path))) {
			return false
		}
	}
	return true
}

// filters are the scalars of an item, and of the objects in it, by the names that parameters for them would have.
func filters(schema *openapi3.Schema) map[string][]string {
	names := map[string][]string{}
	for outer, property := range propertiesOf(schema) {
		names[outer] = []string{outer}
		for inner := range propertiesOf(property.Value) {
			names[outer+strings.ToUpper(inner[:1])+inner[1:]] = []string{outer, inner}
		}
	}
	return names
}

// at is the value at a path of properties; nil is none.
func at(value any, path []string) any {
	for _, name := range path {
		object, _ := value.(map[string]any)
		value = object[name]
	}
	return value
}

// sortItems sorts by properties, the most important one first; a leading "-" turns the order around.
func sortItems(items []*item, by []string) {
	if len(by) == 0 {
		return
	}
	slices.SortStableFunc(items, func(a, b *item) int {
		for _, name := range by {
			name, down := strings.CutPrefix(name, "-")
			order := compare(a.value[name], b.value[name])
			if down {
				order = -order
			}
			if order != 0 {
				return order
			}
		}
		return 0
	})
}

func compare(a, b any) int {
	x, xErr := strconv.ParseFloat(text(a), 64)
	y, yErr := strconv.ParseFloat(text(b), 64)
	if xErr == nil && yErr == nil {
		return cmp.Compare(x, y)
	}
	return strings.Compare(text(a), text(b))
}
