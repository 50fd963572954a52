package paging

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// listing is a GET that answers one array, and so may be a list with pages.
type listing struct {
	List
	array *ir.Type
	list  []*ir.Field
}

// Recognise recognises a list that goes on in one of the usual ways; nil is none. It wants all the signs of one: a list that
// is taken for one that it is not would lose items, and nobody would see.
func Recognise(list List) *ir.Pagination {
	l := &listing{List: list}
	if list.Operation.Method != "GET" || !l.answersOneArray() {
		return nil
	}
	for _, recognise := range []func() *ir.Pagination{l.byCursor, l.byLast, l.byHeader, l.byOffset, l.byNumber} {
		if page := recognise(); page != nil {
			page.Array, page.List = l.array, l.list
			return page
		}
	}
	return nil
}

// answersOneArray finds the items: the answer, or its only array.
func (l *listing) answersOneArray() bool {
	if l.array = arrayOf(l.Operation); l.array != nil {
		return true
	}
	object := resultOf(l.Operation)
	if object == nil {
		return false
	}
	for _, field := range object.Fields {
		if field.Type.Kind == ir.Array {
			l.list = append(l.list, field)
		}
	}
	if len(l.list) != 1 {
		return false
	}
	l.array = l.list[0].Type
	return true
}

// byCursor recognises a parameter that takes a cursor and a property that has the next one: cursor and next_cursor.
func (l *listing) byCursor() *ir.Pagination {
	for _, name := range []string{"cursor", "after", "page_token", "pageToken"} {
		param := l.query(name, ir.String)
		if param == nil {
			continue
		}
		for _, next := range nextCursors(name) {
			if found := wayTo(resultOf(l.Operation), next); leadsTo(found, ir.String) {
				return &ir.Pagination{By: ir.ByCursor, Param: param, Next: found, More: l.more()}
			}
		}
	}
	return nil
}

// nextCursors are the ways to the next cursor that go with a parameter's name.
func nextCursors(param string) []string {
	names := map[string][]string{
		"cursor": {"next_cursor", "nextCursor"}, "page_token": {"next_page_token"}, "pageToken": {"nextPageToken", "next_page_token"},
	}[param]
	var ways []string
	for _, name := range names {
		for _, around := range []string{"", "meta.", "metadata.", "paging.", "pagination.", "page_info.", "response_metadata."} {
			ways = append(ways, around+name)
		}
	}
	if param == "after" {
		ways = append(ways, "paging.next.after", "paging.cursors.after")
	}
	return ways
}

// byLast recognises a parameter that takes the id of the last item that there was: starting_after and has_more.
func (l *listing) byLast() *ir.Pagination {
	param, more := l.query("starting_after", ir.String), l.more()
	id := wayTo(l.array.Elem.Object(), "id")
	if param == nil || more == nil || !leadsTo(id, ir.String) || id[0].Pointer || ir.PointerElement(l.array.Elem) {
		return nil
	}
	return &ir.Pagination{By: ir.ByLast, Param: param, Next: id, More: more}
}

// byHeader recognises a Link header among those of the answer.
func (l *listing) byHeader() *ir.Pagination {
	if !l.LinkHeader {
		return nil
	}
	return &ir.Pagination{By: ir.ByHeader}
}

// byOffset recognises offset and limit, where the first offset is 0.
func (l *listing) byOffset() *ir.Pagination {
	param := l.query("offset", ir.Int)
	if param == nil || l.query("limit", ir.Int) == nil {
		return nil
	}
	if first, given := l.first(param); given && first != 0 {
		return nil
	}
	return &ir.Pagination{By: ir.ByOffset, Param: param, More: l.more()}
}

// byNumber recognises page and the size of one, if the document says what the first page is called.
func (l *listing) byNumber() *ir.Pagination {
	param := l.query("page", ir.Int)
	sized := slices.ContainsFunc([]string{"per_page", "perPage", "page_size", "pageSize", "limit"}, func(name string) bool {
		return l.query(name, ir.Int) != nil
	})
	if param == nil || !sized {
		return nil
	}
	first, given := l.first(param)
	if !given || first != 0 && first != 1 {
		return nil
	}
	return &ir.Pagination{By: ir.ByNumber, Param: param, First: first, More: l.more()}
}

// more is what tells that there are more pages, if every answer has it.
func (l *listing) more() []*ir.Field {
	for _, name := range []string{"has_more", "hasMore"} {
		found := wayTo(resultOf(l.Operation), name)
		if leadsTo(found, ir.Bool) && found[0].Required && !found[0].Pointer {
			return found
		}
	}
	return nil
}

// query is a query parameter of a kind.
func (l *listing) query(name string, kind ir.Kind) *ir.Field {
	for _, param := range l.Operation.QueryParams {
		if param.In == "query" && param.Field.JSON == name && param.Field.Type.Kind == kind && param.WireType == nil {
			return param.Field
		}
	}
	return nil
}

// first is what the document says of a parameter's value for the first page.
func (l *List) first(param *ir.Field) (first int, given bool) {
	first, given = l.First[param.JSON]
	return first, given
}
