// Package message resolves what an operation sends and what it answers: parameters, bodies and errors.
package message

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/digest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/security"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/server"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Operation is an operation of the document, and what it became.
type Operation struct {
	*operation.Source
	Model *ir.Operation
	// headers are those of all answers.
	headers []header.Header
}

// Reader reads what operations send and answer. It keeps nothing about one operation for the next.
type Reader struct {
	doc     *document.Document
	places  *place.Names
	names   *place.Declared
	types   *types.Builder
	digests *digest.Digests
	schemes *security.Schemes
	servers *server.Own
	// shared are the names of bodies that several operations have, by what they say.
	shared map[digest.Digest]string
}

// NewReader returns a reader. Types of bodies are built by builder, and named after what they hold where several of the
// operations have them.
func NewReader(doc *document.Document, places *place.Names, names *place.Declared, builder *types.Builder, digests *digest.Digests,
	schemes *security.Schemes, servers *server.Own, operations []*operation.Source) *Reader {
	r := &Reader{doc: doc, places: places, names: names, types: builder, digests: digests, schemes: schemes, servers: servers}
	r.shared = r.nameShared(operations)
	return r
}

// Operation resolves an operation. It returns the errors that have bodies besides.
func (r *Reader) Operation(o *operation.Source) (Operation, []Failure) {
	resolved := &ir.Operation{
		Name: o.Name, Call: o.Call, Group: o.Group, ID: o.Operation.OperationID, Method: o.Method, Path: o.Path,
		Doc:      r.doc.OperationDoc(o.Operation, o.Pointer),
		Repeat:   r.repeat(o),
		Security: r.schemes.Requirements(o.Operation),
	}
	resolved.Server, resolved.Doc.Facts = r.servers.Of(o.Item, o.Operation)
	at := place.Place{Pointer: o.Pointer, Name: o.Name}
	r.parameters(o, resolved, at)
	resolved.Body = r.body(o, at)
	arrange(o.Path, resolved)
	headers, failures := r.responses(o, resolved, at)
	return Operation{Source: o, Model: resolved, headers: headers}, failures
}

func (r *Reader) repeat(o *operation.Source) ir.Repeat {
	switch r.doc.Word(o.Operation.Extensions, o.Pointer, "x-sdk-retry", "always", "unprocessed", "never") {
	case "always":
		return ir.RepeatAlways
	case "unprocessed":
		return ir.RepeatUnprocessed
	case "never":
		return ir.RepeatNever
	}
	switch o.Method {
	case "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "QUERY":
		return ir.RepeatAlways
	default:
		return ir.RepeatUnprocessed
	}
}
