package load

import (
	"encoding/json"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// reference is a $ref somewhere in a file.
type reference struct {
	file   string // see files.trees
	tree   *tree
	at     int32 // the node of the $ref key
	holder int32 // the mapping that has it
	target string
}

func (r reference) problem(message, hint string) problem.Problem {
	return problem.Problem{
		Pos:     r.tree.position(r.at),
		Pointer: r.tree.pointer(r.at),
		Message: message,
		Hint:    hint,
	}
}

// references finds every $ref that the document means as one: not those in examples, defaults and extensions.
func references(file string, t *tree) []reference {
	if len(t.nodes) == 0 {
		return nil
	}
	w := refWalker{file: file, tree: t}
	w.object(0)
	return w.found
}

type refWalker struct {
	file  string
	tree  *tree
	found []reference
}

// object walks a mapping whose keys are the specification's, or a sequence of such.
func (w *refWalker) object(at int32) {
	for child := range w.tree.children(at) {
		n := &w.tree.nodes[child]
		switch {
		case n.kind == stringKind:
			if n.key == "$ref" {
				w.found = append(w.found, reference{w.file, w.tree, child, at, w.tree.text(child)})
			}
		case isLiteral(n):
		case n.kind == mappingKind && holdsNames(n.key):
			w.names(child)
		default:
			w.object(child)
		}
	}
}

// names walks a mapping whose keys are the document's own: a property may be called "example".
func (w *refWalker) names(at int32) {
	for child := range w.tree.children(at) {
		if w.tree.nodes[child].kind >= mappingKind {
			w.object(child)
		}
	}
}

// isLiteral tells whether a value is data of the API, or text, in which a $ref means nothing.
func isLiteral(n *node) bool {
	switch n.key {
	case "example", "default", "enum", "const", "value", "description":
		return true
	case "examples":
		return n.kind == sequenceKind
	}
	return strings.HasPrefix(n.key, "x-")
}

// holdsNames tells whether the keys below a key of the specification are names.
func holdsNames(key string) bool {
	switch key {
	case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions",
		"schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links",
		"callbacks", "pathItems", "mediaTypes", "paths", "webhooks", "content", "encoding", "variables",
		"additionalOperations":
		return true
	}
	return false
}

// text is the value of a string.
func (t *tree) text(at int32) string {
	var s string
	raw := t.json[t.nodes[at].start:t.nodes[at].end]
	if err := json.Unmarshal(raw, &s); err != nil {
		return ""
	}
	return s
}
