// Package failure decides what type errors have.
package failure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/answer"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Body chooses the object that errors answer: the one that is marked, else the one that most of the document's error
// responses have. It is nil where none has one.
func Body(doc *document.Document, objects []*types.Object, failures []answer.Failure) *ir.Object {
	for _, o := range objects {
		if doc.Flag(o.Extensions(), o.At.Pointer, "x-sdk-error") {
			return o.Decl
		}
	}
	count := map[*ir.Object]int{}
	for _, failure := range failures {
		count[failure.Object]++
	}
	count[nil] = 0
	var best *ir.Object
	for _, o := range objects {
		if count[o.Decl] > count[best] {
			best = o.Decl
		}
	}
	return best
}

// Fields are the body's fields that the error type repeats, under other names where the runtime's error has these.
func Fields(body *ir.Object) []ir.ErrorField {
	if body == nil {
		return nil
	}
	var fields []ir.ErrorField
	for _, field := range body.Fields {
		name := field.Name
		switch {
		case name == "CorrelationID" && field.Type.Kind == ir.String:
		case taken(name):
			name = "API" + name
		}
		fields = append(fields, ir.ErrorField{Name: name, Field: field})
	}
	if !slices.ContainsFunc(body.Fields, func(f *ir.Field) bool { return f.ErrorText }) {
		for _, field := range body.Fields {
			field.ErrorText = machineWord(field)
		}
	}
	return fields
}

// taken reports whether the runtime's error has a field or method of that name.
func taken(name string) bool {
	switch name {
	case "Operation", "Method", "Path", "StatusCode", "Header", "Body", "Attempts", "CorrelationID", "Error", "Is", "Text", "GoString", "MarshalText",
		"ResponseError":
		return true
	default:
		return false
	}
}

// machineWord reports whether a field holds what programs branch on, which may stand in an error's text: the runtime lets
// only short tokens pass.
func machineWord(field *ir.Field) bool {
	if field.Type.Kind != ir.String && !namedString(field.Type) || field.Sensitive {
		return false
	}
	switch strings.ToLower(field.JSON) {
	case "code", "type", "category", "status", "reason", "error", "errorcode", "error_code", "kind", "title":
		return true
	default:
		return false
	}
}

func namedString(t *ir.Type) bool {
	enum, ok := t.Decl.(*ir.Enum)
	return ok && enum.Type.Kind == ir.String
}

// Type gives the errors types of their own that are not the API's error, whose body is base, and records those that have none.
func Type(doc *document.Document, failures []answer.Failure, base *ir.Object) {
	typed := map[*ir.Operation]bool{}
	for _, failure := range failures {
		if failure.Object == nil {
			doc.Lose(loss.Answer, failure.Pointer, "", fmt.Sprintf("what a %s answers has no type", failure.Status),
				"Error has the fields of the document's most frequent error; its Body has the bytes")
		}
		typed[failure.Operation] = typed[failure.Operation] || failure.Object != nil && failure.Object != base
	}
	for _, failure := range failures {
		number, known := answer.Status(failure.Status)
		if !typed[failure.Operation] || !known {
			continue
		}
		failure.Operation.Failures = append(failure.Operation.Failures, ir.Failure{
			Status: number, Object: failure.Object, Base: failure.Object == base,
		})
	}
}
