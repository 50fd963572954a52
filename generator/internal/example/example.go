// Package example decides which calls are shown beside the operations: with the document's examples as far as the server
// for tests takes them, and with what it answers. Pure: the server is asked without a network.
package example

import (
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// Of makes an example of each operation that can be called with values that the document shows, or that are easily made up.
// Vendor is what the vendor's servers do; nil is nothing.
func Of(api *ir.API, vendor sdktest.Vendor) ([]*ir.Example, error) {
	if api.Test == nil || len(api.Operations) == 0 {
		return nil, nil
	}
	of, err := load(api, vendor)
	if err != nil {
		return nil, err
	}
	var examples []*ir.Example
	for _, operation := range api.Operations {
		if made := of.example(operation); made != nil {
			examples = append(examples, made)
		}
	}
	return examples, nil
}

// example is an operation's. Where the server for tests refuses the document's examples, values are made up; nil is that an
// argument cannot be written.
func (d *document) example(operation *ir.Operation) *ir.Example {
	var first *ir.Example
	for _, source := range []sampler{newSampler(false), newSampler(true)} {
		made := d.call(operation, source)
		if made == nil {
			continue
		}
		if d.answered(made) {
			return made
		}
		if first == nil {
			first = made
		}
	}
	return first
}

// call is a call with the required arguments and a body.
func (d *document) call(operation *ir.Operation, source sampler) *ir.Example {
	spec := d.operation(operation)
	if spec == nil {
		return nil
	}
	made := &ir.Example{Operation: operation, Paged: operation.Pagination != nil}
	made.Listed = made.Paged || operation.Result != nil && operation.Result.Type.Kind == ir.Array
	for _, param := range operation.PathParams {
		value, ok := fit(param.Field.Type, source.parameter(spec, param))
		if !ok || !scalar(value) {
			return nil
		}
		made.Path = append(made.Path, value)
	}
	return withBody(withParams(made, spec, source), spec, source)
}

// withParams adds the parameters that are required; nil is that one cannot be written.
func withParams(made *ir.Example, spec *endpoint, source sampler) *ir.Example {
	if made.Operation.Params == nil {
		return made
	}
	for _, field := range made.Operation.Params.Constructor {
		param := paramOf(made.Operation, field)
		if param == nil {
			return nil
		}
		value, ok := fit(field.Type, source.parameter(spec, param))
		if !ok {
			return nil
		}
		if made.Params == nil {
			made.Params = map[string]any{}
		}
		made.Params[field.JSON] = value
	}
	for _, param := range made.Operation.QueryParams {
		if _, given := made.Params[param.Field.JSON]; param.Field.Required && !given && !param.Key {
			return nil
		}
	}
	return made
}

func paramOf(operation *ir.Operation, field *ir.Field) *ir.Param {
	for _, param := range operation.QueryParams {
		if param.Field == field {
			return param
		}
	}
	return nil
}

// withBody adds what is sent; nil is that it cannot be written.
func withBody(made *ir.Example, spec *endpoint, source sampler) *ir.Example {
	if made == nil || made.Operation.Body == nil {
		return made
	}
	body := made.Operation.Body
	value, ok := fit(body.Type, source.body(spec, body))
	if !ok || value == nil || pointedTo(body.Type) {
		return nil
	}
	made.Body = value
	return made
}

// pointedTo reports whether a body is a pointer to what is no object, which an example would have to make and print.
func pointedTo(t *ir.Type) bool { return ir.PointerElement(t) && t.Object() == nil }

// scalar reports whether a JSON value has no parts.
func scalar(value any) bool {
	switch value.(type) {
	case []any, map[string]any, ir.OfVariant, nil:
		return false
	}
	return true
}
