package resolve

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// errorType chooses the object that errors answer: the one that is marked, else the one that most of the document's error
// responses have.
func (r *resolver) errorType() {
	var best *ir.Object
	for _, o := range r.objects {
		if r.flag(o.extensions(), o.at, "x-sdk-error") {
			r.api.Error.Body = o.decl
			return
		}
	}
	for _, object := range r.api.Objects {
		if r.failures[object] > r.failures[best] {
			best = object
		}
	}
	r.api.Error.Body = best
}

// errorFields repeats the body's fields in the error type, under other names where the runtime's error has these.
func (r *resolver) errorFields() {
	body := r.api.Error.Body
	if body == nil {
		return
	}
	for _, field := range body.Fields {
		name := field.Name
		switch {
		case name == "CorrelationID" && field.Type.Kind == ir.String:
		case taken(name):
			name = "API" + name
		}
		r.api.Error.Fields = append(r.api.Error.Fields, ir.ErrorField{Name: name, Field: field})
	}
	if !slices.ContainsFunc(body.Fields, func(f *ir.Field) bool { return f.ErrorText }) {
		for _, field := range body.Fields {
			field.ErrorText = machineWord(field)
		}
	}
}

// taken tells whether the runtime's error has a field or method of that name.
func taken(name string) bool {
	switch name {
	case "Operation", "Method", "Path", "StatusCode", "Header", "Body", "Attempts", "CorrelationID", "Error", "Is", "Text", "GoString", "MarshalText",
		"ResponseError":
		return true
	default:
		return false
	}
}

// machineWord tells whether a field holds what programs branch on, which may stand in an error's text: the runtime lets
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

func quoteJSON(text string) string {
	quoted, _ := json.Marshal(text) // a string always has a JSON text
	return string(quoted)
}
