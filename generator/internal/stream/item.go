package stream

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Word is what the document, or the user, says of what an event's schema describes.
type Word string

// The words of x-sdk-stream.
const (
	ByRule Word = ""
	Event  Word = "event"
	Data   Word = "data"
)

// Item is what the items of a stream are by the document.
type Item struct {
	// Schema is what describes an item, Pointer where it stands, or where a $ref stands; nil is none.
	Schema  *openapi3.SchemaRef
	Pointer string
	// Plain says that an item is the event as it comes.
	Plain bool
	// Items are how the items become values. It has no type yet.
	Items ir.Items
	// Opened are the strings that hold JSON, and that are data of events.
	Opened []*openapi3.Schema
}

// Of decides what the items of a body are. The pointer is that of the media type.
func Of(doc schema.Document, framing ir.Framing, media *openapi3.MediaType, pointer string, word Word) Item {
	item := Item{Items: ir.Items{Framing: framing}}
	ruled := media.ItemSchema != nil
	if ruled {
		item.Schema, item.Pointer = media.ItemSchema, source.Join(pointer, "itemSchema")
	} else if media.Schema != nil {
		item.Schema, item.Pointer = elements(doc, media.Schema, source.Join(pointer, "schema"))
	}
	if item.Schema == nil || item.Schema.Value == nil {
		item.Schema, item.Plain, item.Items.Data = nil, framing == ir.Events, textIf(framing == ir.Events)
		return item
	}
	found := variants(doc, []schema.Part{schema.PartAt(doc, item.Schema, item.Pointer)}, 0)
	if framing != ir.Events {
		return item
	}
	return item.event(doc, found, word, ruled)
}

// elements are a schema's elements where it is an array.
func elements(doc schema.Document, ref *openapi3.SchemaRef, pointer string) (*openapi3.SchemaRef, string) {
	if ref.Value == nil || !ref.Value.Type.Is(openapi3.TypeArray) || ref.Value.Items == nil {
		return ref, pointer
	}
	return ref.Value.Items, source.Join(schema.PartAt(doc, ref, pointer).Pointer, "items")
}

// event decides what an event is by the variants of its schema.
func (i Item) event(doc schema.Document, found []*schema.Schema, word Word, ruled bool) Item {
	found, i.Items.End = withoutEnd(found)
	if i.Items.End != "" && len(found) == 1 {
		last := found[0].Parts[len(found[0].Parts)-1]
		i.Schema, i.Pointer = last.Ref, last.Pointer
	}
	if word == Event || word == ByRule && isEvent(found, ruled) {
		i.whole(doc, found)
		return i
	}
	i.Items.Data = kindOf(found)
	i.Items.Errors = knowsErrors(doc, found)
	if slices.ContainsFunc(found, func(s *schema.Schema) bool { return !saysNothing(s) && !s.Is("string") }) {
		return i
	}
	i.Plain, i.Schema, i.Items.Data = true, nil, ir.DataText
	return i
}

func textIf(text bool) ir.DataKind {
	if text {
		return ir.DataText
	}
	return ir.DataJSON
}

// withoutEnd takes out the variant that is a string with one value: what ends the stream.
func withoutEnd(found []*schema.Schema) (left []*schema.Schema, end string) {
	for _, s := range found {
		if text, one := only(s); one && len(found) > 1 && end == "" {
			end = text
			continue
		}
		left = append(left, s)
	}
	return left, end
}

// only is the only value of a string.
func only(s *schema.Schema) (string, bool) {
	if !s.Limited || len(s.Enum) != 1 {
		return "", false
	}
	text, is := s.Enum[0].(string)
	return text, is
}

// saysNothing reports whether any value will do.
func saysNothing(s *schema.Schema) bool {
	return s.Types == nil && len(s.Properties)+len(s.Additional)+len(s.Items) == 0 && !s.Limited
}

// isEvent reports whether all variants are events. Ruled says that the specification says so.
func isEvent(found []*schema.Schema, ruled bool) bool {
	for _, s := range found {
		_, hasData := s.Property("data")
		if len(s.Properties) == 0 || !hasData && !ruled {
			return false
		}
		for _, p := range s.Properties {
			if !slices.Contains([]string{"event", "data", "id", "retry"}, p.Name) {
				return false
			}
		}
	}
	return len(found) > 0
}

// maxDepth bounds how deep unions stand in unions.
const maxDepth = 8

// variants are the schemas of which an item has one: those of a union, with all that stands beside it.
func variants(doc schema.Document, parts []schema.Part, depth int) []*schema.Schema {
	read := schema.Read(doc, parts...)
	if len(read.Unions) == 0 || depth == maxDepth {
		return []*schema.Schema{read}
	}
	var found []*schema.Schema
	u := read.Unions[0]
	for _, variant := range u.Variants {
		if variant.Ref.Value == nil || schema.IsNull(variant.Ref.Value) {
			continue
		}
		beside := slices.Clone(parts)
		for i := range beside {
			beside[i].Without = append(slices.Clone(beside[i].Without), u.List())
		}
		found = append(found, variants(doc, append(beside, variant), depth+1)...)
	}
	return found
}
