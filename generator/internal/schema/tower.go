package schema

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// How high allOf must be for what was read to be kept, and how many readings are kept: the next level of a tower begins with
// what the one below it says. A tower of thousands of levels is read in time that grows with it, not with its square.
const (
	highTower    = 8
	keptReadings = 64
)

// reading is what a schema and all that its allOf leads to say, before anything else was read.
type reading struct {
	made Schema
	null nullness
	said map[string]string
}

// towers are the last readings of high towers.
type towers struct {
	readings map[standing]*reading
	// order are their keys, the oldest first.
	order []standing
}

// begin begins a schema with an earlier reading of it, and reports whether there is one.
func (r *reader) begin(schema *openapi3.Schema, pointer string) bool {
	doc, remembers := r.doc.(remembering)
	if !remembers || !r.empty() {
		return false
	}
	kept := doc.Remembered().towers.readings[standing{schema, pointer}]
	if kept == nil {
		return false
	}
	parts, unions := r.made.Parts, kept.made.Unions
	*r.made = kept.made.clone()
	r.made.Parts, r.made.Unions = parts, nil
	r.null, r.said, r.tower = kept.null, maps.Clone(kept.said), kept.made.Sources
	r.unions(unions)
	return true
}

// empty reports whether nothing was read yet.
func (r *reader) empty() bool { return len(r.made.Sources) == 0 && r.made.Cycle == "" }

// keep keeps what was read of a schema in an empty reader, if it is a high tower. What depends on the schemas around it is
// not kept.
func (r *reader) keep(schema *openapi3.Schema, pointer string) {
	doc, remembers := r.doc.(remembering)
	if !remembers || len(r.made.Sources) < highTower || r.leftOut || r.made.Cycle != "" {
		return
	}
	t, key := &doc.Remembered().towers, standing{schema, pointer}
	if t.readings[key] != nil {
		return
	}
	if t.readings == nil {
		t.readings = map[standing]*reading{}
	}
	if len(t.order) == keptReadings {
		delete(t.readings, t.order[0])
		t.order = slices.Delete(t.order, 0, 1)
	}
	t.order = append(t.order, key)
	t.readings[key] = &reading{made: r.made.clone(), null: r.null, said: maps.Clone(r.said)}
}

// clone is a schema whose lists grow by themselves.
func (s *Schema) clone() Schema {
	c := *s
	c.Sources, c.Unions, c.Conflicts = slices.Clip(s.Sources), slices.Clip(s.Unions), slices.Clip(s.Conflicts)
	c.Items, c.Additional = slices.Clip(s.Items), slices.Clip(s.Additional)
	c.Limits.Patterns = slices.Clip(s.Limits.Patterns)
	c.Required, c.index = maps.Clone(s.Required), maps.Clone(s.index)
	c.Properties = slices.Clone(s.Properties)
	for i := range c.Properties {
		c.Properties[i].Parts = slices.Clip(c.Properties[i].Parts)
	}
	return c
}
