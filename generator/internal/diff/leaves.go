package diff

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
)

// leafComparer walks both documents side by side. It sees every difference, and so what oasdiff has no rule for: words,
// extensions, schemas that no operation uses.
type leafComparer struct {
	old, new *side
	names    names
	leaves   []leaf
}

// compareLeaves compares what both documents have: operations, schemas and the rest of the components.
func compareLeaves(old, new *side, names names) []leaf {
	c := &leafComparer{old: old, new: new, names: names}
	for _, now := range slices.Sorted(maps.Keys(names.operations)) {
		c.operation(operationPointer(names.operations[now]), operationPointer(now))
	}
	before := old.schemaPointers()
	after := new.schemaPointers()
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if from, ok := before[names.schema(name)]; ok {
			c.at(from, after[name])
		}
	}
	for _, section := range []string{"info", "security"} {
		at := "#/" + section
		c.compare(at, at, old.value(at), new.value(at), false)
	}
	for _, section := range []string{"parameters", "responses", "headers", "requestBodies", "securitySchemes"} {
		c.components("#/components/" + section)
	}
	return c.leaves
}

// operationPointer is where an operation stands: "GET /letters" is #/paths/~1letters/get.
func operationPointer(name string) string {
	method, path, _ := strings.Cut(name, " ")
	return load.Join("#/paths", path, strings.ToLower(method))
}

// schemaPointers are where the component schemas stand.
func (s *side) schemaPointers() map[string]string {
	pointers := map[string]string{}
	for _, file := range s.doc.Files() {
		prefix := file
		if file == s.root() {
			prefix = ""
		}
		for _, name := range s.doc.Keys(prefix + "#/components/schemas") {
			if _, known := pointers[name]; !known {
				pointers[name] = load.Join(prefix+"#/components/schemas", name)
			}
		}
	}
	return pointers
}

// at compares what stands at two places, or where these lead.
func (c *leafComparer) at(from, to string) {
	from, to = c.old.canonical(from), c.new.canonical(to)
	c.compare(from, to, c.old.value(from), c.new.value(to), false)
}

// components compares the components that both documents have. Others matter where they are used.
func (c *leafComparer) components(section string) {
	after := c.new.doc.Keys(section)
	for _, name := range c.old.doc.Keys(section) {
		if slices.Contains(after, name) {
			at := load.Join(section, name)
			c.compare(at, at, c.old.value(at), c.new.value(at), false)
		}
	}
}

// compare goes down both values as long as both are of the same shape. Keys that are names are no keywords.
func (c *leafComparer) compare(from, to string, before, after any, named bool) {
	if c.equal(before, after) {
		return
	}
	if (child(before, "$ref") == nil) != (child(after, "$ref") == nil) {
		c.writtenOut(from, to, before, after)
		return
	}
	switch was := before.(type) {
	case map[string]any:
		if is, ok := after.(map[string]any); ok {
			c.objects(from, to, was, is, named)
			return
		}
	case []any:
		if is, ok := after.([]any); ok && len(was) == len(is) && !scalars(was) {
			for i := range was {
				at := fmt.Sprint(i)
				c.compare(load.Join(from, at), load.Join(to, at), was[i], is[i], false)
			}
			return
		}
	}
	if !c.equal(before, after) {
		_, tokens := tokensOf(to)
		c.leaves = append(c.leaves, leaf{from: from, to: to, keyword: keyword(tokens), before: before, after: after})
	}
}

// writtenOut compares a reference with what stands in its place in the other document. What is found is about this place:
// what the reference leads to may be as it was.
func (c *leafComparer) writtenOut(from, to string, before, after any) {
	seen := len(c.leaves)
	oldPlace, before := c.old.follow(from, before)
	newPlace, after := c.new.follow(to, after)
	if was, is := child(before, "type"), child(after, "type"); !c.equal(was, is) {
		c.leaves = append(c.leaves, leaf{from: from, to: to, keyword: "type", before: was, after: is})
	} else {
		c.compare(oldPlace, newPlace, before, after, false)
	}
	for i := range c.leaves[seen:] {
		found := &c.leaves[seen+i]
		if found.path == "" {
			found.path = strings.TrimPrefix(propertyPath(found.to, newPlace), ".")
		}
		found.from, found.to = from, to
		found.reference = []string{baseName(oldPlace), baseName(newPlace)}
	}
}

