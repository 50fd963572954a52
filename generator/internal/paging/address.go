package paging

import "github.com/hubchannels/hubchannels-go/internal/ir"

// byHeader recognises a Link header among those of the answer.
func (l *listing) byHeader() *ir.Pagination {
	if !l.LinkHeader {
		return nil
	}
	return &ir.Pagination{By: ir.ByHeader}
}

// byHiddenHeader recognises an array that takes a cursor and has no room for the next one: a Link header that the document
// does not declare is all that can have it.
func (l *listing) byHiddenHeader() *ir.Pagination {
	if len(l.list) > 0 {
		return nil
	}
	for _, name := range []string{"cursor", "page_token", "page_cursor", "page[cursor]", "page[after]"} {
		if l.query(name, ir.String) != nil {
			return &ir.Pagination{By: ir.ByHeader}
		}
	}
	return nil
}

// byAddress recognises the address of the next page in the answer: HAL's links, JSON:API's, and what is called next_page_uri
// or the like. A next beside a previous is one, too.
func (l *listing) byAddress() *ir.Pagination {
	previous := l.find(ir.String, func(way []string) bool { return len(way) == 1 && (way[0] == "previous" || way[0] == "prev") })
	next := l.find(ir.String, func(way []string) bool {
		last := way[len(way)-1]
		switch {
		case len(way) == 1 && last == "next":
			return previous != nil
		}
		return isAddress(last) || len(way) > 1 && isAddressIn(way[len(way)-2], last)
	})
	if next == nil {
		return nil
	}
	return &ir.Pagination{By: ir.ByLink, Next: next}
}

func isAddress(name string) bool {
	switch name {
	case "nexturl", "nexturi", "nextlink", "nexthref", "nextpageurl", "nextpageuri", "nextpagelink", "nextpagehref", "odatanextlink":
		return true
	default:
		return false
	}
}

// isAddressIn recognises links.next and _links.next.href.
func isAddressIn(object, name string) bool {
	switch name {
	case "next":
		return object == "links"
	case "href", "url", "uri":
		return object == "next" || object == "nextpage"
	default:
		return false
	}
}
