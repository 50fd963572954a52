package resolve

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// itemsOf are the items of a body that is a stream of them; nil is none.
func (r *resolver) itemsOf(mediaType string, media *openapi3.MediaType, body place) *ir.Items {
	at := load.Join(body.pointer, "content", mediaType)
	framing, is := stream.Framing(mediaType)
	if !is {
		if media.ItemSchema != nil {
			r.fail(load.Join(at, "itemSchema"), "itemSchema stands where it has no meaning for an SDK yet: "+mediaType+" is no stream of events or lines",
				"use schema, or --lenient to do without")
		}
		return nil
	}
	word := r.word(media.Extensions, place{pointer: at}, wordKey, string(stream.Event), string(stream.Data))
	item := stream.Of(r, framing, media, at, stream.Word(word))
	if item.Plain {
		return &item.Items
	}
	name := strings.TrimSuffix(body.name, "Response") + "Item"
	if framing == ir.Events {
		name = strings.TrimSuffix(body.name, "Response") + "Event"
	}
	item.Items.Type = r.use(item.Schema, place{pointer: item.Pointer, name: name}).t
	return &item.Items
}

// openEvents finds the events whose data is a string that holds JSON: what it holds has a type of its own in an event.
func (r *resolver) openEvents() {
	r.opened = stream.OpenedIn(r, r.doc.T, func(media *openapi3.MediaType, at string) any {
		word, _ := r.extension(media.Extensions, at, wordKey)
		return word
	})
}

const wordKey = "x-sdk-stream"

// open leads from a string that holds JSON, in an event, to what it holds.
func (r *resolver) open(parts []schema.Part, pointer string) []schema.Part {
	part, is := stream.Opened(parts)
	if !is || !r.opened[part.Ref.Value] {
		return parts
	}
	if part.Ref.Ref != "" {
		pointer = part.Pointer
	}
	return r.applied(part.Ref.Value.ContentSchema, load.Join(pointer, "contentSchema"))
}

// flags finds for operations that answer a stream, or a stream besides something else, what in a request asks for which.
func (r *resolver) flags() {
	for _, o := range r.sources {
		methods := append([]*ir.Operation{o.resolved}, o.resolved.Alternatives...)
		if !slices.ContainsFunc(methods, streams) {
			continue
		}
		for _, method := range methods {
			method.Flag = r.flagOf(o, method)
		}
	}
}

func streams(o *ir.Operation) bool { return o.Result != nil && o.Result.Items != nil }

const flagName = "stream"

func (r *resolver) flagOf(o *operationAt, method *ir.Operation) *ir.StreamFlag {
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
	if object := objectOf(method.Body.Type); object != nil {
		for _, field := range object.Fields {
			if field.JSON == flagName && field.Type.Kind == ir.Bool {
				return &ir.StreamFlag{Field: field, InBody: true, On: on}
			}
		}
	}
	if _, union := method.Body.Type.Decl.(*ir.Union); union && on && len(o.resolved.Alternatives) > 0 {
		r.lose(loss.Weakened, o.pointer, "requestBody", "no method sets what asks for a stream", "the body is a union: its variants say it")
	}
	return nil
}
