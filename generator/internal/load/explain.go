package load

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
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
		return unknownKeys(e.Fields, object)
	case *openapi3.PathParametersError:
		return c.pathParameters(e)
	case *openapi3.ComponentValidationError:
		return []finding{componentName(e)}
	}
	f, ok := explainNames(bare(err))
	if !ok {
		f = explainField(bare(err), object)
	}
	if f.repair == "" && !c.lenient {
		f.repair = adjustable(bare(err), object)
	}
	return []finding{f}
}

// adjustable is what leniency does beforehand about an error, which it therefore never meets.
func adjustable(err error, object any) string {
	switch err.(type) {
	case *openapi3.PathParameterRequiredError:
		return repairRequired
	case *openapi3.DuplicateParameterError:
		return repairRepeated
	case *openapi3.ServerURLTemplateError:
		return repairServer
	case *openapi3.RequiredFieldError:
		if _, ok := object.(*openapi3.Info); ok {
			return repairInfo
		}
	case *openapi3.InvalidSerializationMethodError, *openapi3.ExactlyOneFieldError:
		if p, ok := object.(*openapi3.Parameter); ok && p.Schema == nil && len(p.Content) == 0 {
			return repairNoSchema
		} else if ok && p.Style != "" && !suits(p.Style, p.In) {
			return repairStyle
		}
	}
	return ""
}

const (
	repairUnknown  = "what OpenAPI does not know is ignored"
	repairBeside   = "keys beside a $ref are ignored"
	repairVersions = "what other versions of OpenAPI have means what it means there"
	repairTypes    = "types that OpenAPI does not know may be anything"
	repairUnused   = "headers, links, flows, licences and tags are taken as they are"
)

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
			repair: repairUnknown}
		if near := problem.Closest(key, known); len(near) > 0 {
			f.hint = fmt.Sprintf("did you mean %s?", problem.Quote(near[0]))
		}
		findings = append(findings, f)
	}
	return findings
}

// pathParameters tells parameters that the path lacks from those that the operation lacks. The error does not.
func (c *checker) pathParameters(e *openapi3.PathParametersError) []finding {
	var findings []finding
	for _, name := range e.Missing {
		f := finding{
			absolute:   source.Join("#/paths", e.Path, strings.ToLower(e.Method)),
			message:    fmt.Sprintf("%s %s does not declare the path parameter %s", e.Method, e.Path, problem.Quote(name)),
			hint:       "add it to the parameters with in: path and required: true",
			parameters: true,
		}
		if !c.lenient {
			f.repair = repairUndeclared
		}
		if !strings.Contains(e.Path, "{"+name) {
			f.message = fmt.Sprintf("%s %s declares a path parameter %s that is not in the path", e.Method, e.Path, problem.Quote(name))
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
		message:  fmt.Sprintf("security scheme %s is not defined", problem.Quote(e.Scheme)),
		hint:     "add it to components.securitySchemes, or correct the name",
		repair:   repairSecurity,
	}
	if c.doc.Components != nil {
		known := slices.Sorted(maps.Keys(c.doc.Components.SecuritySchemes))
		if near := problem.Closest(e.Scheme, known); len(near) > 0 {
			f.hint = fmt.Sprintf("did you mean %s?", problem.Quote(near[0]))
		}
	}
	return f
}

func componentName(e *openapi3.ComponentValidationError) finding {
	if openapi3.ValidateIdentifier(e.Name) == nil {
		return finding{message: problem.OneLine(e.Cause.Error())}
	}
	return finding{
		message: fmt.Sprintf("%s is no name for a component: it holds other characters than letters, digits, \".\", \"-\" and \"_\"", problem.Quote(e.Name)),
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
			message: fmt.Sprintf("operationId %s is used twice: by %s and %s", problem.Quote(e.OperationID), e.Endpoint1, e.Endpoint2),
			hint:    "give each operation its own",
			repair:  "operationIds that are used twice give way to names from method and path",
		}, true
	case *openapi3.ConflictingPathsError:
		return finding{
			absolute: source.Join("#/paths", e.Path1),
			message:  fmt.Sprintf("paths %s and %s match the same requests", problem.Quote(e.Path2), problem.Quote(e.Path1)),
			hint:     "make one of them",
			repair:   "paths that match the same requests are kept apart",
		}, true
	case *openapi3.PathMustStartWithSlashError:
		return finding{
			absolute: source.Join("#/paths", e.Path),
			message:  fmt.Sprintf("path %s does not begin with a slash", problem.Quote(e.Path)),
			hint:     fmt.Sprintf("write %s", problem.Quote("/"+e.Path)),
		}, true
	case *openapi3.DuplicateParameterError:
		return finding{key: "name", message: problem.OneLine(e.Error()), hint: "remove one of the two"}, true
	case *openapi3.DuplicateRequiredFieldError:
		return finding{key: "required", message: fmt.Sprintf("%s is listed twice in required", problem.Quote(e.Field)),
			hint: "remove one of the two", repair: "properties listed twice in required are required once"}, true
	case *openapi3.DuplicateTagError:
		return finding{key: "name", message: problem.OneLine(e.Error()), hint: "remove one of the two", repair: repairUnused}, true
	}
	return finding{}, false
}

