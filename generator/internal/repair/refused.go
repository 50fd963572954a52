package repair

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Explain puts an error of kin-openapi into words. The object is the one that it is about, nil if that is not known.
func Explain(err error, object any) []Finding {
	if rule, findings := ruleFor(Bare(err), object); len(findings) > 0 {
		for i := range findings {
			findings[i].Rule = rule.ID
		}
		return findings
	}
	f := unruled(Bare(err))
	if isUnneeded(object) {
		f.Rule = Unused
	}
	return []Finding{f}
}

// ruleFor is the rule that an error is about, with what it finds.
func ruleFor(err error, object any) (Rule, []Finding) {
	for _, rule := range Rules() {
		if rule.refused == nil {
			continue
		}
		if findings := rule.refused(err, object); len(findings) > 0 {
			return rule, findings
		}
	}
	return Rule{}, nil
}

// unruled words what cannot be guessed.
func unruled(err error) Finding {
	switch e := err.(type) {
	case *openapi3.InvalidSecuritySchemeTypeError:
		return Finding{Key: "type", Message: problem.OneLine(e.Error()), Hint: "use apiKey, http, oauth2 or openIdConnect"}
	case *openapi3.InvalidParameterInError:
		return Finding{Key: "in", Message: fmt.Sprintf("in is %s: a parameter has no such place", problem.Quote(e.Value)), Hint: "use path, query, header or cookie"}
	case *openapi3.RequiredFieldError:
		return missing(e)[0]
	case *openapi3.ComponentValidationError:
		return Finding{Message: problem.OneLine(e.Cause.Error())}
	}
	return Finding{Message: problem.OneLine(err.Error())}
}

// isUnneeded reports whether an object makes no difference to an SDK.
func isUnneeded(object any) bool {
	switch object.(type) {
	case *openapi3.Link, *openapi3.OAuthFlow, *openapi3.OAuthFlows, *openapi3.License, *openapi3.Contact, *openapi3.Tag,
		*openapi3.ExternalDocs, *openapi3.XML:
		return true
	}
	return false
}

// unknownKeys finds each key at its own line.
func unknownKeys(err error, object any) []Finding {
	switch e := err.(type) {
	case *openapi3.ForbiddenFieldError:
		return []Finding{{Key: lastField(e.Field), Message: problem.OneLine(e.Error()), Hint: "remove it"}}
	case *openapi3.ExtraSiblingFieldsError:
		var findings []Finding
		for _, key := range e.Fields {
			f := Finding{Key: key, Message: fmt.Sprintf("unknown key %s", problem.Quote(key)), Hint: `remove it, or begin its name with "x-"`}
			if near := problem.Closest(key, keysOf(object)); len(near) > 0 {
				f.Hint = fmt.Sprintf("did you mean %s?", problem.Quote(near[0]))
			}
			findings = append(findings, f)
		}
		return findings
	}
	return nil
}

