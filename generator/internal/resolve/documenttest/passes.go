package documenttest

import (
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/digest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
)

// Passes is what the passes before a document's operations are read have made.
type Passes struct {
	Doc     *document.Document
	Places  *place.Names
	Names   *place.Declared
	Digests *digest.Digests
	Types   *types.Builder
	All     *operation.Operations
}

// Run runs the passes before operations are read, over what [Document] makes of rest. Leniency is on, so that what OpenAPI
// does not allow comes to the pass under test.
func Run(t testing.TB, rest string) Passes {
	t.Helper()
	doc := Document(t, rest, true)
	places, names, digests := place.NameComponents(doc), place.NewDeclared(doc), digest.New(doc)
	builder := types.NewBuilder(t.Context(), doc, places, names, digests)
	builder.Components()
	return Passes{Doc: doc, Places: places, Names: names, Digests: digests, Types: builder, All: operation.Find(doc, names, nil)}
}

// Operation runs the passes over a document with one operation, GET /things/{id}, and returns that besides.
func Operation(t testing.TB, method, says string) (Passes, *operation.Source) {
	t.Helper()
	passes := Run(t, components+`paths:
  /things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    `+method+`: {operationId: op, `+says+`}
`)
	return passes, passes.All.Sources[0]
}

// components are what the operations of tests refer to.
const components = `components:
  schemas:
    A: {type: object, properties: {a: {type: string}}}
    B: {type: object, properties: {b: {type: integer}}}
`
