package config

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// fieldKey annotates a property with the name of the fields that hold it. It is no extension: a document that has it is refused.
const fieldKey = "field name"

// fields annotates the properties whose fields have other names.
func (w *writer) fields() {
	for _, name := range sorted(w.config.Names.Fields) {
		if called := w.config.Names.Fields[name]; !naming.IsExported(called) {
			w.problems.Add(problem.Problem{Pos: w.config.find("fields", name), Message: fmt.Sprintf("names: %q is no exported Go name", called), Hint: "write it like Number"})
			continue
		}
		w.schema("fields", name, fieldKey, w.config.Names.Fields[name])
	}
}

// FieldName is what the configuration calls the fields that hold a property; "" is nothing.
func (a Annotations) FieldName(pointer string) string {
	name, _ := a[pointer][fieldKey].(string)
	return name
}
