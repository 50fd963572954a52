package repair

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Document is what the rules about objects look at.
type Document struct {
	*openapi3.T
	// Name is a title for a document that has none.
	Name string
	// Report is told what a rule finds, and where: a JSON pointer.
	Report func(rule ID, pointer, message, hint string)
	// Incomplete reports whether parameters of an operation at a pointer are unknown, because a $ref leads nowhere.
	Incomplete func(operation string) bool
}

// Repair finds what validation would find wanting, or would not look for, and mends it. It comes before validation, which
// would look no further.
func (d Document) Repair() {
	w := walk{Document: d, rules: Rules()}
	apply(w, "#", d.T, func(r Rule) on[*openapi3.T] { return r.document })
	if d.Info != nil {
		apply(w, "#/info", infoAt{d.Info, d.Name}, func(r Rule) on[infoAt] { return r.info })
	}
	w.servers("#/servers", &d.Servers)
	w.security("#/security", d.Security)
	if d.Paths == nil {
		return
	}
	for _, route := range slices.Sorted(slices.Values(d.Paths.Keys())) {
		if item := d.Paths.Value(route); item != nil {
			w.path(route, source.Join("#/paths", route), item)
		}
	}
}

// walk brings the rules to the objects of a document.
type walk struct {
	Document
	rules []Rule
}

// apply asks each rule that has something to say about objects of a kind, and reports whether one of them left nothing of
// the object.
func apply[T any](w walk, pointer string, object T, column func(Rule) on[T]) (gone bool) {
	for _, rule := range w.rules {
		on := column(rule)
		if on.find == nil {
			continue
		}
		findings := on.find(object)
		for _, f := range findings {
			at := pointer
			if f.Key != "" {
				at = source.Join(pointer, f.Key)
			}
			if f.Message != "" {
				w.Report(rule.ID, at, f.Message, f.Hint)
			}
		}
		if len(findings) > 0 && on.mend != nil && on.mend(object) {
			return true
		}
	}
	return false
}

// security looks at each scheme that is asked for.
func (w walk) security(at string, requirements openapi3.SecurityRequirements) {
	var schemes openapi3.SecuritySchemes
	if w.Components != nil {
		schemes = w.Components.SecuritySchemes
	}
	for i, requirement := range requirements {
		for _, name := range slices.Sorted(maps.Keys(requirement)) {
			apply(w, source.Join(at, strconv.Itoa(i), name), securityAt{name, requirement, schemes}, func(r Rule) on[securityAt] { return r.security })
		}
	}
}

func (w walk) servers(at string, servers *openapi3.Servers) {
	var kept openapi3.Servers
	for i, server := range *servers {
		pointer := source.Join(at, strconv.Itoa(i))
		if apply(w, pointer, serverAt{server}, func(r Rule) on[serverAt] { return r.server }) {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(server.Variables)) {
			apply(w, source.Join(pointer, "variables", name), variableAt{server, name}, func(r Rule) on[variableAt] { return r.variable })
		}
		kept = append(kept, server)
	}
	*servers = kept
}

// path looks at one path and its operations.
func (w walk) path(route, at string, item *openapi3.PathItem) {
	if apply(w, at, pathAt{route, w.Paths}, func(r Rule) on[pathAt] { return r.path }) {
		return
	}
	w.servers(source.Join(at, "servers"), &item.Servers)
	item.Parameters = w.parameters("", route, at, item.Parameters)
	operations := item.Operations()
	for _, method := range slices.Sorted(maps.Keys(operations)) {
		w.operation(operationAt{
			method: method, route: route, item: item, Operation: operations[method],
			incomplete: w.Incomplete(source.Join(at, strings.ToLower(method))),
		}, source.Join(at, strings.ToLower(method)))
	}
}

func (w walk) operation(o operationAt, at string) {
	if o.Servers != nil {
		w.servers(source.Join(at, "servers"), o.Servers)
	}
	if o.Security != nil {
		w.security(source.Join(at, "security"), *o.Security)
	}
	o.Parameters = w.parameters(o.method, o.route, at, o.Parameters)
	apply(w, at, o, func(r Rule) on[operationAt] { return r.operation })
	if o.Responses == nil {
		return
	}
	for _, status := range slices.Sorted(slices.Values(o.Responses.Keys())) {
		apply(w, source.Join(at, "responses", status), statusAt{status, o}, func(r Rule) on[statusAt] { return r.status })
	}
}

// parameters looks at each parameter. The method is empty for those of a path.
func (w walk) parameters(method, route, at string, parameters openapi3.Parameters) openapi3.Parameters {
	var kept openapi3.Parameters
	known := map[[2]string]bool{}
	for i, ref := range parameters {
		p := ref.Value
		if p != nil && p.Name != "" {
			object := parameterAt{strings.TrimSpace(method + " " + route), route, known, p}
			if apply(w, source.Join(at, "parameters", strconv.Itoa(i)), object, func(r Rule) on[parameterAt] { return r.parameter }) {
				continue
			}
			known[[2]string{p.In, p.Name}] = true
		}
		kept = append(kept, ref)
	}
	return kept
}
