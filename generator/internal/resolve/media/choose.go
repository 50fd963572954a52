package media

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// IsBlankForm reports whether a body is a form without fields, which there is no point in sending.
func IsBlankForm(mediaType string, media *openapi3.MediaType) bool {
	if !IsForm(Encoding(mediaType)) || media.Schema == nil || media.Schema.Value == nil {
		return false
	}
	schema := media.Schema.Value
	open := schema.AdditionalProperties.Schema != nil || schema.AdditionalProperties.Has != nil && *schema.AdditionalProperties.Has
	return schema.Type.Is(openapi3.TypeObject) && len(schema.Properties)+len(schema.AllOf)+len(schema.AnyOf)+len(schema.OneOf) == 0 && !open
}

// Ordered is a document that knows in which order keys were written.
type Ordered interface {
	// Keys are the keys of the mapping at a JSON pointer.
	Keys(pointer string) []string
}

// Choose chooses one of several media types: JSON where there is JSON, else the first one.
func Choose(doc Ordered, content openapi3.Content, pointer string) (string, *openapi3.MediaType) {
	names := slices.DeleteFunc(slices.Clone(doc.Keys(load.Join(pointer, "content"))), func(name string) bool { return content[name] == nil })
	if len(names) == 0 { // what a repair has put there has no place
		names = slices.Sorted(maps.Keys(content))
	}
	slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
	if len(names) == 0 {
		return "", nil
	}
	return names[0], content[names[0]]
}

// ChooseAnswer is [Choose], but that bytes come before JSON that is a mere string: documents whose authors wanted to say that there
// are bytes say both.
func ChooseAnswer(doc Ordered, content openapi3.Content, pointer string) (string, *openapi3.MediaType) {
	chosen, media := Choose(doc, content, pointer)
	if media == nil || !IsJSON(chosen) || media.Schema == nil || media.Schema.Ref != "" || media.Schema.Value == nil ||
		!media.Schema.Value.Type.Is(openapi3.TypeString) || len(media.Schema.Value.Enum) > 0 {
		return chosen, media
	}
	for _, name := range doc.Keys(load.Join(pointer, "content")) {
		if other := content[name]; other != nil && Encoding(name) == ir.AsStream && IsBinary(name) {
			return name, other
		}
	}
	return chosen, media
}

// FirstJSON is the first JSON among the media types of a body; nil if there is none.
func FirstJSON(content openapi3.Content) *openapi3.MediaType {
	for _, mediaType := range slices.Sorted(maps.Keys(content)) {
		if IsJSON(mediaType) {
			return content[mediaType]
		}
	}
	return nil
}
