package sdktest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
)

// check holds a request against the document. What it finds are problems; what it finds about the credentials is told
// apart, because servers do.
func (r *route) check(request *http.Request, params map[string]string) (problems []Problem, unauthorized bool) {
	input := &openapi3filter.RequestValidationInput{
		Request:    request,
		PathParams: params,
		Route:      r.Route,
		Options: &openapi3filter.Options{
			MultiError:                        true,
			RejectWhenRequestBodyNotSpecified: true,
			SkipSettingDefaults:               true,
			AuthenticationFunc:                authenticate,
		},
	}
	problems = problemsOf(openapi3filter.ValidateRequest(context.Background(), input), Problem{})
	problems = append(problems, emptyPath(params)...)
	problems = append(problems, r.unknownQuery(request)...)
	problems = append(problems, r.checkItems(request)...)
	return problems, slices.ContainsFunc(problems, func(p Problem) bool { return p.In == inSecurity })
}

const (
	inBody     = "body"
	inSecurity = "security"
)

// problemsOf takes kin-openapi's errors apart. within tells what is known of the place from the errors around err.
func problemsOf(err error, within Problem) []Problem {
	var several openapi3.MultiError
	var request *openapi3filter.RequestError
	var security *openapi3filter.SecurityRequirementsError
	var schema *openapi3.SchemaError
	switch {
	case err == nil:
		return nil
	case is(err, &several):
		return problemsOfAll(several, within)
	case is(err, &security):
		return []Problem{securityProblem(security)}
	case is(err, &request):
		if undecodable(request) {
			return nil
		}
		return problemsOfRequest(request)
	case is(err, &schema):
		return problemsOfSchema(schema, within)
	}
	within.Message = err.Error()
	return []Problem{within}
}

// undecodable means that kin-openapi cannot read what the document declares: an array or nested object in brackets, for
// example, or a part of a media type that it does not know. That is no fault of the request, which goes unchecked there.
func undecodable(err error) bool {
	text := err.Error()
	return strings.Contains(text, "invalid serialization method") || strings.Contains(text, "unsupported content type") || strings.Contains(text, "unsupported schema of request body")
}

// is reports whether err itself, and not one inside it, is of a type.
func is[T error](err error, target *T) bool {
	found, ok := err.(T) //nolint:errorlint // see above
	if ok {
		*target = found
	}
	return ok
}

func problemsOfAll(errs []error, within Problem) []Problem {
	var problems []Problem
	for _, err := range errs {
		problems = append(problems, problemsOf(err, within)...)
	}
	return problems
}

func problemsOfRequest(err *openapi3filter.RequestError) []Problem {
	var within Problem
	switch {
	case err.Parameter != nil:
		within = Problem{In: err.Parameter.In, Field: err.Parameter.Name}
	case err.RequestBody != nil:
		within = Problem{In: inBody}
	}
	var schema *openapi3.SchemaError
	var several openapi3.MultiError
	if err.Err != nil && (errors.As(err.Err, &schema) || errors.As(err.Err, &several)) {
		return problemsOf(err.Err, within)
	}
	within.Message = message(err)
	return []Problem{within}
}

func message(err *openapi3filter.RequestError) string {
	switch {
	case err.Err == nil || err.Err.Error() == err.Reason:
		return err.Reason
	case err.Reason == "":
		return err.Err.Error()
	}
	return err.Reason + ": " + err.Err.Error()
}

// problemsOfSchema names the innermost places: that a union's value is wrong says less than what is wrong in it, where
// its discriminator tells which variant it was to be.
func problemsOfSchema(err *openapi3.SchemaError, within Problem) []Problem {
	inner := causes(err)
	if len(inner) == 1 || err.SchemaField == "allOf" && len(inner) > 0 {
		return problemsOfAll(inner, within)
	}
	within.Message = err.Reason
	if field := fieldPath(err.JSONPointer()); field != "" {
		within.Field = strings.TrimPrefix(within.Field+"."+field, ".")
	}
	return []Problem{within}
}

// causes are the errors that made a schema's error.
func causes(err *openapi3.SchemaError) []error {
	for inner := err.Origin; inner != nil; inner = errors.Unwrap(inner) {
		var schema *openapi3.SchemaError
		var several openapi3.MultiError
		switch {
		case is(inner, &schema):
			return []error{schema}
		case is(inner, &several):
			return several
		}
	}
	return nil
}

