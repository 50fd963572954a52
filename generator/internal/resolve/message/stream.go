package message

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// itemsOf are the items of a body that is a stream of them; nil is none.
func (r *Reader) itemsOf(mediaType string, said *openapi3.MediaType, body place.Place) *ir.Items {
	at := load.Join(body.Pointer, "content", mediaType)
	framing, is := stream.Framing(mediaType)
	if !is {
		r.noItems(mediaType, said, at)
		return nil
	}
	word := r.doc.Word(said.Extensions, at, document.StreamKey, string(stream.Event), string(stream.Data))
	item := stream.Of(r.doc, framing, said, at, stream.Word(word))
	if item.Plain {
		return &item.Items
	}
	name := strings.TrimSuffix(body.Name, "Response") + "Item"
	if framing == ir.Events {
		name = strings.TrimSuffix(body.Name, "Response") + "Event"
	}
	item.Items.Type = r.types.Use(item.Schema, place.Place{Pointer: item.Pointer, Name: name}).T
	return &item.Items
}

// noItems refuses items where an SDK has no place for them.
func (r *Reader) noItems(mediaType string, said *openapi3.MediaType, at string) {
	switch {
	case said.ItemSchema == nil:
	case r.doc.Lenient:
		r.doc.Lose(loss.Weakened, at, "itemSchema", "the items have no type", mediaType+" is no stream of events or lines")
	default:
		r.doc.Fail(load.Join(at, "itemSchema"), "OpenAPI 3.2's itemSchema is not supported of "+mediaType+" yet, only of streams of events and lines",
			"use schema, or --lenient to do without")
	}
}

// sentItems records that a stream is sent as bytes.
func (r *Reader) sentItems(mediaType string, said *openapi3.MediaType, at string) {
	if _, is := stream.Framing(mediaType); !is {
		r.noItems(mediaType, said, at)
	} else if said.Schema != nil || said.ItemSchema != nil {
		r.doc.Lose(loss.Weakened, at, "", "the items of the body have no type", "the method takes an io.Reader, which has them as "+mediaType)
	}
}

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
