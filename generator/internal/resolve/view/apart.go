package view

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/variant"
)

// apart reports whether something tells variants apart, before they have types.
func apart(doc schema.Document, variants []Origin) bool {
	members := make([]variant.Member, len(variants))
	for i, v := range variants {
		read := schema.Read(doc, v.Parts...)
		members[i] = variant.Member{Name: fmt.Sprint(i), Kinds: kindsIn(read)}
		for _, p := range read.Properties {
			inner := schema.Read(doc, p.Parts...)
			described := variant.Property{Name: p.Name, Required: read.Required[p.Name], Kinds: kindsIn(inner), Format: inner.Format}
			for _, value := range inner.Enum {
				described.Values = append(described.Values, fmt.Sprint(value))
			}
			if inner.Nullable {
				described.Kinds = append(described.Kinds, "null")
			}
			members[i].Properties = append(members[i].Properties, described)
		}
	}
	return len(variant.Decide(members).Alike) == 0
}

// kindsIn are the JSON types of a schema's values; nil is any.
func kindsIn(s *schema.Schema) []string {
	if s.Types == nil && len(s.Properties) > 0 {
		return []string{"object"}
	}
	var kinds []string
	for _, name := range s.Types {
		if name == "integer" {
			name = "number"
		}
		kinds = append(kinds, name)
	}
	return kinds
}
