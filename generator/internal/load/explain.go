package load

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// finding is an error of kin-openapi in words for people.
type finding struct {
	message, hint string
	key           string    // below the object that the error is about, if it says which
	absolute      string    // the pointer, if the error gives one
	rule          repair.ID // empty where nobody can tell what is meant
}

// explain puts an error of kin-openapi into words. The object is the one that it is about, if that is known.
func explain(err error, object any) []finding {
	switch e := repair.Bare(err).(type) {
	case *openapi3.ExtraSiblingFieldsError:
		return unknownKeys(e.Fields, object)
	case *openapi3.ComponentValidationError:
		return []finding{componentName(e)}
	}
	f, ok := explainNames(repair.Bare(err))
	if !ok {
		f = explainField(repair.Bare(err), object)
	}
	return []finding{f}
}

// unknownKeys reports each key at its own line.
func unknownKeys(keys []string, object any) []finding {
	var known []string
	if object != nil {
		for key := range fieldTypes(reflect.TypeOf(object).Elem()) {
			known = append(known, key)
		}
		slices.Sort(known)
	}
	var findings []finding
	for _, key := range keys {
		f := finding{key: key, message: fmt.Sprintf("unknown key %s", problem.Quote(key)), hint: `remove it, or begin its name with "x-"`,
			rule: repair.Unknown}
		if near := problem.Closest(key, known); len(near) > 0 {
			f.hint = fmt.Sprintf("did you mean %s?", problem.Quote(near[0]))
		}
		findings = append(findings, f)
	}
	return findings
}

func componentName(e *openapi3.ComponentValidationError) finding {
	if openapi3.ValidateIdentifier(e.Name) == nil {
		return finding{message: problem.OneLine(e.Cause.Error())}
	}
	return finding{
		message: fmt.Sprintf("%s is no name for a component: it holds other characters than letters, digits, \".\", \"-\" and \"_\"", problem.Quote(e.Name)),
		hint:    "rename it",
		rule:    repair.ComponentName,
	}
}

// explainNames words the errors about names that clash or are missing.
func explainNames(err error) (finding, bool) {
	switch e := err.(type) {
	case *openapi3.DuplicateOperationIDError:
		return finding{
			key:     "operationId",
			message: fmt.Sprintf("operationId %s is used twice: by %s and %s", problem.Quote(e.OperationID), e.Endpoint1, e.Endpoint2),
			hint:    "give each operation its own",
			rule:    repair.OperationID,
		}, true
	case *openapi3.ConflictingPathsError:
		return finding{
			absolute: source.Join("#/paths", e.Path1),
			message:  fmt.Sprintf("paths %s and %s match the same requests", problem.Quote(e.Path2), problem.Quote(e.Path1)),
			hint:     "make one of them",
			rule:     repair.Conflict,
		}, true
	case *openapi3.DuplicateRequiredFieldError:
		return finding{key: "required", message: fmt.Sprintf("%s is listed twice in required", problem.Quote(e.Field)),
			hint: "remove one of the two", rule: repair.RequiredTwice}, true
	case *openapi3.DuplicateTagError:
		return finding{key: "name", message: problem.OneLine(e.Error()), hint: "remove one of the two", rule: repair.Unused}, true
	}
	return finding{}, false
}

// explainField words the errors about the value of one field.
func explainField(err error, object any) finding {
	switch e := err.(type) {
	case *openapi3.SchemaTypeError:
		f := finding{key: "type", message: fmt.Sprintf("type %s is not known", problem.Quote(e.Type)), hint: "use string, number, integer, boolean, array or object",
			rule: repair.Types}
		if near := problem.Closest(e.Type, []string{"string", "number", "integer", "boolean", "array", "object"}); len(near) > 0 {
			f.hint = fmt.Sprintf("did you mean %s?", problem.Quote(near[0]))
		} else if e.Type == "null" {
			f.hint, f.rule = "write nullable: true next to another type", repair.Versions
		}
		return f
	case *openapi3.RequiredFieldError:
		key := e.Field[strings.LastIndexByte(e.Field, '.')+1:]
		return finding{key: key, message: fmt.Sprintf("%s is missing: %s", problem.Quote(key), problem.OneLine(e.Error())), hint: "add it",
			rule: missing(object, key)}
	case *openapi3.ForbiddenFieldError:
		return finding{key: e.Field[strings.LastIndexByte(e.Field, '.')+1:], message: problem.OneLine(e.Error()), hint: "remove it", rule: repair.Unknown}
	case *openapi3.InvalidSecuritySchemeTypeError:
		return finding{key: "type", message: problem.OneLine(e.Error()), hint: "use apiKey, http, oauth2 or openIdConnect"}
	case *openapi3.FieldVersionMismatchError:
		return finding{key: e.Field, message: problem.OneLine(e.Error()), hint: `remove it, or change the version in "openapi"`,
			rule: repair.Versions}
	case *openapi3.SchemaPatternRegexError:
		return finding{key: "pattern", message: fmt.Sprintf("pattern %s cannot be compiled: %s", problem.Quote(e.Pattern), patternReason(e)),
			hint: "use the syntax of RE2", rule: repair.Pattern}
	case *openapi3.InvalidParameterInError:
		return finding{key: "in", message: fmt.Sprintf("in is %s: a parameter has no such place", problem.Quote(e.Value)), hint: "use path, query, header or cookie"}
	case *openapi3.ExactlyOneFieldError:
		f := finding{message: problem.OneLine(e.Error())}
		if _, ok := object.(*openapi3.Header); ok {
			f.rule = repair.Unused
		}
		return f
	case *openapi3.EitherFieldRequiredError:
		f := finding{message: problem.OneLine(e.Error())}
		if slices.Contains(e.Fields, "externalValue") {
			f = finding{message: "the example has no value", hint: "add value or externalValue",
				rule: repair.Contradiction}
		}
		return f
	case *openapi3.UnresolvedRefError:
		return finding{key: "$ref", message: fmt.Sprintf("$ref %s cannot be resolved", problem.Quote(e.Ref)), hint: "refer to something of the right kind",
			rule: repair.Dangling}
	}
	return finding{message: problem.OneLine(err.Error())}
}

// patternReason is what Go's regular expressions do not like about a pattern.
func patternReason(e *openapi3.SchemaPatternRegexError) string {
	_, err := regexp.Compile(e.Pattern)
	if err == nil {
		return problem.OneLine(e.Error())
	}
	return problem.OneLine(strings.TrimPrefix(err.Error(), "error parsing regexp: "))
}

// missing is the rule about a key that an object lacks.
func missing(object any, key string) repair.ID {
	switch object.(type) {
	case *openapi3.Schema:
		if key == "items" {
			return repair.Items
		}
	case *openapi3.Response:
		if key == "description" {
			return repair.Description
		}
	case *openapi3.Operation, *openapi3.Responses:
		if key == "responses" {
			return repair.Responses
		}
	}
	return ""
}
