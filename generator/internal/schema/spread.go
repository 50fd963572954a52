package schema

import (
	"regexp"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Forbidden is a property that one part has and another one forbids.
type Forbidden struct {
	Name string
	// Pointer is the part that forbids it.
	Pointer string
}

// spread gives each property what patternProperties and additionalProperties of any source say of it: they speak of the
// properties that their own schema does not have, whoever else has them.
func (r *reader) spread() {
	for _, from := range r.made.Sources {
		schema := from.Ref.Value
		if len(schema.PatternProperties) == 0 && (len(r.made.Sources) == 1 || schema.AdditionalProperties == (openapi3.BoolSchema{})) {
			continue
		}
		for i := range r.made.Properties {
			r.spreadTo(&r.made.Properties[i], schema, from.Pointer)
		}
	}
}

func (r *reader) spreadTo(p *Property, schema *openapi3.Schema, pointer string) {
	said := r.patterns(schema, pointer, func(pattern string) bool { return matches(pattern, p.Name) })
	_, own := schema.Properties[p.Name]
	if extra := schema.AdditionalProperties.Schema; extra != nil && !own && len(said) == 0 {
		said = append(said, PartAt(r.doc, extra, source.Join(pointer, "additionalProperties")))
	}
	excluded := closed(schema) && !own && len(said) == 0
	for _, part := range said {
		met := append(p.Parts[:len(p.Parts):len(p.Parts)], part)
		if len(Read(r.doc, met...).Conflicts) > 0 {
			excluded = true
			continue
		}
		p.Parts = met
	}
	if excluded {
		r.made.Forbidden = append(r.made.Forbidden, Forbidden{Name: p.Name, Pointer: pointer})
	}
}

// matches reports whether a name matches a pattern that Go knows.
func matches(pattern, name string) bool {
	compiled, err := regexp.Compile(pattern)
	return err == nil && compiled.MatchString(name)
}