func keysOf(object any) []string {
	if object == nil {
		return nil
	}
	var keys []string
	for key := range Fields(reflect.TypeOf(object).Elem()) {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func lastField(field string) string { return field[strings.LastIndexByte(field, '.')+1:] }

func componentName(err error, _ any) []Finding {
	e, ok := err.(*openapi3.ComponentValidationError)
	if !ok || openapi3.ValidateIdentifier(e.Name) == nil {
		return nil
	}
	return found(fmt.Sprintf("%s is no name for a component: it holds other characters than letters, digits, \".\", \"-\" and \"_\"",
		problem.Quote(e.Name)), "rename it")
}

func repeatedOperationID(err error, _ any) []Finding {
	e, ok := err.(*openapi3.DuplicateOperationIDError)
	if !ok {
		return nil
	}
	return []Finding{{
		Key:     "operationId",
		Message: fmt.Sprintf("operationId %s is used twice: by %s and %s", problem.Quote(e.OperationID), e.Endpoint1, e.Endpoint2),
		Hint:    "give each operation its own",
	}}
}

func conflictingPaths(err error, _ any) []Finding {
	e, ok := err.(*openapi3.ConflictingPathsError)
	if !ok {
		return nil
	}
	return []Finding{{
		Pointer: source.Join("#/paths", e.Path1),
		Message: fmt.Sprintf("paths %s and %s match the same requests", problem.Quote(e.Path2), problem.Quote(e.Path1)),
		Hint:    "make one of them",
	}}
}

func requiredTwice(err error, _ any) []Finding {
	e, ok := err.(*openapi3.DuplicateRequiredFieldError)
	if !ok {
		return nil
	}
	return []Finding{{Key: "required", Message: fmt.Sprintf("%s is listed twice in required", problem.Quote(e.Field)), Hint: "remove one of the two"}}
}

// unneeded finds what is wrong with objects that make no difference to an SDK, where that has words of its own.
func unneeded(err error, object any) []Finding {
	switch e := err.(type) {
	case *openapi3.DuplicateTagError:
		return []Finding{{Key: "name", Message: problem.OneLine(e.Error()), Hint: "remove one of the two"}}
	case *openapi3.ExactlyOneFieldError:
		if _, ok := object.(*openapi3.Header); ok {
			return found(problem.OneLine(e.Error()), "")
		}
	}
	return nil
}

func unknownType(err error, _ any) []Finding {
	e, ok := err.(*openapi3.SchemaTypeError)
	if !ok || e.Type == openapi3.TypeNull {
		return nil
	}
	types := []string{"string", "number", "integer", "boolean", "array", "object"}
	f := Finding{Key: "type", Message: fmt.Sprintf("type %s is not known", problem.Quote(e.Type)), Hint: "use string, number, integer, boolean, array or object"}
	if near := problem.Closest(e.Type, types); len(near) > 0 {
		f.Hint = fmt.Sprintf("did you mean %s?", problem.Quote(near[0]))
	}
	return []Finding{f}
}

// otherVersion finds what another version of OpenAPI knows, which resolution understands.
func otherVersion(err error, _ any) []Finding {
	switch e := err.(type) {
	case *openapi3.FieldVersionMismatchError:
		return []Finding{{Key: e.Field, Message: problem.OneLine(e.Error()), Hint: `remove it, or change the version in "openapi"`}}
	case *openapi3.SchemaTypeError:
		if e.Type == openapi3.TypeNull {
			return []Finding{{Key: "type", Message: fmt.Sprintf("type %s is not known", problem.Quote(e.Type)), Hint: "write nullable: true next to another type"}}
		}
	}
	return nil
}

func illegiblePattern(err error, _ any) []Finding {
	e, ok := err.(*openapi3.SchemaPatternRegexError)
	if !ok {
		return nil
	}
	return []Finding{{Key: "pattern", Message: fmt.Sprintf("pattern %s cannot be compiled: %s", problem.Quote(e.Pattern), patternReason(e)),
		Hint: "correct it"}}
}

// patternReason is what Go's regular expressions do not like about a pattern.
func patternReason(e *openapi3.SchemaPatternRegexError) string {
	_, err := regexp.Compile(e.Pattern)
	if err == nil {
		return problem.OneLine(e.Error())
	}
	return problem.OneLine(strings.TrimPrefix(err.Error(), "error parsing regexp: "))
}

// lacks finds objects of type T that lack a key.
func lacks[T any](key string) func(err error, object any) []Finding {
	return func(err error, object any) []Finding {
		e, ok := err.(*openapi3.RequiredFieldError)
		if _, is := object.(T); !ok || !is || lastField(e.Field) != key {
			return nil
		}
		return missing(e)
	}
}

func missing(e *openapi3.RequiredFieldError) []Finding {
	key := lastField(e.Field)
	return []Finding{{Key: key, Message: fmt.Sprintf("%s is missing: %s", problem.Quote(key), problem.OneLine(e.Error())), Hint: "add it"}}
}

// noResponses finds operations that say nothing about their answers.
func noResponses(err error, object any) []Finding {
	return append(lacks[*openapi3.Operation]("responses")(err, object), lacks[*openapi3.Responses]("responses")(err, object)...)
}

func withoutValue(err error, _ any) []Finding {
	if e, ok := err.(*openapi3.EitherFieldRequiredError); ok && slices.Contains(e.Fields, "externalValue") {
		return found("the example has no value", "add value or externalValue")
	}
	return nil
}

func unresolved(err error, _ any) []Finding {
	e, ok := err.(*openapi3.UnresolvedRefError)
	if !ok {
		return nil
	}
	return []Finding{{Key: "$ref", Message: fmt.Sprintf("$ref %s cannot be resolved", problem.Quote(e.Ref)), Hint: "refer to something of the right kind"}}
}
