package stream

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// OpenedIn finds the strings of a document that hold JSON and are data of events: what they hold has a type. Word is what
// somebody says of a media type by x-sdk-stream.
func OpenedIn(doc schema.Document, t *openapi3.T, word func(media *openapi3.MediaType, pointer string) any) map[*openapi3.Schema]bool {
	found := map[*openapi3.Schema]bool{}
	each(t, func(mediaType string, media *openapi3.MediaType, pointer string) {
		framing, is := Framing(mediaType)
		if !is || framing != ir.Events {
			return
		}
		said, _ := word(media, pointer).(string)
		for _, opened := range Of(doc, framing, media, pointer, Word(said)).Opened {
			found[opened] = true
		}
	})
	return found
}

// each visits the bodies that operations answer.
func each(t *openapi3.T, visit func(mediaType string, media *openapi3.MediaType, pointer string)) {
	for path, item := range t.Paths.Map() {
		for method, operation := range item.Operations() {
			for status, ref := range operation.Responses.Map() {
				if ref.Value == nil {
					continue
				}
				at := source.Join("#/paths", path, method, "responses", status, "content")
				for mediaType, media := range ref.Value.Content {
					if media != nil {
						visit(mediaType, media, source.Join(at, mediaType))
					}
				}
			}
		}
	}
}
