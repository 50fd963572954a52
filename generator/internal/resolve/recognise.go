package resolve

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// listing is a GET that answers one array, and so may be a list with pages.
type listing struct {
	*resolver
	source *operationAt
	array  *ir.Type
	list   []*ir.Field
}

// recognisedPages recognises lists that go on in one of the usual ways. It wants all the signs of one: a list that is
// taken for one that it is not would lose items, and nobody would see.
func (r *resolver) recognisedPages(o *operationAt) *ir.Pagination {
	l := &listing{resolver: r, source: o}
	if o.method != "GET" || !l.answersOneArray() {
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
	if l.array = arrayOf(l.source.resolved); l.array != nil {
		return true
	}
	object := objectOfResult(l.source.resolved)
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
			if found := way(objectOfResult(l.source.resolved), next); leadsTo(found, ir.String) {
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
	id := way(objectOf(l.array.Elem), "id")
	if param == nil || more == nil || !leadsTo(id, ir.String) || id[0].Pointer || ir.PointerElement(l.array.Elem) {
		return nil
	}
	return &ir.Pagination{By: ir.ByLast, Param: param, Next: id, More: more}
}

// byHeader recognises a Link header among those of the answer.
func (l *listing) byHeader() *ir.Pagination {
	response := l.source.operation.Responses.Value(l.source.resolved.Result.Status)
	if response == nil || response.Value == nil {
		return nil
	}
	for name := range response.Value.Headers {
		if strings.EqualFold(name, "Link") {
			return &ir.Pagination{By: ir.ByHeader}
		}
	}
	return nil
}

// byOffset recognises offset and limit, where the first offset is 0.
func (l *listing) byOffset() *ir.Pagination {
	param := l.query("offset", ir.Int)
	if param == nil || l.query("limit", ir.Int) == nil {
		return nil
	}
	if first, given := l.firstPage(l.source, param); given && first != 0 {
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
	first, given := l.firstPage(l.source, param)
	if !given || first != 0 && first != 1 {
		return nil
	}
	return &ir.Pagination{By: ir.ByNumber, Param: param, First: first, More: l.more()}
}

// more is what tells that there are more pages, if every answer has it.
func (l *listing) more() []*ir.Field {
	for _, name := range []string{"has_more", "hasMore"} {
		found := way(objectOfResult(l.source.resolved), name)
		if leadsTo(found, ir.Bool) && found[0].Required && !found[0].Pointer {
			return found
		}
	}
	return nil
}

// query is a query parameter of a kind.
func (l *listing) query(name string, kind ir.Kind) *ir.Field {
	for _, param := range l.source.resolved.QueryParams {
		if param.In == openapi3.ParameterInQuery && param.Field.JSON == name && param.Field.Type.Kind == kind && param.WireType == nil {
			return param.Field
		}
	}
	return nil
}

// firstPage is the least position: a parameter's default, else its minimum.
func (r *resolver) firstPage(o *operationAt, param *ir.Field) (first int, given bool) {
	for _, p := range r.parametersOf(o) {
		if p.ref.Value.Name != param.JSON || p.ref.Value.Schema == nil || p.ref.Value.Schema.Value == nil {
			continue
		}
		schema := p.ref.Value.Schema.Value
		if number, ok := schema.Default.(float64); ok {
			return int(number), true
		}
		if schema.Min != nil {
			return int(*schema.Min), true
		}
	}
	return 0, false
}

// arrayOf is what an operation answers if that is an array.
func arrayOf(operation *ir.Operation) *ir.Type {
	if operation.Result == nil || operation.Result.Encoding != ir.AsJSON {
		return nil
	}
	t := operation.Result.Type
	if list, ok := t.Decl.(*ir.List); ok {
		t = list.Type
	}
	if t.Kind != ir.Array {
		return nil
	}
	return t
}

func objectOfResult(operation *ir.Operation) *ir.Object {
	if operation.Result == nil || operation.Result.Encoding != ir.AsJSON {
		return nil
	}
	return objectOf(operation.Result.Type)
}

func fieldOf(object *ir.Object, name string) *ir.Field {
	for _, field := range object.Fields {
		if field.JSON == name {
			return field
		}
	}
	return nil
}
