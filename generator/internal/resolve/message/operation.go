// Package message resolves what an operation sends and what it answers: parameters, bodies and errors.
package message

import (
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/answer"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/body"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/parameter"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/security"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/server"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Operation is an operation of the document, and what it became.
type Operation struct {
	*operation.Source
	Model *ir.Operation
	// headers are those of all answers.
	headers []header.Header
}

// Reader reads what operations send and answer, by the readers of each part.
type Reader struct {
	doc        *document.Document
	places     *place.Names
	schemes    *security.Schemes
	servers    *server.Own
	parameters *parameter.Reader
	bodies     *body.Reader
	answers    *answer.Reader
}

// NewReader returns a reader whose types are built by builder.
func NewReader(doc *document.Document, places *place.Names, names *place.Declared, builder *types.Builder, bodies *body.Reader,
	schemes *security.Schemes, servers *server.Own) *Reader {
	return &Reader{doc: doc, places: places, schemes: schemes, servers: servers, bodies: bodies,
		parameters: parameter.NewReader(doc, places, names, builder), answers: answer.NewReader(doc, places, names, builder, bodies)}
}

// Operation resolves an operation. It returns the errors that have bodies besides.
func (r *Reader) Operation(o *operation.Source) (Operation, []answer.Failure) {
	resolved := &ir.Operation{
		Name: o.Name, Call: o.Call, Group: o.Group, ID: o.Operation.OperationID, Method: o.Method, Path: o.Path,
		Doc:      r.doc.OperationDoc(o.Operation, o.Pointer),
		Repeat:   r.repeat(o),
		Security: r.schemes.Requirements(o.Operation),
	}
	resolved.Server, resolved.Doc.Facts = r.servers.Of(o.Item, o.Operation)
	at := place.Place{Pointer: o.Pointer, Name: o.Name}
	r.parameters.Resolve(o, resolved, at)
	resolved.Body = r.bodies.Sent(o, at)
	arrange(o.Path, resolved)
	headers, failures := r.answers.Resolve(o, resolved, at)
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

// arrange puts path parameters in the order of the path and gives each its argument's name, and its field's in what the
// package for tests tells about requests, which has a body besides.
func arrange(path string, resolved *ir.Operation) {
	slices.SortStableFunc(resolved.PathParams, func(a, b *ir.Param) int {
		return strings.Index(path, "{"+a.Field.JSON+"}") - strings.Index(path, "{"+b.Field.JSON+"}")
	})
	arguments, fields := naming.NewScope(), naming.NewScope("Request", "Body")
	for _, param := range resolved.PathParams {
		param.Field.Arg = arguments.Claim(param.Field.Arg, "", nil)
		param.Field.Name = fields.Claim(param.Field.Name, "Param", nil)
	}
	if body := resolved.Body; body != nil {
		body.Arg = arguments.Claim(body.Arg, "Body", nil)
	}
}
