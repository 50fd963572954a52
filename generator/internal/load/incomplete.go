package load

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// addPaths gives a document that has no paths some, of which there are none. It comes before validation, which would
// otherwise find them missing.
func (c *checker) addPaths() {
	if c.doc.Paths != nil || c.doc.IsOpenAPI31OrLater() {
		return
	}
	c.doc.Paths = openapi3.NewPaths()
	c.problems.Add(problem.Problem{
		Pos:     c.files.Trees[c.files.Root].Position(0),
		Pointer: "#",
		Message: `"paths" is missing`,
		Hint:    "add it",
		Repair:  "a document without paths has no operations",
	})
}

// repairMissing is what leniency does about a key that is missing.
func repairMissing(object any, key string) string {
	switch object.(type) {
	case *openapi3.Schema:
		if key == "items" {
			return "arrays that do not say what they hold may hold anything"
		}
	case *openapi3.Response:
		if key == "description" {
			return "responses without a description have source.None"
		}
	case *openapi3.Operation, *openapi3.Responses:
		if key == "responses" {
			return "operations without responses say nothing about what they answer"
		}
	}
	return ""
}
