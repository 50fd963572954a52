package models

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// requestName is what becomes of a request constructor of oapi-codegen.
type requestName struct {
	constructor, method, operation string
	replace                        map[string]string
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
		names[made] = requestName{
			constructor: ours,
			method:      operation.Name,
			operation:   strings.ToUpper(operation.Method) + " " + operation.Path,
			replace:     replace,
		}
	}
	return names
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
