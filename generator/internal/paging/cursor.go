package paging

import (
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// cursorParams are what parameters are called that take a position that only the server understands, the most telling first.
func cursorParams() []string {
	return []string{
		"cursor", "page_cursor", "next_cursor", "page_token", "next_page_token", "next_token", "continuation_token", "continuation",
		"pagination_token", "starting_token", "marker", "page_marker", "bookmark", "scroll_id", "after", "page_after", "start_cursor",
		"starting_after", "page[cursor]", "page[after]", "offset", "start", "page", "page_id", "token",
	}
}

// byCursor recognises a parameter that takes a position, and a value of the answer that has the next one.
func (l *listing) byCursor() *ir.Pagination {
	for _, name := range cursorParams() {
		for _, kind := range []ir.Kind{ir.String, ir.Int} {
			param, inBody := l.param(name, kind)
			if param == nil {
				continue
			}
			if next := l.nextOf(param, kind); next != nil {
				more := l.more()
				if namesOf(next)[len(next)-1] == "lastid" && more == nil {
					continue // a last page has a last item, too
				}
				return &ir.Pagination{By: ir.ByCursor, Param: param, InBody: inBody, Next: next, More: more}
			}
		}
	}
	return nil
}

// nextOf is the way to the next value of a parameter: next_cursor for cursor, next_page.offset for offset. A number that is
// always there tells nothing of an end.
func (l *listing) nextOf(param *ir.Field, kind ir.Kind) []*ir.Field {
	signs := []func(param string, way []string) bool{isNext, isWithinNext, isEnd}
	if kind == ir.String { // a number comes back as it was sent
		signs = append(signs, isSameName)
	}
	for _, fits := range signs {
		found := l.find(kind, func(way []string) bool { return fits(letters(param.JSON), way) })
		if found != nil && (kind == ir.String || found[len(found)-1].Pointer) {
			return found
		}
	}
	return nil
}

// isNext recognises next_cursor for cursor, nextPageStart for start.
func isNext(param string, way []string) bool {
	last := way[len(way)-1]
	return last == "next"+strings.TrimPrefix(param, "next") || last == "nextpage"+param
}

// isWithinNext recognises paging.next.after and next_page.offset.
func isWithinNext(param string, way []string) bool {
	if len(way) < 2 || way[len(way)-1] != param {
		return false
	}
	switch way[len(way)-2] {
	case "next", "nextpage", "cursors":
		return true
	default:
		return false
	}
}

// isEnd recognises what is called otherwise in the answer: the end of this page, or its last item's id.
func isEnd(param string, way []string) bool {
	last := way[len(way)-1]
	switch param {
	case "after", "pageafter", "startcursor", "startingafter", "cursor":
		return slices.Contains([]string{"nextcursor", "endcursor", "nextafter", "lastid", "aftercursor"}, last)
	case "pagetoken", "pagecursor", "token", "startingtoken", "continuationtoken", "paginationtoken":
		return slices.Contains([]string{"nexttoken", "nextpagetoken", "nextcursor", "nextcontinuationtoken"}, last)
	case "pageid":
		return last == "nextpageid" || last == "nextid"
	default:
		return false
	}
}

// isSameName recognises one name on both ways, of what no server repeats as it was sent.
func isSameName(param string, way []string) bool {
	switch param {
	case "cursor", "pagecursor", "pagetoken", "continuationtoken", "continuation", "paginationtoken",
		"scrollid", "bookmark", "offset":
		return way[len(way)-1] == param
	default:
		return false
	}
}

// byLast recognises a parameter that takes the id of the last item that there was: starting_after and has_more. Where nothing
// tells of an end, an array that is answered with limit and after ends with an empty page, unless a Link header leads on.
func (l *listing) byLast() *ir.Pagination {
	more := l.more()
	for _, name := range []string{"starting_after", "after"} {
		for _, kind := range []ir.Kind{ir.String, ir.Int} {
			param := l.query(name, kind)
			id := wayTo(l.array.Elem.Object(), "id")
			certain := leadsTo(id, kind) && !id[0].Pointer && !ir.PointerElement(l.array.Elem)
			if param == nil || !certain {
				continue
			}
			switch {
			case more != nil:
				return &ir.Pagination{By: ir.ByLast, Param: param, Next: id, More: more}
			case len(l.list) == 0 && name == "after" && l.query("limit", ir.Int) != nil && !l.LinkHeader:
				return &ir.Pagination{By: ir.ByLast, Param: param, Next: id, Linked: true}
			}
		}
	}
	return nil
}

// more is what says that there are more pages, if every answer has it.
func (l *listing) more() []*ir.Field {
	found := l.find(ir.Bool, func(way []string) bool {
		switch way[len(way)-1] {
		case "hasmore", "hasnext", "hasnextpage", "moreresults", "hasmoreresults":
			return true
		default:
			return false
		}
	})
	for _, field := range found {
		if !field.Required || field.Pointer {
			return nil
		}
	}
	return found
}
