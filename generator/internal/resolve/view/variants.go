package view

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/stream"
)

// IsRaw reports whether the document gives up telling a union's variants apart.
func (r *Reader) IsRaw(v *View, at place.Place) bool {
	word, given := r.doc.Extension(v.Words.Extensions, at.Pointer, "x-sdk-union")
	if given && word != "raw" {
		r.doc.Fail(load.Join(at.Pointer, "x-sdk-union"), fmt.Sprintf("x-sdk-union is %v", word), `the only value is "raw"`)
	}
	return given
}

// Discriminator is what tells the variants apart by the document's words, and the pointer of the schema that has it.
func (v *View) Discriminator() (*openapi3.Discriminator, string) {
	if v.Tagged != nil {
		return v.Tagged.Holder.Discriminator, v.Tagged.Pointer
	}
	for _, part := range v.Parts {
		if d := part.Ref.Value.Discriminator; d != nil {
			return d, part.Pointer
		}
	}
	return nil, ""
}

// maxVariants bounds how many variants two unions may make that both apply.
const maxVariants = 16

// arrangeVariants makes of the lists of variants one list, whose members have all that stands beside the list, too.
func (r *Reader) arrangeVariants(v *View, at place.Place) {
	v.Unions = slices.DeleteFunc(v.Unions, func(u schema.Union) bool { return r.noUnion(v, u) })
	count := 1
	for i := range v.Unions {
		u := &v.Unions[i]
		r.dropNull(v, u)
		count *= len(u.Variants)
		if u.Holder.Discriminator != nil && v.Tagged == nil {
			v.Tagged = u
		}
	}
	if len(v.Unions) == 0 || r.knownValues(v) {
		return
	}
	if len(v.Unions) > 1 && count > maxVariants {
		r.doc.Lose(loss.Weakened, v.Unions[1].Pointer, v.Unions[1].Keyword, "the value is raw JSON",
			fmt.Sprintf("two unions that both apply make %d variants, more than %d", count, maxVariants))
		v.Types, v.Unions, v.Properties = nil, nil, nil
		return
	}
	r.combine(v, at)
	r.dropImpossible(v)
	switch {
	case len(v.Variants) == 1 && (v.Tagged == nil || v.Variants[0].Ref == nil):
		v.Alias, v.Variants = v.Variants[0].Parts, nil
	case v.Tagged == nil && len(v.Properties) > 0 && !apart(r.doc, v.Variants):
		r.absorb(v)
	}
}

// noUnion reports whether a list of variants only says which properties are required. One of the groups must be there.
func (r *Reader) noUnion(v *View, u schema.Union) bool {
	if slices.ContainsFunc(u.Variants, func(p schema.Part) bool { return !schema.Requires(p.Ref.Value) }) {
		return len(u.Variants) == 0
	}
	v.Groups = append(v.Groups, Group{Union: u, Exactly: true})
	return true
}

// dropNull takes null out of a list: it is no variant.
func (r *Reader) dropNull(v *View, u *schema.Union) {
	for i := len(u.Variants) - 1; i >= 0; i-- {
		if schema.IsNull(u.Variants[i].Ref.Value) {
			u.Variants, u.At = slices.Delete(slices.Clone(u.Variants), i, i+1), slices.Delete(slices.Clone(u.At), i, i+1)
			v.Nullable = v.Nullable || !v.NotNull
		}
	}
}

// combine makes a variant of each choice of one variant of each list, and of what stands beside the lists.
func (r *Reader) combine(v *View, at place.Place) {
	beside := slices.Clone(v.Parts)
	for i := range beside {
		for _, u := range v.Unions {
			beside[i].Without = append(slices.Clone(beside[i].Without), u.List())
		}
	}
	v.Variants = []Origin{{At: at, Parts: beside}}
	for _, u := range v.Unions {
		var longer []Origin
		for _, before := range v.Variants {
			for i, part := range u.Variants {
				longer = append(longer, r.with(before, part, u.At[i], i))
			}
		}
		v.Variants = longer
	}
	for i := range v.Variants {
		v.Variants[i].Parts = schema.Simplify(r.doc, v.Variants[i].Parts)
	}
}

func (r *Reader) with(before Origin, part schema.Part, pointer string, i int) Origin {
	at := before.At.In(cmp.Or(stream.Named(part.Ref.Value), fmt.Sprintf("Variant%d", i+1)))
	referred := r.referred(part, pointer)
	if referred.Ref.Ref != "" {
		at = before.At.In(r.places.Of(referred.Pointer).Name)
	}
	at.Pointer = pointer
	made := Origin{Ref: before.Ref, Target: before.Target, At: at, Parts: append(slices.Clone(before.Parts), part)}
	if made.Ref == nil {
		made.Ref, made.Target = referred.Ref, referred.Pointer
	}
	return made
}

// referred is what a variant that is written as a $ref refers to, also where the variant says more beside it.
func (r *Reader) referred(part schema.Part, pointer string) schema.Part {
	all := part.Ref.Value.AllOf
	if part.Ref.Ref != "" || len(all) == 0 || !slices.Contains(r.doc.Keys(pointer), "$ref") {
		return part
	}
	return schema.PartAt(r.doc, all[len(all)-1], pointer)
}

// absorb makes one object of a union that has properties of its own and whose variants nothing tells apart: an object with
// all the properties that any variant has, which loses nothing and guesses nothing.
func (r *Reader) absorb(v *View) {
	for _, variant := range v.Variants {
		for _, p := range schema.Read(r.doc, variant.Parts...).Properties {
			if _, known := v.Property(p.Name); !known {
				v.AddProperty(p)
			}
		}
	}
	for _, u := range v.Unions {
		v.Groups = append(v.Groups, Group{Union: u})
	}
	r.doc.Lose(loss.Weakened, v.Unions[0].Pointer, v.Unions[0].Keyword, "the value is one object with the properties of all variants",
		"nothing tells the variants apart")
	v.Variants = nil
}
