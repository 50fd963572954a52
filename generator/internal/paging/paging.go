// Package paging finds out how lists go on from page to page: as somebody declares it, or by the conventions of public APIs.
package paging

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// List is an operation that may be a list with pages. Its parameters and its answer have their Go names.
type List struct {
	Operation *ir.Operation
	// LinkHeader says that the document declares a Link header of the answer.
	LinkHeader bool
	// First are the values that the document says of the first page, by the query parameter's name: the default, else the
	// least.
	First map[string]int
}

// arrayOf is what an operation answers if that is an array.
func arrayOf(operation *ir.Operation) *ir.Type {
	if operation.Result == nil || operation.Result.Encoding != ir.AsJSON {
		return nil
	}
	t := operation.Result.Type
	if list, ok := t.Decl.(*ir.List); ok {
		t = list.Type
	}
	if t.Kind != ir.Array {
		return nil
	}
	return t
}

// resultOf is what an operation answers if that is an object.
func resultOf(operation *ir.Operation) *ir.Object {
	if operation.Result == nil || operation.Result.Encoding != ir.AsJSON {
		return nil
	}
	return operation.Result.Type.Object()
}

func fieldOf(object *ir.Object, name string) *ir.Field {
	for _, field := range object.Fields {
		if field.JSON == name {
			return field
		}
	}
	return nil
}

// wayTo follows a dotted way through objects; nil if it leads nowhere.
func wayTo(object *ir.Object, dotted string) []*ir.Field {
	var found []*ir.Field
	for name := range strings.SplitSeq(dotted, ".") {
		if object == nil {
			return nil
		}
		field := fieldOf(object, name)
		if field == nil {
			return nil
		}
		found = append(found, field)
		object = field.Type.Object()
	}
	return found
}

func leadsTo(way []*ir.Field, kind ir.Kind) bool {
	return len(way) > 0 && way[len(way)-1].Type.Kind == kind
}
