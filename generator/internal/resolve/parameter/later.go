package parameter

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// later reads what OpenAPI 3.2 says of a parameter and kin-openapi does not know.
func (r *Reader) later(param *ir.Param, p Source) {
	if r.doc.Said(load.Join(p.Pointer, "style")) == `"cookie"` {
		param.Style = "cookie"
	}
	if r.doc.Said(load.Join(p.Pointer, "in")) == `"querystring"` {
		param.Whole = true
		param.Field.Required = r.doc.Said(load.Join(p.Pointer, "required")) == "true"
	}
}

// aloneInQuery refuses other parameters beside one that is all of the query.
func (r *Reader) aloneInQuery(params []*ir.Param) {
	inQuery := 0
	for _, p := range params {
		if p.In == openapi3.ParameterInQuery {
			inQuery++
		}
	}
	for _, p := range params {
		if p.Whole && inQuery > 1 {
			r.doc.Fail(p.Field.Doc.Pointer, fmt.Sprintf("parameter %q is all of the query, and there are others in it", p.Field.JSON), "make them properties of it")
		}
	}
}
