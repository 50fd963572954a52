package ir

import (
	"maps"
	"strconv"
	"strings"
)

// PageBy says what leads to a list's next page.
type PageBy int

// What leads to the next page.
const (
	ByCursor PageBy = iota // a parameter with a value that the page names
	ByLast                 // a parameter with a value that the page's last item has
	ByOffset               // a parameter that counts the items before the page
	ByNumber               // a parameter that counts pages
	ByLink                 // an address that the page names
	ByHeader               // an address that the Link header names
)

// Pagination is how a list goes on. However it does, the position of a page can be written as a string, so that one
// iterator serves all ways.
type Pagination struct {
	// Items and Pages are the Go names of the iterators over all items ("Channels") and over pages.
	Items, Pages string
	By           PageBy
	// Param is the query parameter that takes the position; nil where an address leads on.
	Param *Field
	// Array is the type of the items, List the way to them; empty where the answer is the array itself.
	Array *Type
	List  []*Field
	// Next is the way to the next position: in the answer, or in its last item. It is empty where positions are counted.
	Next []*Field
	// More is the way to what reports whether there are more pages, Total to how many items there are, or pages where these
	// are counted. Without both, counting ends with a page without items.
	More, Total []*Field
	// First is the number of the first page. Number is the way to the number that a page says it has; empty where it says
	// none.
	First  int
	Number []*Field
	// InBody says that Param is a field of the request's body.
	InBody bool
	// Linked says that a Link header, where an answer has one, leads on instead of Param.
	Linked bool
}

// Follows reports whether an address leads on.
func (p *Pagination) Follows() bool { return p.By == ByLink || p.By == ByHeader }

// Words say how the list goes on in the words of x-sdk-pagination.
func (p *Pagination) Words() map[string]string {
	words := map[string]string{
		"items": dotted(p.List), "more": dotted(p.More), "total": dotted(p.Total),
	}
	switch p.By {
	case ByCursor:
		words["cursor"], words["next"] = p.Param.JSON, dotted(p.Next)
	case ByLast:
		words["cursor"], words["last"] = p.Param.JSON, dotted(p.Next)
	case ByOffset:
		words["offset"] = p.Param.JSON
	case ByNumber:
		words["page"], words["first"] = p.Param.JSON, strconv.Itoa(p.First)
	case ByLink:
		words["next"] = dotted(p.Next)
	case ByHeader:
		words["link"] = "true"
	}
	maps.DeleteFunc(words, func(_, value string) bool { return value == "" })
	return words
}

// dotted is a way with dots between its properties.
func dotted(way []*Field) string {
	names := make([]string, len(way))
	for i, field := range way {
		names[i] = field.JSON
	}
	return strings.Join(names, ".")
}
