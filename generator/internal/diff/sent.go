package diff

import (
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
)

// sent are the component schemas that requests are made of, by name.
func (s *side) sent() map[string]bool {
	found := map[string]bool{}
	for _, operation := range s.operations() {
		at := s.canonical(operationPointer(operation.name()))
		s.references(found, at, child(s.value(at), "requestBody"))
		for _, parameter := range s.parameters(at) {
			s.references(found, parameter.pointer, parameter.value)
		}
	}
	return found
}

// references adds the component schemas that a value refers to, and those that these refer to.
func (s *side) references(found map[string]bool, at string, value any) {
	switch value := value.(type) {
	case map[string]any:
		if reference, ok := value["$ref"].(string); ok {
			s.reference(found, at, reference)
		}
		for _, inner := range value {
			s.references(found, at, inner)
		}
	case []any:
		for _, inner := range value {
			s.references(found, at, inner)
		}
	}
}

func (s *side) reference(found map[string]bool, at, reference string) {
	file, _ := tokensOf(at)
	target := s.doc.Target(file, reference)
	if _, name, ok := strings.Cut(target, "#/components/schemas/"); ok {
		if found[name] {
			return
		}
		found[name] = true
	} else if found[target] {
		return
	}
	found[target] = true
	s.references(found, target, s.value(target))
}

// parameterAt is a parameter of an operation: what it says and where.
type parameterAt struct {
	pointer string
	value   any
}

// parameters are those of an operation by place and name, with those that its path gives it.
func (s *side) parameters(operation string) map[string]parameterAt {
	found := map[string]parameterAt{}
	file, tokens := tokensOf(operation)
	lists := []string{load.Join(operation, "parameters")}
	if len(tokens) > 2 {
		lists = append(lists, join(file, append(tokens[:len(tokens)-1:len(tokens)-1], "parameters")))
	}
	for _, list := range lists {
		parameters, _ := s.value(list).([]any)
		for i, value := range parameters {
			at, value := s.follow(load.Join(list, strconv.Itoa(i)), value)
			in, _ := child(value, "in").(string)
			name, _ := child(value, "name").(string)
			if _, own := found[in+" "+name]; !own {
				found[in+" "+name] = parameterAt{at, value}
			}
		}
	}
	return found
}

// without is an object without one of its keys.
func without(value any, key string) any {
	object, ok := value.(map[string]any)
	if !ok {
		return value
	}
	rest := map[string]any{}
	for name, inner := range object {
		if name != key {
			rest[name] = inner
		}
	}
	return rest
}
