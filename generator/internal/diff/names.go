package diff

import (
	"strings"
)

// names translates what the new document calls things to what the old one called them. The zero value changes nothing.
type names struct {
	schemas    map[string]string
	operations map[string]string // "GET /path"
	paths      map[string]string
	parameters map[string]string // of paths: "GET /path name" and "/path name"
}

// parameter is what the old document calls a parameter of an operation or a path, which the new one names.
func (n names) parameter(owner, name string) string {
	if old, ok := n.parameters[owner+" "+name]; ok {
		return old
	}
	return name
}

func (n names) schema(name string) string {
	if old, ok := n.schemas[name]; ok {
		return old
	}
	return name
}

func (n names) path(section, path string) string {
	if section == "webhooks" {
		return "webhook " + path
	}
	if old, ok := n.paths[path]; ok {
		return old
	}
	return path
}

func (n names) operation(section, method, path string) string {
	if section == "webhooks" {
		return "webhook " + path
	}
	name := strings.ToUpper(method) + " " + path
	if old, ok := n.operations[name]; ok {
		return old
	}
	return name
}
