package models

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// requestName is what becomes of a request constructor of oapi-codegen.
type requestName struct {
	constructor, method, operation string
	replace                        map[string]string
	// raw are the expressions of parameters that are raw JSON, varied those that need not be objects where they are styled
	// as such.
	raw, varied map[string]bool
	// delimited tells that values in the query are separated by spaces or pipes.
	delimited bool
}

// requestNames maps the names of oapi-codegen's request constructors to ours.
func requestNames(api *ir.API) map[string]requestName {
	names := map[string]requestName{}
	for i, operation := range api.Operations {
		made := "New" + operationID(i) + "Request"
		if operation.Body != nil {
			made += "WithBody"
		}
		ours := ir.RequestConstructor(operation)
		replace := map[string]string{made: ours}
		if operation.Params != nil {
			replace[operationID(i)+"Params"] = operation.Params.Name
		}
		name := requestName{
			constructor: ours,
			method:      operation.Name,
			operation:   strings.ToUpper(operation.Method) + " " + operation.Path,
			replace:     replace,
		}
		name.params(operation)
		names[made] = name
	}
	return names
}

// params finds the parameters of an operation that oapi-codegen does not write well, by the expressions of their values.
func (n *requestName) params(operation *ir.Operation) {
	n.raw, n.varied = map[string]bool{}, map[string]bool{}
	for _, param := range operation.PathParams {
		n.raw[param.Field.Arg] = param.Field.Type.Kind == ir.Raw
	}
	for _, param := range operation.QueryParams {
		value := "params." + param.Field.Name
		n.raw[value] = param.Field.Type.Kind == ir.Raw
		if param.Field.Pointer {
			value = "*" + value
		}
		n.varied[value] = !object(param.Field.Type)
		n.delimited = n.delimited || !param.Explode && (param.Style == "spaceDelimited" || param.Style == "pipeDelimited")
	}
}

// object tells whether all values of a type are objects.
func object(t *ir.Type) bool {
	_, isObject := t.Decl.(*ir.Object)
	return isObject || t.Kind == ir.Map
}

// structNames maps the names of oapi-codegen's structs to the objects that they are.
func structNames(api *ir.API) map[string]*ir.Object {
	names := map[string]*ir.Object{}
	for _, object := range api.Objects {
		names[object.Name] = object
	}
	for i, operation := range api.Operations {
		if operation.Params != nil {
			names[operationID(i)+"Params"] = operation.Params
		}
	}
	return names
}
