package schema

import (
	"regexp"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/pattern"
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
		patterns := compiled(schema.PatternProperties)
		for i := range r.made.Properties {
			r.spreadTo(&r.made.Properties[i], schema, from.Pointer, patterns)
		}
	}
}

// compiled are the patterns that Go knows.
func compiled(schemas openapi3.Schemas) map[string]*regexp.Regexp {
	patterns := map[string]*regexp.Regexp{}
	for expression := range schemas {
		if text, err := pattern.Go(expression); err == nil {
			patterns[expression] = regexp.MustCompile(text)
		}
	}
	return patterns
}

func (r *reader) spreadTo(p *Property, schema *openapi3.Schema, pointer string, patterns map[string]*regexp.Regexp) {
	said := r.patterns(schema, pointer, func(pattern string) bool {
		expression := patterns[pattern]
		return expression != nil && expression.MatchString(p.Name)
	})
	_, own := schema.Properties[p.Name]
	if extra := schema.AdditionalProperties.Schema; extra != nil && !own && len(said) == 0 {
		said = append(said, PartAt(r.doc, extra, source.Join(pointer, "additionalProperties")))
	}
	if !r.meet(p, said) || closed(schema) && !own && len(said) == 0 {
		r.made.Forbidden = append(r.made.Forbidden, Forbidden{Name: p.Name, Pointer: pointer})
	}
}

// meet adds parts to those of a property, without those that no value can satisfy besides, and reports whether there are
// none of these. Most often there are none, which one reading of all of them shows.
func (r *reader) meet(p *Property, said []Part) bool {
	if len(said) == 0 {
		return true
	}
	if all := slices.Concat(p.Parts, said); len(Read(r.doc, all...).Conflicts) == 0 {
		p.Parts = all
		return true
	}
	for _, part := range said {
		if met := append(slices.Clip(p.Parts), part); len(Read(r.doc, met...).Conflicts) == 0 {
			p.Parts = met
		}
	}
	return false
}
