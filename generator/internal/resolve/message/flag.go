package message

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Flags finds for operations that answer a stream, or a stream besides something else, what in a request asks for which.
func Flags(doc *document.Document, operations []Operation) {
	for _, o := range operations {
		methods := append([]*ir.Operation{o.Model}, o.Model.Alternatives...)
		if !slices.ContainsFunc(methods, streams) {
			continue
		}
		for _, method := range methods {
			method.Flag = flagOf(doc, o, method)
		}
	}
}

func streams(o *ir.Operation) bool { return o.Result != nil && o.Result.Items != nil }

const flagName = "stream"

func flagOf(doc *document.Document, o Operation, method *ir.Operation) *ir.StreamFlag {
	on := streams(method)
	if method.Params != nil {
		for _, field := range method.Params.Fields {
			if field.JSON == flagName && field.Type.Kind == ir.Bool {
				return &ir.StreamFlag{Field: field, On: on}
			}
		}
	}
	if method.Body == nil || method.Body.Encoding == ir.AsStream {
		return nil
	}
	if object := method.Body.Type.Object(); object != nil {
		for _, field := range object.Fields {
			if field.JSON == flagName && field.Type.Kind == ir.Bool {
				return &ir.StreamFlag{Field: field, InBody: true, On: on}
			}
		}
	}
	if _, union := method.Body.Type.Decl.(*ir.Union); union && on && len(o.Model.Alternatives) > 0 {
		doc.Lose(loss.Weakened, o.Pointer, "requestBody", "no method sets what asks for a stream", "the body is a union: its variants say it")
	}
	return nil
}
