package load

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/problem"
)

// finding is an error of kin-openapi in words for people.
type finding struct {
	message, hint string
	key           string // below the object that the error is about, if it says which
	absolute      string // the pointer, if the error gives one
	parameters    bool   // cannot be told while $refs to parameters lead nowhere
	repair        string // what leniency does about it
}

// explain puts an error of kin-openapi into words. The object is the one that it is about, if that is known.
func (c *checker) explain(err error, object any) []finding {
	switch e := bare(err).(type) {
	case *openapi3.SecurityRequirementSchemeUndefinedError:
		return []finding{c.securityScheme(e)}
	case *openapi3.ExtraSiblingFieldsError:
		return besideRefs(unknownKeys(e.Fields, object), object)
	case *openapi3.PathParametersError:
		return pathParameters(e)
	case *openapi3.ComponentValidationError:
		return []finding{componentName(e)}
	}
	if f, ok := explainNames(bare(err)); ok {
		return []finding{f}
	}
	return []finding{explainField(bare(err), object)}
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
		f := finding{key: key, message: fmt.Sprintf("unknown key %s", quote(key)), hint: `remove it, or begin its name with "x-"`}
		if near := problem.Closest(key, known); len(near) > 0 {
			f.hint = fmt.Sprintf("did you mean %s?", quote(near[0]))
		}
		findings = append(findings, f)
	}
	return findings
}

// besideRefs marks keys next to a $ref, which OpenAPI 3.0 ignores anyhow.
func besideRefs(findings []finding, object any) []finding {
	for i := range findings {
		if object == nil {
			findings[i].repair = "keys beside a $ref are ignored"
		}
	}
	return findings
}

// pathParameters tells parameters that the path lacks from those that the operation lacks. The error does not.
func pathParameters(e *openapi3.PathParametersError) []finding {
	var findings []finding
	for _, name := range e.Missing {
		f := finding{
			absolute:   Join("#/paths", e.Path, strings.ToLower(e.Method)),
			message:    fmt.Sprintf("%s %s does not declare the path parameter %s", e.Method, e.Path, quote(name)),
			hint:       "add it to the parameters with in: path and required: true",
			parameters: true,
		}
		if !strings.Contains(e.Path, "{"+name) {
			f.message = fmt.Sprintf("%s %s declares a path parameter %s that is not in the path", e.Method, e.Path, quote(name))
			f.hint = fmt.Sprintf("add {%s} to the path, or remove the parameter", name)
			f.repair = repairStray
		}
		findings = append(findings, f)
	}
	return findings
}

func (c *checker) securityScheme(e *openapi3.SecurityRequirementSchemeUndefinedError) finding {
	f := finding{
		absolute: "#" + e.JSONPointer,
		message:  fmt.Sprintf("security scheme %s is not defined", quote(e.Scheme)),
		hint:     "add it to components.securitySchemes, or correct the name",
	}
	if c.doc.Components != nil {
		known := slices.Sorted(maps.Keys(c.doc.Components.SecuritySchemes))
		if near := problem.Closest(e.Scheme, known); len(near) > 0 {
			f.hint = fmt.Sprintf("did you mean %s?", quote(near[0]))
		}
	}
	return f
}

func componentName(e *openapi3.ComponentValidationError) finding {
	if openapi3.ValidateIdentifier(e.Name) == nil {
		return finding{message: oneLine(e.Cause.Error())}
	}
	return finding{
		message: fmt.Sprintf("%s is no name for a component: it holds other characters than letters, digits, \".\", \"-\" and \"_\"", quote(e.Name)),
		hint:    "rename it",
		repair:  "components of illegal names keep them",
	}
}

