package load

import (
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// isOpenAPI tells whether a file is an OpenAPI 3 document, and reports what it is instead.
func (f *files) isOpenAPI(t *tree, problems *problem.List) bool {
	p := problem.Problem{Pos: t.position(0), Pointer: "#"}
	version := t.child(0, "openapi")
	switch {
	case t.nodes[0].kind != mappingKind:
		p.Message = "not an OpenAPI document: it is " + t.describe(0)
		p.Hint = `begin it with "openapi: 3.0.3"`
	case t.child(0, "swagger") != none:
		at := t.child(0, "swagger")
		p.Pos, p.Pointer = t.position(at), t.pointer(at)
		p.Message = "not an OpenAPI 3 document: it is a Swagger 2.0 document"
		p.Hint = "convert it to OpenAPI 3 first"
	case version == none:
		p.Message = `not an OpenAPI document: it has no key "openapi"`
		p.Hint = `begin it with "openapi: 3.0.3"`
	default:
		p.Pos, p.Pointer = t.position(version), t.pointer(version)
		p.Message, p.Hint = t.checkVersion(version)
	}
	if p.Message == "" {
		return true
	}
	problems.Add(p)
	return false
}

func (t *tree) checkVersion(at int32) (message, hint string) {
	if t.nodes[at].kind != stringKind {
		return fmt.Sprintf("openapi must be text, not %s", t.describe(at)), `write it with all three parts, as in "openapi: 3.0.3"`
	}
	version := t.text(at)
	for _, known := range []string{"3.0", "3.1", "3.2"} {
		if version == known || strings.HasPrefix(version, known+".") {
			return "", ""
		}
	}
	return fmt.Sprintf("OpenAPI version %s is not known", quote(version)), "use 3.0.3 or 3.1.0"
}

// describe says what kind of value a node is.
func (t *tree) describe(at int32) string {
	n := t.nodes[at]
	switch n.kind {
	case mappingKind:
		return "a mapping"
	case sequenceKind:
		return "a list"
	case stringKind:
		return "text"
	}
	switch t.json[n.start] {
	case 't', 'f':
		return "true or false"
	case 'n':
		return "empty"
	}
	return "a number"
}
