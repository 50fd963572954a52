package load

import (
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// isOpenAPI reports whether a file is an OpenAPI 3 document, and reports what it is instead.
func (r reader) isOpenAPI(t *source.Tree) bool {
	p := problem.Problem{Pos: t.Position(0), Pointer: "#"}
	version := t.Child(0, "openapi")
	switch {
	case t.Kind(0) != source.Mapping:
		p.Message = "not an OpenAPI document: it is " + t.Describe(0)
		p.Hint = `begin it with "openapi: 3.0.3"`
	case t.Child(0, "swagger") != source.None:
		at := t.Child(0, "swagger")
		p.Pos, p.Pointer = t.Position(at), t.Pointer(at)
		p.Message = "not an OpenAPI 3 document: it is a Swagger 2.0 document"
		p.Hint = "convert it to OpenAPI 3 first"
	case version == source.None:
		p.Message = `not an OpenAPI document: it has no key "openapi"`
		p.Hint = `begin it with "openapi: 3.0.3"`
	default:
		p.Pos, p.Pointer = t.Position(version), t.Pointer(version)
		p.Message, p.Hint = checkVersion(t, version)
	}
	if p.Message == "" {
		return true
	}
	r.problems.Add(p)
	return false
}

func checkVersion(t *source.Tree, at int32) (message, hint string) {
	if t.Kind(at) != source.String {
		return fmt.Sprintf("openapi must be text, not %s", t.Describe(at)), `write it with all three parts, as in "openapi: 3.0.3"`
	}
	version := t.Text(at)
	for _, known := range []string{"3.0", "3.1", "3.2"} {
		if version == known || strings.HasPrefix(version, known+".") {
			return "", ""
		}
	}
	return fmt.Sprintf("OpenAPI version %s is not known", problem.Quote(version)), "use 3.0.3 or 3.1.0"
}