// explainNames words the errors about names that clash or are missing.
func explainNames(err error) (finding, bool) {
	switch e := err.(type) {
	case *openapi3.DuplicateOperationIDError:
		return finding{
			key:     "operationId",
			message: fmt.Sprintf("operationId %s is used twice: by %s and %s", quote(e.OperationID), e.Endpoint1, e.Endpoint2),
			hint:    "give each operation its own",
			repair:  "operationIds that are used twice give way to names from method and path",
		}, true
	case *openapi3.ConflictingPathsError:
		return finding{
			absolute: Join("#/paths", e.Path1),
			message:  fmt.Sprintf("paths %s and %s match the same requests", quote(e.Path2), quote(e.Path1)),
			hint:     "make one of them",
			repair:   "paths that match the same requests are kept apart",
		}, true
	case *openapi3.PathMustStartWithSlashError:
		return finding{
			absolute: Join("#/paths", e.Path),
			message:  fmt.Sprintf("path %s does not begin with a slash", quote(e.Path)),
			hint:     fmt.Sprintf("write %s", quote("/"+e.Path)),
		}, true
	case *openapi3.DuplicateParameterError:
		return finding{key: "name", message: oneLine(e.Error()), hint: "remove one of the two"}, true
	case *openapi3.DuplicateRequiredFieldError:
		return finding{key: "required", message: fmt.Sprintf("%s is listed twice in required", quote(e.Field)),
			hint: "remove one of the two", repair: "properties listed twice in required are required once"}, true
	case *openapi3.DuplicateTagError:
		return finding{key: "name", message: oneLine(e.Error()), hint: "remove one of the two"}, true
	}
	return finding{}, false
}

// explainField words the errors about the value of one field.
func explainField(err error, object any) finding {
	switch e := err.(type) {
	case *openapi3.SchemaTypeError:
		f := finding{key: "type", message: fmt.Sprintf("type %s is not known", quote(e.Type)), hint: "use string, number, integer, boolean, array or object"}
		if near := problem.Closest(e.Type, []string{"string", "number", "integer", "boolean", "array", "object"}); len(near) > 0 {
			f.hint = fmt.Sprintf("did you mean %s?", quote(near[0]))
		} else if e.Type == "null" {
			f.hint = "write nullable: true next to another type"
		}
		return f
	case *openapi3.RequiredFieldError:
		key := e.Field[strings.LastIndexByte(e.Field, '.')+1:]
		return finding{key: key, message: fmt.Sprintf("%s is missing: %s", quote(key), oneLine(e.Error())), hint: "add it",
			repair: repairMissing(object, key)}
	case *openapi3.InvalidSecuritySchemeTypeError:
		return finding{key: "type", message: oneLine(e.Error()), hint: "use apiKey, http, oauth2 or openIdConnect"}
	case *openapi3.FieldVersionMismatchError:
		return finding{key: e.Field, message: oneLine(e.Error()), hint: `remove it, or change the version in "openapi"`}
	case *openapi3.SchemaPatternRegexError:
		return finding{key: "pattern", message: fmt.Sprintf("pattern %s cannot be compiled: %s", quote(e.Pattern), patternReason(e)),
			hint: "use the syntax of RE2", repair: "patterns that Go cannot compile are left to the server"}
	case *openapi3.InvalidParameterInError:
		return finding{key: "in", message: fmt.Sprintf("in is %s: a parameter has no such place", quote(e.Value)), hint: "use path, query, header or cookie"}
	case *openapi3.PathParameterRequiredError:
		return finding{key: "required", message: fmt.Sprintf("path parameter %s is not required: there is no path without it", quote(e.Param)), hint: "add required: true"}
	case *openapi3.EitherFieldRequiredError:
		f := finding{message: oneLine(e.Error())}
		if slices.Contains(e.Fields, "externalValue") {
			f = finding{message: "the example has no value", hint: "add value or externalValue",
				repair: "examples and defaults that contradict their schemas are ignored"}
		}
		return f
	case *openapi3.UnresolvedRefError:
		return finding{key: "$ref", message: fmt.Sprintf("$ref %s cannot be resolved", quote(e.Ref)), hint: "refer to something of the right kind"}
	}
	return finding{message: oneLine(err.Error())}
}

// patternReason is what Go's regular expressions do not like about a pattern.
func patternReason(e *openapi3.SchemaPatternRegexError) string {
	_, err := regexp.Compile(e.Pattern)
	if err == nil {
		return oneLine(e.Error())
	}
	return oneLine(strings.TrimPrefix(err.Error(), "error parsing regexp: "))
}
