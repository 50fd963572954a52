package diff

import (
	"maps"
	"slices"
	"strings"
)

// operation compares an operation that both documents have, with the parameters that its path gives it.
func (c *leafComparer) operation(from, to string) {
	from, to = c.old.canonical(from), c.new.canonical(to)
	before, after := without(c.old.value(from), "parameters"), without(c.new.value(to), "parameters")
	c.compare(from, to, before, after, false)
	was, now := c.old.parameters(from), c.underOldNames(to)
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if is, ok := now[name]; ok {
			c.compare(was[name].pointer, is.pointer, without(was[name].value, "name"), without(is.value, "name"), false)
			delete(now, name)
			continue
		}
		c.leaves = append(c.leaves, leaf{from: was[name].pointer, to: to, keyword: "parameter", before: was[name].value})
	}
	for _, name := range slices.Sorted(maps.Keys(now)) {
		c.leaves = append(c.leaves, leaf{from: from, to: now[name].pointer, keyword: "parameter", after: now[name].value})
	}
}

// underOldNames are the parameters of an operation of the new document, by the names that the old one has for them.
func (c *leafComparer) underOldNames(operation string) map[string]parameterAt {
	_, tokens := tokensOf(operation)
	path := ""
	if len(tokens) > 1 {
		path = tokens[1]
	}
	renamed := map[string]parameterAt{}
	for key, parameter := range c.new.parameters(operation) {
		in, name, _ := strings.Cut(key, " ")
		if in == "path" {
			name = c.names.parameter(path, name)
		}
		renamed[in+" "+name] = parameter
	}
	return renamed
}
