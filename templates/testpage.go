package templates

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// testPagination makes what tells the server how a list goes on, in the words of x-sdk-pagination.
func testPagination(operation *ir.Operation) []jen.Code {
	page := operation.Pagination
	if page == nil {
		return nil
	}
	words := jen.Dict{}
	say := func(key, value string) {
		if value != "" {
			words[lit(key)] = lit(value)
		}
	}
	switch page.By {
	case ir.ByCursor:
		say("cursor", page.Param.JSON)
		say("next", dotted(page.Next))
	case ir.ByLast:
		say("cursor", page.Param.JSON)
		say("last", dotted(page.Next))
	case ir.ByOffset:
		say("offset", page.Param.JSON)
	case ir.ByNumber:
		say("page", page.Param.JSON)
		say("first", strconv.Itoa(page.First))
	case ir.ByLink:
		say("next", dotted(page.Next))
	case ir.ByHeader:
		say("link", "true")
	}
	say("items", dotted(page.List))
	say("more", dotted(page.More))
	say("total", dotted(page.Total))
	return []jen.Code{jen.Id("Pagination").Op(":").Map(jen.String()).String().Values(words)}
}

// dotted is a way as x-sdk-pagination writes it.
func dotted(way []*ir.Field) string {
	names := make([]string, len(way))
	for i, field := range way {
		names[i] = field.JSON
	}
	return strings.Join(names, ".")
}
