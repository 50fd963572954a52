// Package view reads what a schema says at a place, with the variants of its unions as one list.
package view

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
)

// View is what a schema says, at a place.
type View struct {
	schema.Schema
	Variants []Origin
	// Dropped are the pointers of variants that no value can be here.
	Dropped []string
	// Tagged is the union whose discriminator tells the variants apart; nil is none.
	Tagged *schema.Union
	// Known are the names and descriptions of known values.
	Known map[any]KnownValue
	// Groups are the lists of variants that are no types, but checked.
	Groups []Group
	// Alias are the parts that this one stands for, with a description or null added at most.
	Alias []schema.Part
}

// Group is a list of variants that makes no type. Exactly reports whether a value is to be only one where it says oneOf.
type Group struct {
	schema.Union
	Exactly bool
}

// Origin is a variant of a union and where it stands. Parts are all that is said of it.
type Origin struct {
	Ref   *openapi3.SchemaRef
	At    place.Place
	Parts []schema.Part
	// Target is the pointer of the variant's own schema.
	Target string
}

// Look reads what parts say.
func (r *Reader) Look(parts []schema.Part, at place.Place) *View {
	if len(parts) == 1 {
		if only, own, is := schema.Only(r.doc, parts[0]); is {
			return &View{Schema: *own, Alias: []schema.Part{only}}
		}
	}
	v := &View{Schema: *schema.Read(r.doc, parts...)}
	if v.Cycle != "" {
		r.doc.Fail(v.Cycle, "allOf contains itself", "remove the cycle")
		v.Cycle = ""
	}
	r.arrangeVariants(v, at)
	return v
}

// Of is what a view says of values of one of its JSON types.
func (v *View) Of(kind string) *View {
	one := *v
	one.Schema = *v.Schema.Of(kind)
	return &one
}
