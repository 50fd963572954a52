package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// testPagination makes what tells the server how a list goes on.
func testPagination(operation *ir.Operation) []jen.Code {
	if operation.Pagination == nil {
		return nil
	}
	words := jen.Dict{}
	for key, value := range operation.Pagination.Words() {
		words[lit(key)] = lit(value)
	}
	return []jen.Code{jen.Id("Pagination").Op(":").Map(jen.String()).String().Values(words)}
}
