package view

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
)

// Reader reads the schemas of a document.
type Reader struct {
	doc    *document.Document
	places *place.Names
	// opened are the strings of events that hold JSON.
	opened map[*openapi3.Schema]bool
}

// NewReader returns a reader of a document's schemas.
func NewReader(doc *document.Document, places *place.Names) *Reader {
	r := &Reader{doc: doc, places: places}
	r.openEvents()
	return r
}

// openEvents finds the events whose data is a string that holds JSON: what it holds has a type of its own in an event.
func (r *Reader) openEvents() {
	r.opened = stream.OpenedIn(r.doc, r.doc.T, func(media *openapi3.MediaType, at string) any {
		word, _ := r.doc.Extension(media.Extensions, at, document.StreamKey)
		return word
	})
}

// Open leads from a string that holds JSON, in an event, to what it holds.
func (r *Reader) Open(parts []schema.Part, pointer string) []schema.Part {
	part, is := stream.Opened(parts)
	if !is || !r.opened[part.Ref.Value] {
		return parts
	}
	if part.Ref.Ref != "" {
		pointer = part.Pointer
	}
	return []schema.Part{schema.PartAt(r.doc, part.Ref.Value.ContentSchema, load.Join(pointer, "contentSchema"))}
}