// explainField words the errors about the value of one field.
func explainField(err error, object any) finding {
	switch e := err.(type) {
	case *openapi3.SchemaTypeError:
		f := finding{key: "type", message: fmt.Sprintf("type %s is not known", problem.Quote(e.Type)), hint: "use string, number, integer, boolean, array or object",
			repair: repairTypes}
		if near := problem.Closest(e.Type, []string{"string", "number", "integer", "boolean", "array", "object"}); len(near) > 0 {
			f.hint = fmt.Sprintf("did you mean %s?", problem.Quote(near[0]))
		} else if e.Type == "null" {
			f.hint, f.repair = "write nullable: true next to another type", repairVersions
		}
		return f
	case *openapi3.RequiredFieldError:
		key := e.Field[strings.LastIndexByte(e.Field, '.')+1:]
		return finding{key: key, message: fmt.Sprintf("%s is missing: %s", problem.Quote(key), problem.OneLine(e.Error())), hint: "add it",
			repair: repairMissing(object, key)}
	case *openapi3.ForbiddenFieldError:
		return finding{key: e.Field[strings.LastIndexByte(e.Field, '.')+1:], message: problem.OneLine(e.Error()), hint: "remove it", repair: repairUnknown}
	case *openapi3.InvalidSecuritySchemeTypeError:
		return finding{key: "type", message: problem.OneLine(e.Error()), hint: "use apiKey, http, oauth2 or openIdConnect"}
	case *openapi3.FieldVersionMismatchError:
		return finding{key: e.Field, message: problem.OneLine(e.Error()), hint: `remove it, or change the version in "openapi"`,
			repair: repairVersions}
	case *openapi3.SchemaPatternRegexError:
		return finding{key: "pattern", message: fmt.Sprintf("pattern %s cannot be compiled: %s", problem.Quote(e.Pattern), patternReason(e)),
			hint: "use the syntax of RE2", repair: "patterns that Go cannot compile are left to the server"}
	case *openapi3.InvalidParameterInError:
		return finding{key: "in", message: fmt.Sprintf("in is %s: a parameter has no such place", problem.Quote(e.Value)), hint: "use path, query, header or cookie"}
	case *openapi3.PathParameterRequiredError:
		return finding{key: "required", message: fmt.Sprintf("path parameter %s is not required: there is no path without it", problem.Quote(e.Param)), hint: "add required: true"}
	case *openapi3.ExactlyOneFieldError:
		f := finding{message: problem.OneLine(e.Error())}
		if _, ok := object.(*openapi3.Header); ok {
			f.repair = repairUnused
		}
		return f
	case *openapi3.EitherFieldRequiredError:
		f := finding{message: problem.OneLine(e.Error())}
		if slices.Contains(e.Fields, "externalValue") {
			f = finding{message: "the example has no value", hint: "add value or externalValue",
				repair: repairExamples}
		}
		return f
	case *openapi3.UnresolvedRefError:
		return finding{key: "$ref", message: fmt.Sprintf("$ref %s cannot be resolved", problem.Quote(e.Ref)), hint: "refer to something of the right kind",
			repair: source.RepairDangling}
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
