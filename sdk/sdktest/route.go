package sdktest

import (
	"cmp"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
)

// route is an operation and the requests that are meant for it.
type route struct {
	*routers.Route
	// name is the operation's in Go, and what it is called in every report.
	name string
	// key is the parameter with the idempotency key, "" where there is none.
	key string
	// pages are how a list goes on; nil is what the document says.
	pages   pages
	pattern *regexp.Regexp
	params  []string
	// collection and items say what the operation deals with, by the generated package. resource is the same; nil is nothing.
	collection, items string
	resource          *resource
	// created has the collections whose items can be created.
	created map[string]bool
	// success is the status of a response that is no error, and content its JSON; nil where it has no body, or another one: that is
	// of a media type, and as the document shows it.
	success int
	content *openapi3.MediaType
	media   string
	shown   string
}

var placeholder = regexp.MustCompile(`\{[^/{}]+\}`)

// routesOf are the document's operations, those first whose paths are more definite.
func routesOf(document *openapi3.T, operations []Operation) []*route {
	var routes []*route
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			r := &route{
				Route: &routers.Route{Spec: document, Path: path, PathItem: item, Method: method, Operation: operation},
			}
			own := known(operations, method, path)
			r.name, r.pages, r.key, r.collection, r.items = own.Name, own.Pagination, own.Key, own.Collection, own.Items
			r.pattern, r.params = compile(path)
			r.success, r.content = successOf(operation)
			r.media, r.shown = otherBody(operation, r.success, r.content)
			routes = append(routes, r)
		}
	}
	slices.SortFunc(routes, func(a, b *route) int {
		return cmp.Or(strings.Compare(definite(a.Path), definite(b.Path)), strings.Compare(a.Method, b.Method))
	})
	return routes
}

// definite orders paths: a placeholder comes after every text.
func definite(path string) string { return placeholder.ReplaceAllString(path, "\U0010FFFF") }

// known is what the generated package knows of an operation.
func known(operations []Operation, method, path string) Operation {
	for _, operation := range operations {
		if operation.Method == method && operation.Path == path {
			return operation
		}
	}
	return Operation{Name: method + " " + path}
}

// compile makes a pattern for escaped paths of a path template. A fragment, by which some documents tell operations of one
// path apart, is no part of them.
func compile(template string) (*regexp.Regexp, []string) {
	template, _, _ = strings.Cut(template, "#")
	var params []string
	var pattern strings.Builder
	rest := 0
	for _, at := range placeholder.FindAllStringIndex(template, -1) {
		pattern.WriteString(regexp.QuoteMeta(template[rest:at[0]]) + "([^/]*)")
		params = append(params, template[at[0]+1:at[1]-1])
		rest = at[1]
	}
	pattern.WriteString(regexp.QuoteMeta(template[rest:]))
	return regexp.MustCompile("^" + pattern.String() + "$"), params
}

// find is the operation that a request is meant for. Known means that there are others at its path.
func (a *API) find(method, escapedPath string) (found *route, params map[string]string, known bool) {
	for _, r := range a.routes {
		match := r.pattern.FindStringSubmatch(escapedPath)
		if match == nil {
			continue
		}
		if r.Method != method {
			known = true
			continue
		}
		return r, r.values(match[1:]), true
	}
	return nil, nil, known
}

// HasPath reports whether the document has a path, which is escaped.
func (s *Server) HasPath(escaped string) bool {
	found, _, known := s.api.find("", escaped)
	return found != nil || known
}

func (r *route) values(escaped []string) map[string]string {
	values := make(map[string]string, len(escaped))
	for i, value := range escaped {
		if plain, err := url.PathUnescape(value); err == nil {
			value = plain
		}
		values[r.params[i]] = value
	}
	return values
}

// successOf is the first status that the document gives for a success, and the body that comes with it.
func successOf(operation *openapi3.Operation) (int, *openapi3.MediaType) {
	fallback := operation.Responses.Default()
	for _, status := range operation.Responses.Keys() {
		if len(status) == 3 && status[0] == '3' {
			fallback = nil
		}
		if len(status) != 3 || status[0] != '2' {
			continue
		}
		code := 200
		if status != "2XX" {
			code = int(status[1]-'0')*10 + int(status[2]-'0') + 200
		}
		if response := operation.Responses.Value(status); response != nil && response.Value != nil {
			return code, response.Value.Content.Get(jsonType)
		}
		return code, nil
	}
	if fallback != nil && fallback.Value != nil {
		return 200, fallback.Value.Content.Get(jsonType)
	}
	return 200, nil
}

// otherBody is the first media type of a success that is no JSON, and the example of it that the document has.
func otherBody(operation *openapi3.Operation, success int, json *openapi3.MediaType) (media, shown string) {
	if json != nil {
		return "", ""
	}
	response := operation.Responses.Status(success)
	if response == nil || response.Value == nil {
		return "", ""
	}
	for _, name := range slices.Sorted(maps.Keys(response.Value.Content)) {
		if !strings.Contains(name, "*") {
			shown, _ = exampleOf(response.Value.Content[name]).(string)
			return name, shown
		}
	}
	return "", ""
}

const jsonType = "application/json"
