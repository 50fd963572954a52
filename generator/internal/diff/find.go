package diff

import (
	"strconv"
	"strings"
)

// requiredProperty turns the place of an entry in a list of required properties into the place of the property.
func (s *side) requiredProperty(pointer string) string {
	file, tokens := tokensOf(pointer)
	n := len(tokens)
	if n < 3 || tokens[n-2] != "required" {
		return pointer
	}
	name, ok := s.value(pointer).(string)
	if !ok {
		return pointer
	}
	property := join(file, append(tokens[:n-2:n-2], "properties", name))
	if s.value(property) == nil {
		return join(file, tokens[:n-2])
	}
	return property
}

// find is where a schema, a property or an operation stands; empty if it is not there.
func (s *side) find(about subject) string {
	if about.kind == operationKind {
		return s.canonicalIfExists(s.canonical(operationPointer(about.owner)))
	}
	if about.kind != schemaKind && about.kind != propertyKind {
		return ""
	}
	pointer, ok := s.schemaPointers()[about.owner]
	if !ok || about.kind == schemaKind {
		return pointer
	}
	for name := range strings.SplitSeq(about.name, ".") {
		name = strings.TrimRight(name, "[]{}")
		pointer = s.property(pointer, name)
	}
	return pointer
}

// property is where a property of a schema stands, also if it is in a part of it.
func (s *side) property(pointer, name string) string {
	file, tokens := tokensOf(pointer)
	direct := join(file, append(tokens[:len(tokens):len(tokens)], "properties", name))
	if s.value(direct) != nil {
		return direct
	}
	parts, _ := s.value(join(file, append(tokens[:len(tokens):len(tokens)], "allOf"))).([]any)
	for i := range parts {
		part := join(file, append(tokens[:len(tokens):len(tokens)], "allOf", strconv.Itoa(i)))
		if found := s.property(part, name); found != "" {
			return found
		}
	}
	return ""
}

// canonicalIfExists is a pointer if something stands there, else nothing.
func (s *side) canonicalIfExists(pointer string) string {
	if s.value(pointer) == nil {
		return ""
	}
	return pointer
}
