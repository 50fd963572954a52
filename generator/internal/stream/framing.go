// Package stream decides what the items of a body are that is a sequence of them, and how they become values: pure functions
// of what the document says.
//
// # The rules
//
// A body of text/event-stream is a stream of events; of application/x-ndjson, application/jsonl and their other names, of
// lines; of application/json-seq and +json-seq, of elements. Its items are what itemSchema says, or else schema; where that is
// an array, its elements are the items.
//
// The schema of an event describes the event itself if each of its variants is an object all of whose properties are fields
// of events (event, data, id, retry), data among them; that of itemSchema need not have data, as OpenAPI 3.2 lets itemSchema
// describe events alone. Any other schema describes what stands in data. "x-sdk-stream: event" or "x-sdk-stream: data"
// beside the schema says it where the rule is wrong. No schema, and one of a mere string, is the event as it comes.
//
// Data is text where its schema is a string, and JSON where it is none, or where a contentMediaType says that the string
// holds JSON. A variant that is a string with one value is what ends the stream.
package stream

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Framing is how a body of a media type is divided into items. It reports whether it is.
func Framing(mediaType string) (ir.Framing, bool) {
	name, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	switch name = strings.TrimSpace(name); name {
	case "text/event-stream":
		return ir.Events, true
	case "application/x-ndjson", "application/ndjson", "text/x-ndjson", "text/ndjson", "application/jsonl", "application/x-jsonl", "text/jsonl",
		"application/jsonlines", "application/x-jsonlines", "application/json-lines", "application/x-json-stream", "application/stream+json":
		return ir.Lines, true
	case "application/json-seq":
		return ir.Sequence, true
	}
	switch _, suffix, _ := strings.Cut(name, "+"); suffix {
	case "json-seq":
		return ir.Sequence, true
	case "ndjson", "jsonl":
		return ir.Lines, true
	}
	return 0, false
}
