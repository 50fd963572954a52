package diff

import (
	"fmt"
	"path"
	"strings"
)

// kind says what a subject is.
type kind string

const (
	schemaKind    kind = "schema"
	propertyKind  kind = "property"
	operationKind kind = "operation"
	parameterKind kind = "parameter"
	headerKind    kind = "header"
	bodyKind      kind = "body"
	webhookKind   kind = "webhook"
	securityKind  kind = "security"
	otherKind     kind = "other"
)

// subject is the part of a document that a change is about: what a reader would call it, not where it stands. The same
// thing has the same subject in both documents, also where it moved or was renamed.
type subject struct {
	kind  kind
	owner string // schema, or method and path
	name  string // property path, parameter, header
}

func (s subject) String() string {
	switch s.kind {
	case schemaKind, operationKind, webhookKind:
		return s.owner
	case propertyKind:
		return s.owner + "." + s.name
	case parameterKind:
		return strings.TrimSpace(s.owner + " parameter " + s.name)
	case headerKind:
		return strings.TrimSpace(s.owner + " header " + s.name)
	case securityKind:
		return strings.TrimSpace("security " + s.owner)
	default:
		return strings.TrimSpace(s.owner + " " + s.name)
	}
}

// within reports whether s is a part of other.
func (s subject) within(other subject) bool {
	if s.owner != other.owner || s.kind == other.kind && s.name == other.name {
		return false
	}
	switch other.kind {
	case schemaKind:
		return s.kind == propertyKind
	case operationKind:
		return s.kind != schemaKind && s.kind != propertyKind
	default:
		return s.kind == other.kind && strings.HasPrefix(s.name, other.name+".")
	}
}

// subject finds what a canonical pointer is about, and the pointer of just that.
func (s *side) subject(pointer string, names names) (subject, string) {
	file, tokens := tokensOf(pointer)
	found, used := subject{kind: otherKind, owner: "document"}, 0
	switch {
	case len(tokens) >= 3 && tokens[0] == "components":
		found, used = s.component(file, tokens, names)
	case len(tokens) >= 2 && (tokens[0] == "paths" || tokens[0] == "webhooks"):
		found, used = s.path(file, tokens, names)
	case file != "":
		found, used = elsewhere(file, tokens, names)
	case len(tokens) >= 1 && tokens[0] == "security":
		found, used = subject{kind: securityKind}, 1
	case len(tokens) >= 1:
		found, used = subject{kind: otherKind, owner: tokens[0]}, 1
	}
	return found, join(file, tokens[:used])
}

// elsewhere is a schema in a file that is no OpenAPI document: the whole file, or what stands under a key of it.
func elsewhere(file string, tokens []string, names names) (subject, int) {
	if len(tokens) == 0 || isKeyword(tokens[0]) {
		name := strings.TrimSuffix(path.Base(file), path.Ext(file))
		return inSchema(subject{kind: schemaKind, owner: names.schema(name)}, tokens, 0)
	}
	return inSchema(subject{kind: schemaKind, owner: names.schema(tokens[0])}, tokens, 1)
}

// isKeyword reports whether a schema that is a whole file may begin like this.
func isKeyword(key string) bool {
	switch key {
	case "type", "format", "enum", "properties", "required", "items", "allOf", "oneOf", "anyOf", "description",
		"additionalProperties", "discriminator", "title", "nullable", "minimum", "maximum", "pattern", "default":
		return true
	default:
		return false
	}
}

func (s *side) component(file string, tokens []string, names names) (subject, int) {
	name := tokens[2]
	switch tokens[1] {
	case "schemas":
		return inSchema(subject{kind: schemaKind, owner: names.schema(name)}, tokens, 3)
	case "parameters":
		return subject{kind: parameterKind, name: s.nameAt(file, tokens[:3], name)}, 3
	case "headers":
		return subject{kind: headerKind, name: name}, 3
	case "securitySchemes":
		return subject{kind: securityKind, owner: name}, 3
	default:
		return inSchema(subject{kind: bodyKind, owner: tokens[1] + " " + name}, tokens, 3)
	}
}

// inSchema goes on to the property that a pointer leads into.
func inSchema(found subject, tokens []string, at int) (subject, int) {
	name, used := found.name, at
	for i := at; i < len(tokens); i++ {
		switch tokens[i] {
		case "properties":
			if i+1 < len(tokens) {
				i++
				name, used = strings.TrimPrefix(name+"."+tokens[i], "."), i+1
			}
		case "items":
			name += "[]"
		case "additionalProperties":
			name += "{}"
		case "allOf", "oneOf", "anyOf", "content", "schema", "application/json":
			// The way goes on, and has no name.
		}
	}
	if used > at {
		if found.kind == schemaKind {
			found.kind = propertyKind
		}
		found.name = strings.TrimRight(name, "[]{}") // what a list or a map holds is about the property
	}
	return found, used
}

// nameAt is the name of the parameter at some tokens.
func (s *side) nameAt(file string, tokens []string, otherwise string) string {
	value, _ := s.value(join(file, tokens)).(map[string]any)
	if name, ok := value["name"].(string); ok {
		return name
	}
	return otherwise
}

// path finds what in a path item, or a webhook, a pointer is about.
func (s *side) path(file string, tokens []string, names names) (subject, int) {
	name := tokens[1]
	if known, ok := s.paths[join(file, tokens[:2])]; ok {
		name = known
	}
	owner, used := names.path(tokens[0], name), 2
	if len(tokens) > 2 && isMethod(tokens[2]) {
		owner, used = names.operation(tokens[0], tokens[2], name), 3
	}
	rest := tokens[used:]
	switch {
	case len(rest) >= 2 && rest[0] == "parameters":
		parameter := names.parameter(name, s.nameAt(file, tokens[:used+2], rest[1]))
		return subject{kind: parameterKind, owner: owner, name: parameter}, used + 2
	case len(rest) >= 3 && rest[0] == "callbacks":
		return s.callback(tokens, used)
	case len(rest) >= 4 && rest[0] == "responses" && rest[2] == "headers":
		return subject{kind: headerKind, owner: owner, name: rest[3]}, used + 4
	case len(rest) >= 2 && rest[0] == "responses":
		return inSchema(subject{kind: bodyKind, owner: owner, name: "response " + rest[1]}, tokens, used+2)
	case len(rest) >= 1 && rest[0] == "requestBody":
		return inSchema(subject{kind: bodyKind, owner: owner, name: "request"}, tokens, used+1)
	default:
		return subject{kind: operationKind, owner: owner}, used
	}
}

func (s *side) callback(tokens []string, used int) (subject, int) {
	found := subject{kind: webhookKind, owner: fmt.Sprintf("webhook %s", tokens[used+1])}
	for i := used + 2; i < len(tokens); i++ {
		if tokens[i] == "properties" {
			found.kind = bodyKind
			return inSchema(found, tokens, i)
		}
	}
	return found, used + 2
}
