package body

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Items are the items of a body that is a stream of them; nil is none.
func (r *Reader) Items(mediaType string, said *openapi3.MediaType, body place.Place) *ir.Items {
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

// sentItems are the items of a body that is sent; nil is none. A stream of events is sent as bytes, which is a loss.
func (r *Reader) sentItems(mediaType string, said *openapi3.MediaType, body place.Place) *ir.Items {
	at := load.Join(body.Pointer, "content", mediaType)
	framing, is := stream.Framing(mediaType)
	switch {
	case !is:
		r.noItems(mediaType, said, at)
		return nil
	case said.Schema == nil && said.ItemSchema == nil:
		return nil
	case framing == ir.Events:
		r.doc.Lose(loss.Weakened, at, "", "the items of the body have no type", "the method takes an io.Reader, which has them as "+mediaType)
		return nil
	}
	return r.Items(mediaType, said, place.Place{Pointer: body.Pointer, Name: strings.TrimSuffix(body.Name, "Request")})
}