// propertyPath is the way from a schema to what stands within it, by the names of properties.
func propertyPath(pointer, schema string) string {
	_, tokens := tokensOf(strings.TrimPrefix(pointer, schema))
	var names []string
	for i := 1; i < len(tokens); i++ {
		if tokens[i-1] == "properties" {
			names = append(names, tokens[i])
		}
	}
	return strings.Join(names, ".")
}

// keyword is the last token that is no index.
func keyword(tokens []string) string {
	for _, token := range slices.Backward(tokens) {
		if strings.Trim(token, "0123456789") != "" {
			return token
		}
	}
	return ""
}

func (c *leafComparer) objects(from, to string, before, after map[string]any, named bool) {
	keys := slices.Concat(slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after)))
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		was, is := before[key], after[key]
		keyFrom, keyTo := load.Join(from, key), load.Join(to, key)
		switch {
		case named && (was == nil || is == nil):
			c.leaves = append(c.leaves, leaf{from: keyFrom, to: keyTo, keyword: "“" + key + "”", before: was, after: is})
		case named:
			c.compare(keyFrom, keyTo, was, is, false)
		case isWords(key):
			if !c.equal(was, is) {
				c.leaves = append(c.leaves, leaf{from: keyFrom, to: keyTo, keyword: key, before: was, after: is})
			}
		case key == "required":
			c.required(from, to, was, is)
		default:
			was, is = balanced(key, was, is)
			c.compare(keyFrom, keyTo, was, is, holdsNames(key))
		}
	}
}

// balanced lets a keyword that holds names, and is in only one of the documents, count as one without any.
func balanced(key string, was, is any) (any, any) {
	if holdsNames(key) && was == nil {
		was = map[string]any{}
	}
	if holdsNames(key) && is == nil {
		is = map[string]any{}
	}
	return was, is
}

// required compares lists of required properties. Each difference is about the property.
func (c *leafComparer) required(from, to string, before, after any) {
	was, isList := before.([]any)
	is, areLists := after.([]any)
	if !isList && !areLists { // a parameter's
		c.compare(load.Join(from, "required"), load.Join(to, "required"), before, after, false)
		return
	}
	for _, name := range was {
		if !slices.Contains(is, name) {
			at := fmt.Sprint(name)
			c.leaves = append(c.leaves, leaf{from: load.Join(from, "properties", at), to: load.Join(to, "properties", at), keyword: "required", before: true})
		}
	}
	for _, name := range is {
		if !slices.Contains(was, name) {
			at := fmt.Sprint(name)
			c.leaves = append(c.leaves, leaf{from: load.Join(from, "properties", at), to: load.Join(to, "properties", at), keyword: "required", after: true})
		}
	}
}

// holdsNames reports whether the keys of a keyword's value are names.
func holdsNames(keyword string) bool {
	switch keyword {
	case "properties", "mapping", "patternProperties", "headers", "callbacks", "responses", "content", "parameters",
		"requestBodies", "securitySchemes", "examples", "variables", "scopes":
		return true
	default:
		return false
	}
}

// equal compares values; references are compared by what their targets were called.
func (c *leafComparer) equal(before, after any) bool {
	a, _ := json.Marshal(c.translate(before, false)) // of JSON, which can be written again
	b, _ := json.Marshal(c.translate(after, true))
	return string(a) == string(b)
}

// translate makes references comparable: without their file, and under old names.
func (c *leafComparer) translate(value any, new bool) any {
	switch value := value.(type) {
	case map[string]any:
		translated := map[string]any{}
		for key, inner := range value {
			translated[key] = c.translate(inner, new)
		}
		return translated
	case []any:
		translated := make([]any, len(value))
		for i, inner := range value {
			translated[i] = c.translate(inner, new)
		}
		return translated
	case string:
		_, name, found := strings.Cut(value, "#/components/schemas/")
		if !found {
			return value
		}
		if new {
			name = c.names.schema(name)
		}
		return "#/components/schemas/" + name
	default:
		return value
	}
}

func scalars(values []any) bool {
	return !slices.ContainsFunc(values, func(value any) bool {
		switch value.(type) {
		case map[string]any, []any:
			return true
		default:
			return false
		}
	})
}
