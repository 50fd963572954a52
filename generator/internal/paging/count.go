package paging

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

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

// byNumber recognises page and the size of one, if the document says what the first page is called, or a page its number.
func (l *listing) byNumber() *ir.Pagination {
	param := l.query("page", ir.Int)
	sized := slices.ContainsFunc([]string{"per_page", "page_size", "limit", "size"}, func(name string) bool {
		return l.query(name, ir.Int) != nil
	})
	if param == nil || !sized {
		return nil
	}
	number := l.find(ir.Int, func(way []string) bool {
		switch way[len(way)-1] {
		case "page", "pagenumber", "currentpage", "number":
			return len(way) > 1 || way[0] != "number"
		default:
			return false
		}
	})
	first, given := l.first(param)
	switch {
	case given && (first == 0 || first == 1):
		return &ir.Pagination{By: ir.ByNumber, Param: param, First: first, More: l.more()}
	case !given && number != nil:
		return &ir.Pagination{By: ir.ByNumber, Param: param, First: 1, Number: number, More: l.more()}
	default:
		return nil
	}
}

// first is what the document says of a parameter's value for the first page.
func (l *List) first(param *ir.Field) (first int, given bool) {
	first, given = l.First[param.JSON]
	return first, given
}
