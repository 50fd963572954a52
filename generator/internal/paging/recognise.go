package paging

import (
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// listing is an operation that answers items, and so may be a list with pages.
type listing struct {
	List
	array *ir.Type
	list  []*ir.Field
	// ways lead to every value of an answer that is in no array.
	ways [][]*ir.Field
}

// Recognise recognises a list that goes on in one of the usual ways; nil is none. It wants all the signs of one: a list that
// is taken for one that it is not would lose items, and nobody would see.
func Recognise(list List) *ir.Pagination {
	l := &listing{List: list, ways: waysIn(resultOf(list.Operation))}
	if list.Operation.Result == nil || !l.answersItems() {
		return nil
	}
	conventions := []func() *ir.Pagination{l.byCursor, l.byLast, l.byHeader, l.byAddress, l.byOffset, l.byNumber, l.byHiddenHeader}
	switch list.Operation.Method {
	case "GET":
	case "POST":
		conventions = []func() *ir.Pagination{l.byCursor}
	default:
		return nil
	}
	for _, recognise := range conventions {
		if page := recognise(); page != nil {
			page.Array, page.List = l.array, l.list
			return page
		}
	}
	return nil
}

// param is the parameter of a kind that a name stands for, in the query or, of a POST, in the body.
func (l *listing) param(name string, kind ir.Kind) (field *ir.Field, inBody bool) {
	if found := l.query(name, kind); found != nil || l.Operation.Method == "GET" {
		return found, false
	}
	body := l.Operation.Body
	if body == nil || body.Encoding != ir.AsJSON || !sendsTheSame(body) {
		return nil, false
	}
	object := body.Type.Object()
	if object == nil {
		return nil, false
	}
	if field := fieldOf(object, name); field != nil && field.Type.Kind == kind && field.Name != "" {
		return field, true
	}
	return nil, false
}

// query is the query parameter of a kind that has a name, however its words are put together.
func (l *listing) query(name string, kind ir.Kind) *ir.Field {
	for _, param := range l.Operation.QueryParams {
		if param.In == "query" && same(param.Field.JSON, name) && param.Field.Type.Kind == kind && param.WireType == nil {
			return param.Field
		}
	}
	return nil
}

// same compares names by their letters and digits: next_cursor is nextCursor.
func same(a, b string) bool { return letters(a) == letters(b) }

func letters(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		default:
			return -1
		}
	}, name)
}

// depth is how many objects a way leads through at most. Real answers have two.
const depth = 3

// waysIn are the ways to the values in an object, through the objects alone in which answers speak of their pages, the
// shortest first.
func waysIn(object *ir.Object) [][]*ir.Field {
	if object == nil {
		return nil
	}
	var ways, last [][]*ir.Field
	for _, field := range object.Fields {
		last = append(last, []*ir.Field{field})
	}
	for range depth {
		ways = append(ways, last...)
		var next [][]*ir.Field
		for _, way := range last {
			end := way[len(way)-1]
			if inner := end.Type.Object(); inner != nil && aboutPages(end.JSON) {
				for _, field := range inner.Fields {
					next = append(next, append(slices.Clip(way), field))
				}
			}
		}
		last = next
	}
	return ways
}

func aboutPages(name string) bool {
	switch letters(name) {
	case "meta", "metadata", "paging", "pagination", "page", "pageinfo", "pagingmetadata", "responsemetadata", "resultinfo",
		"links", "data", "result", "response", "cursors", "next", "nextpage", "listmetadata":
		return true
	default:
		return false
	}
}

// find is the first way to a value of a kind that a condition holds for.
func (l *listing) find(kind ir.Kind, holds func(way []string) bool) []*ir.Field {
	for _, way := range l.ways {
		if way[len(way)-1].Type.Kind == kind && holds(namesOf(way)) {
			return way
		}
	}
	return nil
}

// namesOf are the names on a way, letters alone.
func namesOf(way []*ir.Field) []string {
	names := make([]string, len(way))
	for i, field := range way {
		names[i] = letters(field.JSON)
	}
	return names
}
