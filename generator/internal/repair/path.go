package repair

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// path looks at one path and its operations.
func (d Document) path(route, at string, item *openapi3.PathItem) {
	if message, hint := odd(route); message != "" {
		d.Paths.Delete(route)
		d.Report(OddPath, at, message, hint)
		return
	}
	if strings.Contains(route, "#") {
		d.Report(Fragment, at, fmt.Sprintf("the path %s has a fragment", problem.Quote(route)), "remove it")
	}
	d.servers(source.Join(at, "servers"), &item.Servers)
	item.Parameters = d.parameters("", route, at, item.Parameters)
	operations := item.Operations()
	for _, method := range slices.Sorted(maps.Keys(operations)) {
		d.operation(method, route, at, item, operations[method])
	}
}

// odd says why a path is one that no URL has. The name of a variable is not sent, and may be anything.
func odd(route string) (message, hint string) {
	if !strings.HasPrefix(route, "/") {
		return fmt.Sprintf("path %s does not begin with a slash", problem.Quote(route)), "write " + problem.Quote("/"+route)
	}
	sent, _, _ := strings.Cut(variable.ReplaceAllString(route, ""), "#") // Go sends no fragments
	for _, c := range sent {
		switch {
		case c == '{' || c == '}':
			return fmt.Sprintf("the path %s has a brace that belongs to no variable", problem.Quote(route)), "name the variable between two braces"
		case c <= ' ' || c >= 0x7f || strings.ContainsRune("\"`\\<>^|", c):
			return fmt.Sprintf("the path %s holds %q, which no URL's path does", problem.Quote(route), c), "escape it with a percent sign"
		}
	}
	return "", ""
}

func (d Document) operation(method, route, itemAt string, item *openapi3.PathItem, operation *openapi3.Operation) {
	at := source.Join(itemAt, strings.ToLower(method))
	if operation.Servers != nil {
		d.servers(source.Join(at, "servers"), operation.Servers)
	}
	if operation.Security != nil {
		d.security(source.Join(at, "security"), *operation.Security)
	}
	operation.Parameters = d.parameters(method, route, at, operation.Parameters)
	d.declare(method, route, at, item, operation)
	d.statuses(method+" "+route, source.Join(at, "responses"), operation.Responses)
}

// declare adds the parameters that a path has and nobody declares. Where a $ref that leads nowhere might, that is reported
// already.
func (d Document) declare(method, route, at string, item *openapi3.PathItem, operation *openapi3.Operation) {
	unknown := d.Incomplete(at)
	for _, match := range variable.FindAllStringSubmatch(route, -1) {
		in, name := openapi3.ParameterInPath, match[1]
		if item.Parameters.GetByInAndName(in, name) != nil || operation.Parameters.GetByInAndName(in, name) != nil {
			continue
		}
		declared := openapi3.NewPathParameter(name).WithSchema(openapi3.NewStringSchema())
		operation.Parameters = append(operation.Parameters, &openapi3.ParameterRef{Value: declared})
		if unknown {
			continue
		}
		d.Report(Undeclared, at, fmt.Sprintf("%s %s does not declare the path parameter %s", method, route, problem.Quote(name)),
			"add it to the parameters with in: path and required: true")
	}
}

// statuses reads 4xx as 4XX, and leaves out responses for what is no status.
func (d Document) statuses(operation, at string, responses *openapi3.Responses) {
	if responses == nil {
		return
	}
	for _, status := range slices.Sorted(slices.Values(responses.Keys())) {
		upper := strings.ToUpper(status)
		switch {
		case isStatus(status):
			continue
		case isStatus(upper) && responses.Value(upper) == nil:
			responses.Set(upper, responses.Value(status))
			d.Report(Lowercase, source.Join(at, status), fmt.Sprintf("%s has a response for %s, which is read as %s", operation, problem.Quote(status), problem.Quote(upper)),
				"write "+problem.Quote(upper))
		default:
			d.Report(Status, source.Join(at, status), fmt.Sprintf("%s has a response for %s, which is no status", operation, problem.Quote(status)),
				`write one such as "404", a range such as "4XX", or default`)
		}
		responses.Delete(status)
	}
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
