package parameter

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/idempotency"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// idempotencyKey makes a parameter the key by which the server recognises a request, if the document, its name or the
// configuration says so. The caller need not give it then. An operation with such a key may be repeated.
func (r *Reader) idempotencyKey(o *operation.Source, resolved *ir.Operation, param *ir.Param, p Source) {
	const key = "x-sdk-idempotency-key"
	value := p.Ref.Value
	said, given := r.doc.Extension(value.Extensions, p.Pointer, key)
	marked, isFlag := said.(bool)
	if given && !isFlag {
		r.doc.Fail(load.Join(p.Pointer, key), fmt.Sprintf("%s is %v", key, said), "use true, or false for a header that is none in spite of its name")
	}
	named := !given && value.In == openapi3.ParameterInHeader && (idempotency.Named(value.Name) || r.doc.IsIdempotencyKey(value.Name))
	if !marked && !named || !idempotency.Changes(o.Method) {
		return
	}
	if why := unfit(value); why != "" {
		if marked {
			r.doc.Fail(p.Pointer, fmt.Sprintf("the client cannot fill the parameter %q with an idempotency key: %s", value.Name, why),
				"remove "+key+", or mark a header that can hold a UUID")
		}
		return
	}
	param.Key = true
	if param.Field.Type.Kind == ir.Custom { // a key is any text to its server
		param.Field.Type = &ir.Type{Kind: ir.String}
	}
	param.Field.Required = false
	param.Field.Doc.Facts = append(param.Field.Doc.Facts,
		"The key by which the server recognises a request that it has seen. Where it is nil the client makes a random one for each call, "+
			"and keeps it over all tries.")
	if _, explicit := r.doc.Extension(o.Operation.Extensions, o.Pointer, "x-sdk-retry"); !explicit {
		resolved.Repeat = ir.RepeatAlways
	}
}

// unfit returns why a parameter cannot hold a random UUID.
func unfit(p *openapi3.Parameter) string {
	if p.In != openapi3.ParameterInHeader && p.In != openapi3.ParameterInQuery {
		return "it is neither in the header nor in the query"
	}
	if len(p.Content) > 0 {
		return "it is content"
	}
	if p.Schema == nil {
		return ""
	}
	return idempotency.Fits(p.Schema.Value)
}
