package view

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Checks are what the document demands of values beyond their Go type: read says which keywords these are. Keywords that
// nothing checks are losses.
func (r *Reader) Checks(v *View, read func(schema.Document, *schema.Schema) keyword.Made) []ir.Check {
	made := read(r.doc, &v.Schema)
	for _, groups := range v.Groups {
		more := keyword.Union(r.doc, &v.Schema, groups.Union, groups.Exactly)
		made.Checks, made.Unchecked = append(made.Checks, more.Checks...), append(made.Unchecked, more.Unchecked...)
	}
	for _, unchecked := range made.Unchecked {
		r.doc.Lose(loss.Weakened, unchecked.Pointer, unchecked.Keyword, "what "+unchecked.Keyword+" demands is not checked", unchecked.Why)
	}
	r.loseElements(v)
	r.loseRequired(v)
	for _, forbidden := range v.Forbidden {
		r.doc.Lose(loss.Weakened, forbidden.Pointer, "additionalProperties", fmt.Sprintf("the property %q is not refused, which this forbids", forbidden.Name),
			"another part of the same allOf has it")
	}
	return made.Checks
}

// loseRequired records what is required of an object that does not have it: often a property that is called something else.
func (r *Reader) loseRequired(v *View) {
	for _, source := range v.Sources {
		for _, name := range source.Ref.Value.Required {
			if _, known := v.Property(name); !known && len(v.Properties) > 0 {
				r.doc.Lose(loss.Weakened, source.Pointer, "required", fmt.Sprintf("whether there is a property %q is not checked", name), "the object has none of that name")
			}
		}
	}
}

// loseElements records that elements, or properties of some names, have no types where these differ.
func (r *Reader) loseElements(v *View) {
	for _, source := range v.Sources {
		if said := source.Ref.Value; len(v.Items) == 0 && len(said.PrefixItems) > 0 {
			r.doc.Lose(loss.Schema, source.Pointer, "prefixItems", "the first elements have no types of their own", "a Go slice has elements of one type; Validate checks each")
		}
		if schema.NamesSayMore(r.doc, source.Ref.Value, source.Pointer) {
			r.doc.Lose(loss.Schema, source.Pointer, "patternProperties", "properties by pattern have no types", "a Go map has values of one type; Validate checks each")
		}
	}
}

// KeepFiles takes the checks off files and lists of files, which may be read only once.
func (r *Reader) KeepFiles(t *ir.Type, v *View) {
	if len(t.Rules.Checks) > 0 && (t.Kind == ir.File || t.Elem != nil && t.Elem.Kind == ir.File) {
		t.Rules.Checks = nil
		r.doc.Lose(loss.Weakened, v.Sources[0].Pointer, "", "what the document demands of the file is not checked", "a file is read when it is sent")
	}
}
