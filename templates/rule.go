package templates

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// checkJSON makes the statement that holds a value's JSON, as a request has it, against rules. Types are what makes the JSON, and
// bytes is their method.
func checkJSON(checks []ir.Check, types *jen.Statement, bytes string, value jen.Code, path string) []jen.Code {
	if len(checks) == 0 {
		return nil
	}
	args := []jen.Code{jen.Id("problems"), lit(path), types.Dot("ForRequests").Call().Dot(bytes).Call(value)}
	for _, check := range checks {
		args = append(args, rule(check))
	}
	return []jen.Code{assignProblems(validation("JSON").Custom(multiline(), args...))}
}

// rule makes the call that makes a rule.
func rule(check ir.Check) jen.Code {
	args := make([]jen.Code, len(check.Args))
	for i, arg := range check.Args {
		switch arg := arg.(type) {
		case ir.Check:
			args[i] = rule(arg)
		case []string:
			args[i] = jen.Index().String().Values(literals(arg)...)
		default:
			args[i] = lit(arg)
		}
	}
	return validation(check.Rule).Call(args...)
}

// holdsFiles reports whether a property is a file, or a list of files.
func holdsFiles(object *ir.Object) bool {
	return slices.ContainsFunc(object.Fields, func(field *ir.Field) bool {
		elem := field.Type.Elem
		return field.Type.Kind == ir.File || elem != nil && elem.Kind == ir.File
	}) || object.Extra != nil && object.Extra.Kind == ir.File
}