// fieldPath is a JSON pointer as one writes it in Go: "attachments[0].fileId".
func fieldPath(pointer []string) string {
	var b strings.Builder
	for _, token := range pointer {
		if _, err := strconv.Atoi(token); err == nil {
			b.WriteString("[" + token + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteString(".")
		}
		b.WriteString(token)
	}
	return b.String()
}

// authenticate wants a credential, whatever it is, where the scheme says.
func authenticate(_ context.Context, input *openapi3filter.AuthenticationInput) error {
	if credential(input.RequestValidationInput.Request, input.SecurityScheme) == "" {
		return &missingCredential{input.SecuritySchemeName, input.SecurityScheme}
	}
	return nil
}

type missingCredential struct {
	name   string
	scheme *openapi3.SecurityScheme
}

func (e *missingCredential) Error() string {
	if e.scheme.Type == "apiKey" {
		return fmt.Sprintf("%s: there is no %s in the %s", e.name, e.scheme.Name, e.scheme.In)
	}
	return fmt.Sprintf("%s: there is no bearer token or password in the header Authorization", e.name)
}

// credential is what a request carries for a scheme.
func credential(request *http.Request, scheme *openapi3.SecurityScheme) string {
	if scheme.Type != "apiKey" {
		kind, value, _ := strings.Cut(request.Header.Get("Authorization"), " ")
		if strings.EqualFold(kind, "basic") != strings.EqualFold(scheme.Scheme, "basic") {
			return ""
		}
		return value
	}
	switch scheme.In {
	case openapi3.ParameterInQuery:
		return request.URL.Query().Get(scheme.Name)
	case openapi3.ParameterInCookie:
		if cookie, err := request.Cookie(scheme.Name); err == nil {
			return cookie.Value
		}
		return ""
	}
	return request.Header.Get(scheme.Name)
}

func securityProblem(err *openapi3filter.SecurityRequirementsError) Problem {
	var names, texts []string
	for _, one := range err.Errors {
		var missing *missingCredential
		if errors.As(one, &missing) {
			names = append(names, missing.name)
		}
		texts = append(texts, one.Error())
	}
	return Problem{In: inSecurity, Field: strings.Join(names, " or "), Message: strings.Join(texts, "; ")}
}

// emptyPath reports what the document's schemas let pass: a path without one of its parameters is another path.
func emptyPath(params map[string]string) []Problem {
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(params)) {
		if params[name] == "" {
			problems = append(problems, Problem{In: openapi3.ParameterInPath, Field: name, Message: "it is empty"})
		}
	}
	return problems
}

// unknownQuery reports what openapi3filter lets pass: query parameters that the operation does not have.
func (r *route) unknownQuery(request *http.Request) []Problem {
	var problems []Problem
	query := request.URL.Query()
	for name := range query {
		if !r.knowsQuery(name) && !r.isWholeQuery(query) {
			problems = append(problems, Problem{In: openapi3.ParameterInQuery, Field: name, Message: "the operation has no such parameter"})
		}
	}
	slices.SortFunc(problems, func(a, b Problem) int { return strings.Compare(a.Field, b.Field) })
	return problems
}

// isWholeQuery reports whether a parameter is all of the query, as OpenAPI 3.2's querystring is: one of content, whose name is not
// there.
func (r *route) isWholeQuery(query url.Values) bool {
	for _, parameters := range []openapi3.Parameters{r.Operation.Parameters, r.PathItem.Parameters} {
		for _, ref := range parameters {
			if p := ref.Value; p.In == openapi3.ParameterInQuery && len(p.Content) > 0 && !query.Has(p.Name) {
				return true
			}
		}
	}
	return false
}

func (r *route) knowsQuery(name string) bool {
	if r.queryParameter(name) != nil {
		return true
	}
	if r.Spec.Components == nil {
		return false
	}
	for _, scheme := range r.Spec.Components.SecuritySchemes {
		if scheme.Value.In == openapi3.ParameterInQuery && scheme.Value.Name == name {
			return true
		}
	}
	return false
}

// queryParameter is a query parameter of the operation. Those of objects in style form or deepObject go by other names.
func (r *route) queryParameter(name string) *openapi3.Parameter {
	for _, parameters := range []openapi3.Parameters{r.Operation.Parameters, r.PathItem.Parameters} {
		for _, ref := range parameters {
			p := ref.Value
			if p.In == openapi3.ParameterInQuery && (p.Name == name || spreads(p) || strings.HasPrefix(name, p.Name+"[")) {
				return p
			}
		}
	}
	return nil
}

// spreads reports whether a parameter's properties are parameters of their own.
func spreads(p *openapi3.Parameter) bool {
	return p.Schema != nil && p.Schema.Value.Type.Is("object") && p.Style != openapi3.SerializationDeepObject
}
