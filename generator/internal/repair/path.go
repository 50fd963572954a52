package repair

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// pathAt is a path among all.
type pathAt struct {
	route string
	paths *openapi3.Paths
}

// oddPath finds paths that no URL has. The name of a variable is not sent, and may be anything.
func oddPath(p pathAt) []Finding {
	if !strings.HasPrefix(p.route, "/") {
		return found(fmt.Sprintf("path %s does not begin with a slash", problem.Quote(p.route)), "write "+problem.Quote("/"+p.route))
	}
	sent, _, _ := strings.Cut(variable.ReplaceAllString(p.route, "x"), "#") // Go sends no fragments
	if _, err := url.PathUnescape(sent); err != nil {
		return found(fmt.Sprintf("the path %s has a percent sign that begins no escape", problem.Quote(p.route)), "write it as %25")
	}
	for _, c := range sent {
		switch {
		case c == '{' || c == '}':
			return found(fmt.Sprintf("the path %s has a brace that belongs to no variable", problem.Quote(p.route)), "name the variable between two braces")
		case c <= ' ' || c >= 0x7f || strings.ContainsRune("\"`\\<>^|", c):
			return found(fmt.Sprintf("the path %s holds %q, which no URL's path does", problem.Quote(p.route), c), "escape it with a percent sign")
		}
	}
	return nil
}

func dropPath(p pathAt) (gone bool) {
	p.paths.Delete(p.route)
	return true
}

func fragmentOfPath(p pathAt) []Finding {
	if strings.Contains(p.route, "#") {
		return found(fmt.Sprintf("the path %s has a fragment", problem.Quote(p.route)), "remove it")
	}
	return nil
}

// operationAt is an operation of a path.
type operationAt struct {
	*openapi3.Operation
	method, route string
	item          *openapi3.PathItem
	// incomplete is set where a $ref among its parameters leads nowhere, which is reported already.
	incomplete bool
}

// undeclared are the names in the path that are no parameters.
func (o operationAt) undeclared() []string {
	var names []string
	for _, match := range variable.FindAllStringSubmatch(o.route, -1) {
		const in = openapi3.ParameterInPath
		if o.item.Parameters.GetByInAndName(in, match[1]) == nil && o.Parameters.GetByInAndName(in, match[1]) == nil && !slices.Contains(names, match[1]) {
			names = append(names, match[1])
		}
	}
	return names
}

func undeclaredParameter(o operationAt) []Finding {
	var findings []Finding
	for _, name := range o.undeclared() {
		f := Finding{
			Message: fmt.Sprintf("%s %s does not declare the path parameter %s", o.method, o.route, problem.Quote(name)),
			Hint:    "add it to the parameters with in: path and required: true",
		}
		if o.incomplete {
			f = Finding{} // what leads nowhere may be what declares it
		}
		findings = append(findings, f)
	}
	return findings
}

func declareParameters(o operationAt) (gone bool) {
	for _, name := range o.undeclared() {
		declared := openapi3.NewPathParameter(name).WithSchema(openapi3.NewStringSchema())
		o.Parameters = append(o.Parameters, &openapi3.ParameterRef{Value: declared})
	}
	return false
}

// statusAt is the key of a response.
type statusAt struct {
	status string
	operationAt
}

func (s statusAt) upper() string { return strings.ToUpper(s.status) }

func lowercaseStatus(s statusAt) []Finding {
	if isStatus(s.status) || !isStatus(s.upper()) || s.Responses.Value(s.upper()) != nil {
		return nil
	}
	return found(fmt.Sprintf("%s %s has a response for %s, which is read as %s", s.method, s.route, problem.Quote(s.status), problem.Quote(s.upper())),
		"write "+problem.Quote(s.upper()))
}

func upperStatus(s statusAt) (gone bool) {
	s.Responses.Set(s.upper(), s.Responses.Value(s.status))
	return dropStatus(s)
}

func noStatus(s statusAt) []Finding {
	if isStatus(s.status) {
		return nil
	}
	return found(fmt.Sprintf("%s %s has a response for %s, which is no status", s.method, s.route, problem.Quote(s.status)),
		`write one such as "404", a range such as "4XX", or default`)
}

func dropStatus(s statusAt) (gone bool) {
	s.Responses.Delete(s.status)
	return true
}

// isStatus reports whether a response's key is a status, a range of them, default or an extension.
func isStatus(key string) bool {
	if key == "default" || strings.HasPrefix(key, "x-") {
		return true
	}
	if len(key) != 3 || key[0] < '1' || key[0] > '5' {
		return false
	}
	return key[1:] == "XX" || !strings.ContainsFunc(key[1:], func(r rune) bool { return r < '0' || r > '9' })
}
