package schema

import (
	"maps"

	"github.com/getkin/kin-openapi/openapi3"
)

// words are the annotations of parts. A single part's are its own; of several, the later ones count more.
func words(parts []Part) *openapi3.Schema {
	if len(parts) == 1 {
		return parts[0].Ref.Value
	}
	all := &openapi3.Schema{Extensions: map[string]any{}}
	for _, part := range parts {
		s := part.Ref.Value
		all.Title, all.Description = later(all.Title, s.Title), later(all.Description, s.Description)
		all.Format = later(all.Format, s.Format)
		all.ContentMediaType = later(all.ContentMediaType, s.ContentMediaType)
		all.ContentEncoding = later(all.ContentEncoding, s.ContentEncoding)
		if s.Default != nil {
			all.Default = s.Default
		}
		if s.Example != nil {
			all.Example = s.Example
		}
		if s.ExternalDocs != nil {
			all.ExternalDocs = s.ExternalDocs
		}
		all.ReadOnly, all.WriteOnly = all.ReadOnly || s.ReadOnly, all.WriteOnly || s.WriteOnly
		all.Deprecated = all.Deprecated || s.Deprecated
		maps.Copy(all.Extensions, s.Extensions)
	}
	return all
}

func later(before, here string) string {
	if here == "" {
		return before
	}
	return here
}
