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
	// Misplaced says what the $ref stands in place of, where OpenAPI allows none; empty where it does.
	Misplaced string
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
	w.object(0, "", false)
	return w.found
}

type refWalker struct {
	file  string
	tree  *Tree
	found []Reference
}

// object walks a mapping whose keys are the specification's, or a sequence of such. Within is the key of what it is in,
// and named means that its own key is a name.
func (w *refWalker) object(at int32, within string, named bool) {
	own := w.tree.nodes[at].key
	for child := range w.tree.Children(at) {
		n := &w.tree.nodes[child]
		switch {
		case n.kind == String:
			if n.key == "$ref" {
				w.reference(child, at, misplaced(own, within, named))
			}
		case IsLiteral(n.key, n.kind):
		case n.kind == Mapping && HoldsNames(n.key):
			w.names(child)
		default:
			w.object(child, own, false)
		}
	}
}

func (w *refWalker) reference(at, holder int32, misplaced string) {
	w.found = append(w.found, Reference{w.file, w.tree, at, holder, w.tree.Text(at), misplaced})
}

// names walks a mapping whose keys are the document's own: a property may be called "example". A $ref there that is text
// stands for all of them.
func (w *refWalker) names(at int32) {
	own := w.tree.nodes[at].key
	for child := range w.tree.Children(at) {
		switch n := &w.tree.nodes[child]; {
		case n.kind >= Mapping:
			w.object(child, own, true)
		case n.kind == String && n.key == "$ref":
			w.reference(child, at, own)
		}
	}
}

// misplaced says what a $ref stands in place of, where OpenAPI allows none.
func misplaced(own, within string, named bool) string {
	switch {
	case named && (within == "content" || within == "encoding" || within == "variables"):
		return within
	case own == "" && (within == "servers" || within == "tags" || within == "security"):
		return within
	case named:
		return ""
	}
	switch own {
	case "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
		"info", "contact", "license", "components", "externalDocs", "discriminator", "xml", "flows",
		"servers", "tags", "security", "allOf", "anyOf", "oneOf", "prefixItems", "required":
		return own
	}
	return ""
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
