package parameter

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// later reads what OpenAPI 3.2 says of a parameter and kin-openapi does not know.
func (r *Reader) later(param *ir.Param, p Source) {
	if r.doc.Said(load.Join(p.Pointer, "style")) == `"cookie"` {
		param.Style = "cookie"
	}
	if param.In == openapi3.ParameterInPath && strings.HasPrefix(r.doc.T.OpenAPI, "3.2") {
		param.Reserved = p.Ref.Value.AllowReserved
	}
	if r.doc.Said(load.Join(p.Pointer, "in")) == `"querystring"` {
		param.Whole = true
		param.Field.Required = r.doc.Said(load.Join(p.Pointer, "required")) == "true"
	}
}

// styled are the rules for the properties of a form that is all of the query.
func styled(p Source, content string) (parts []ir.Part) {
	said := p.Ref.Value.Content[content]
	for _, name := range slices.Sorted(maps.Keys(said.Encoding)) {
		if encoding := said.Encoding[name]; encoding != nil {
			parts = append(parts, Styled(name, encoding, load.Join(p.Pointer, "content", content, "encoding", name)))
		}
	}
	return parts
}

// Styled reads what an Encoding Object says of a property of a form.
func Styled(name string, encoding *openapi3.Encoding, at string) ir.Part {
	part := ir.Part{Name: name, ContentType: encoding.ContentType, Pointer: at}
	if encoding.Style != "" || encoding.Explode != nil || encoding.AllowReserved {
		part.Style = cmp.Or(encoding.Style, openapi3.SerializationForm)
		part.Explode, part.Reserved = part.Style == openapi3.SerializationForm, encoding.AllowReserved
		if encoding.Explode != nil {
			part.Explode = *encoding.Explode
		}
	}
	return part
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
