package resolve

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// checks are what the document demands of values beyond their Go type: read says which keywords these are. Keywords that
// nothing checks are losses.
func (r *resolver) checks(v *view, read func(schema.Document, *schema.Schema) keyword.Made) []ir.Check {
	made := read(r, &v.Schema)
	for _, groups := range v.groups {
		more := keyword.Union(r, &v.Schema, groups.Union, groups.exactly)
		made.Checks, made.Unchecked = append(made.Checks, more.Checks...), append(made.Unchecked, more.Unchecked...)
	}
	for _, unchecked := range made.Unchecked {
		r.lose(loss.Weakened, unchecked.Pointer, unchecked.Keyword, "what "+unchecked.Keyword+" demands is not checked", unchecked.Why)
	}
	r.loseElements(v)
	for _, forbidden := range v.Forbidden {
		r.lose(loss.Weakened, forbidden.Pointer, "additionalProperties", fmt.Sprintf("the property %q is not refused, which this forbids", forbidden.Name),
			"another part of the same allOf has it")
	}
	return made.Checks
}

// merged is the one type of a union's variants with what the document demands of the value, and of each variant.
func (r *resolver) merged(t *ir.Type, v *view) *ir.Type {
	of := *t
	of.Rules = r.rules(v)
	for _, u := range v.Unions {
		of.Rules.Checks = append(of.Rules.Checks, keyword.Merged(r, &v.Schema, u).Checks...)
	}
	return &of
}

// loseElements records that elements, or properties of some names, have no types where these differ.
func (r *resolver) loseElements(v *view) {
	for _, source := range v.Sources {
		if said := source.Ref.Value; len(v.Items) == 0 && len(said.PrefixItems) > 0 {
			r.lose(loss.Schema, source.Pointer, "prefixItems", "the first elements have no types of their own", "a Go slice has elements of one type; Validate checks each")
		}
		if schema.NamesSayMore(r, source.Ref.Value, source.Pointer) {
			r.lose(loss.Schema, source.Pointer, "patternProperties", "properties by pattern have no types", "a Go map has values of one type; Validate checks each")
		}
	}
}

// keepFiles takes the checks off files and lists of files, which may be read only once.
func (r *resolver) keepFiles(t *ir.Type, v *view) {
	if len(t.Rules.Checks) > 0 && (t.Kind == ir.File || t.Elem != nil && t.Elem.Kind == ir.File) {
		t.Rules.Checks = nil
		r.lose(loss.Weakened, v.Sources[0].Pointer, "", "what the document demands of the file is not checked", "a file is read when it is sent")
	}
}
