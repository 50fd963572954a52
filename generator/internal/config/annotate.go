package config

import (
	"fmt"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Annotations are extensions to read at places of the document as if they stood there: by pointer, then by key.
type Annotations map[string]map[string]any

func (a Annotations) set(pointer, key string, value any) {
	if a[pointer] == nil {
		a[pointer] = map[string]any{}
	}
	a[pointer][key] = value
}

// Annotations says where in a document the configuration applies. What it names and the document lacks is a problem.
func (c *Config) Annotations(doc *load.Document) (Annotations, error) {
	w := &writer{config: c, doc: doc, annotations: Annotations{}}
	w.choice("include", c.Include)
	w.choice("exclude", c.Exclude)
	w.operations("names", c.Names.Operations, "x-sdk-name")
	w.operations("retry", c.Retry, "x-sdk-retry")
	w.groups()
	w.matching("pagination", c.Pagination, "x-sdk-pagination")
	for _, name := range sorted(c.Names.Schemas) {
		w.schema("names", name, "x-sdk-name", c.Names.Schemas[name])
	}
	w.fields()
	w.keys()
	w.schemas("sensitive", c.Sensitive, "x-sdk-sensitive", true)
	w.schemas("raw", c.Raw, "x-sdk-union", "raw")
	w.types()
	if c.Webhooks.Signature != nil {
		w.annotations.set("#", "x-sdk-webhook-signature", c.Webhooks.Signature)
	}
	if c.Error != "" {
		w.schema("error", c.Error, "x-sdk-error", true)
	}
	return w.annotations, w.problems.Err()
}

// writer collects annotations and what is wrong with their places.
type writer struct {
	config      *Config
	doc         *load.Document
	annotations Annotations
	problems    problem.List
}

// choice reports what chooses nothing.
func (w *writer) choice(section string, choice Choice) {
	var names, tags []string
	for _, o := range operationsOf(w.doc) {
		names, tags = append(append(names, o.path), o.names()...), append(tags, o.Tags...)
	}
	for _, pattern := range choice.Operations {
		candidates := names
		if strings.Contains(pattern, "*") {
			candidates = nil
		}
		if !slices.ContainsFunc(names, glob(pattern).MatchString) {
			w.unknown(section, pattern, "operation", candidates)
		}
	}
	for _, tag := range choice.Tags {
		if !slices.Contains(tags, tag) {
			w.unknown(section, tag, "tag", tags)
		}
	}
}

func (w *writer) operations(section string, values map[string]string, key string) {
	for _, name := range sorted(values) {
		w.operation(section, name, key, values[name])
	}
}

// matching annotates operations by name or by pattern. What is said of a name takes precedence.
func (w *writer) matching(section string, values map[string]any, key string) {
	known := operationPointers(w.doc)
	for _, pattern := range sorted(values) {
		if !strings.Contains(pattern, "*") {
			continue
		}
		expression, found := glob(pattern), false
		for name, pointer := range known {
			if expression.MatchString(name) {
				w.annotations.set(pointer, key, values[pattern])
				found = true
			}
		}
		if !found {
			w.unknown(section, pattern, "operation", nil)
		}
	}
	for _, name := range sorted(values) {
		if !strings.Contains(name, "*") {
			w.operation(section, name, key, values[name])
		}
	}
}

func (w *writer) operation(section, name, key string, value any) {
	known := operationPointers(w.doc)
	if pointer, ok := known[name]; ok {
		w.annotations.set(pointer, key, value)
		return
	}
	alike := func(candidate string) bool { return strings.Contains(candidate, " ") == strings.Contains(name, " ") }
	var candidates []string
	for candidate := range known {
		if alike(candidate) { // a method and a path are not mistaken for an operationId
			candidates = append(candidates, candidate)
		}
	}
	w.unknown(section, name, "operation", candidates)
}

// keys annotates the properties that are idempotency keys. A header is one at every operation that has it: see
// IsIdempotencyKey.
func (w *writer) keys() {
	headers := headersOf(w.doc)
	for _, name := range w.config.Idempotency {
		if !headers[http.CanonicalHeaderKey(name)] {
			w.schema("idempotency", name, "x-sdk-idempotency-key", true)
		}
	}
}

// IsIdempotencyKey reports whether a header is named as an idempotency key. Case does not matter.
func (c *Config) IsIdempotencyKey(header string) bool {
	return c != nil && slices.ContainsFunc(c.Idempotency, func(name string) bool { return strings.EqualFold(name, header) })
}

// headersOf are the headers that the document's operations take, in canonical form.
func headersOf(doc *load.Document) map[string]bool {
	found := map[string]bool{}
	for _, item := range doc.T.Paths.Map() {
		all := []openapi3.Parameters{item.Parameters}
		for _, operation := range item.Operations() {
			all = append(all, operation.Parameters)
		}
		for _, ref := range slices.Concat(all...) {
			if ref.Value != nil && ref.Value.In == openapi3.ParameterInHeader {
				found[http.CanonicalHeaderKey(ref.Value.Name)] = true
			}
		}
	}
	return found
}

func (w *writer) schemas(section string, names []string, key string, value any) {
	for _, name := range names {
		w.schema(section, name, key, value)
	}
}

// schema annotates a component schema, a property of one, or the schema at a JSON pointer.
func (w *writer) schema(section, name, key string, value any) {
	if strings.HasPrefix(name, "#/") && w.doc.Position(name).Line > 0 {
		w.annotations.set(name, key, value)
		return
	}
	const components = "#/components/schemas"
	schemas := w.doc.Keys(components)
	if slices.Contains(schemas, name) {
		w.annotations.set(load.Join(components, name), key, value)
		return
	}
	schema, property, isProperty := strings.Cut(name, ".")
	properties := w.doc.Keys(load.Join(components, schema, "properties"))
	if isProperty && slices.Contains(properties, property) {
		w.annotations.set(load.Join(components, schema, "properties", property), key, value)
		return
	}
	for _, p := range properties {
		schemas = append(schemas, schema+"."+p)
	}
	w.unknown(section, name, "schema or property", schemas)
}

func (w *writer) unknown(section, name, what string, candidates []string) {
	if w.config.lax {
		return
	}
	slices.Sort(candidates)
	hint := "use a name that the document has"
	if strings.Contains(name, "*") {
		hint = "* stands for anything but a slash, ** for anything"
	}
	if near := problem.Closest(name, candidates); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %q?", near[0])
	}
	w.problems.Add(problem.Problem{Pos: w.config.find(section, name),
		Message: fmt.Sprintf("%s: the document has no %s %q", section, what, name), Hint: hint})
}

// operationPointers are the operations' places by their names: the operationId, and method and path.
func operationPointers(doc *load.Document) map[string]string {
	known := map[string]string{}
	for pointer, o := range operationsOf(doc) {
		for _, name := range o.names() {
			known[name] = pointer
		}
	}
	return known
}

// operation is an operation of the document, as far as a configuration speaks of it.
type operation struct {
	*openapi3.Operation
	method, path string
}

// names are what a configuration may call it.
func (o operation) names() []string {
	names := []string{o.method + " " + o.path}
	if o.OperationID != "" {
		names = append(names, o.OperationID)
	}
	return names
}

// operationsOf are the document's operations by their places, in order.
func operationsOf(doc *load.Document) iter.Seq2[string, operation] {
	return func(yield func(string, operation) bool) {
		for _, path := range doc.Keys("#/paths") {
			item := doc.T.Paths.Value(path)
			if item == nil {
				continue
			}
			at := load.Join("#/paths", path)
			if item.Ref != "" {
				at = doc.Target("", item.Ref)
			}
			found := item.Operations()
			for _, method := range sorted(found) {
				if !yield(load.Join(at, strings.ToLower(method)), operation{found[method], method, path}) {
					return
				}
			}
		}
	}
}

func sorted[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
