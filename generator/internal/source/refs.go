package source

import (
	"encoding/json"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Reference is a $ref somewhere in a file.
type Reference struct {
	File   string // as [Files] knows it
	Tree   *Tree
	At     int32 // the node of the $ref key
	Holder int32 // the mapping that has it
	Target string
}

// Problem is a problem with a reference.
func (r Reference) Problem(message, hint string) problem.Problem {
	return problem.Problem{
		Pos:     r.Tree.Position(r.At),
		Pointer: r.Tree.Pointer(r.At),
		Message: message,
		Hint:    hint,
	}
}

// References finds every $ref that the document means as one: not those in examples, defaults and extensions.
func References(file string, t *Tree) []Reference {
	if len(t.nodes) == 0 {
		return nil
	}
	w := refWalker{file: file, tree: t}
	w.object(0)
	return w.found
}

type refWalker struct {
	file  string
	tree  *Tree
	found []Reference
}

// object walks a mapping whose keys are the specification's, or a sequence of such.
func (w *refWalker) object(at int32) {
	for child := range w.tree.Children(at) {
		n := &w.tree.nodes[child]
		switch {
		case n.kind == String:
			if n.key == "$ref" {
				w.found = append(w.found, Reference{w.file, w.tree, child, at, w.tree.Text(child)})
			}
		case IsLiteral(n.key, n.kind):
		case n.kind == Mapping && HoldsNames(n.key):
			w.names(child)
		default:
			w.object(child)
		}
	}
}

// names walks a mapping whose keys are the document's own: a property may be called "example".
func (w *refWalker) names(at int32) {
	for child := range w.tree.Children(at) {
		if w.tree.nodes[child].kind >= Mapping {
			w.object(child)
		}
	}
}

// IsLiteral reports whether a value is data of the API, or text, in which a $ref means nothing.
func IsLiteral(key string, kind Kind) bool {
	switch key {
	case "example", "default", "enum", "const", "value", "description":
		return true
	case "examples":
		return kind == Sequence
	}
	return strings.HasPrefix(key, "x-")
}

// HoldsNames reports whether the keys below a key of the specification are names.
func HoldsNames(key string) bool {
	switch key {
	case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions",
		"schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links",
		"callbacks", "pathItems", "mediaTypes", "paths", "webhooks", "content", "encoding", "variables",
		"additionalOperations":
		return true
	}
	return false
}

// Text is the value of a string.
func (t *Tree) Text(at int32) string {
	var s string
	raw := t.json[t.nodes[at].start:t.nodes[at].end]
	if err := json.Unmarshal(raw, &s); err != nil {
		return ""
	}
	return s
}
