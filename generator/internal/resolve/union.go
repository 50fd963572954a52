package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// union is a union's declaration and what of its schema is needed until its variants are told apart.
type union struct {
	decl  *ir.Union
	named *ir.Type
	// tags is the discriminator, holder the pointer of the schema that has it.
	tags    *openapi3.Discriminator
	holder  string
	at      place
	members []member
}

// rawUnion tells whether the document gives up telling a union's variants apart.
func (r *resolver) rawUnion(v *view, at place) bool {
	word, given := r.extension(v.Words.Extensions, at.pointer, "x-sdk-union")
	if given && word != "raw" {
		r.fail(load.Join(at.pointer, "x-sdk-union"), fmt.Sprintf("x-sdk-union is %v", word), `the only value is "raw"`)
	}
	return given
}

// union declares a union. The same union written out elsewhere is the same type.
func (r *resolver) union(v *view, at place, entry *declared) *ir.Type {
	decl := &ir.Union{}
	named := &ir.Type{Kind: ir.Named, Decl: decl}
	entry.usage = usage{t: named, nullable: v.Nullable}
	members := r.membersOf(v)
	if merged := mergeScalars(variantsOf(members)); merged != nil {
		return r.merged(merged, v)
	}
	made := &union{decl: decl, named: named, at: at, members: members}
	made.tags, made.holder = v.discriminator()
	print := fingerprint(made)
	if known, ok := r.same[print]; ok && !component(at.pointer) {
		return known
	}
	r.same[print] = named
	decl.Name = r.declare(at, "Union")
	decl.Doc = r.documentation(v.Words, at)
	r.addUnion(made)
	return named
}

// discriminator is what tells the variants apart by the document's words, and the pointer of the schema that has it.
func (v *view) discriminator() (*openapi3.Discriminator, string) {
	if v.tagged != nil {
		return v.tagged.Holder.Discriminator, v.tagged.Pointer
	}
	for _, part := range v.Parts {
		if d := part.Ref.Value.Discriminator; d != nil {
			return d, part.Pointer
		}
	}
	return nil, ""
}

func variantsOf(members []member) []ir.Variant {
	variants := make([]ir.Variant, len(members))
	for i, m := range members {
		variants[i].Type = m.t
	}
	return variants
}

// mergeScalars is the one type of variants that are all strings or all numbers: a string with some known values is a
// string. It is nil for others.
func mergeScalars(variants []ir.Variant) *ir.Type {
	kinds, same, integers := map[string]bool{}, true, true
	for _, variant := range variants {
		kinds[jsonKind(variant.Type)] = true
		same = same && variant.Type.Kind == variants[0].Type.Kind && variant.Type.Kind != ir.Named
		integers = integers && variant.Type.Kind == ir.Int
	}
	switch {
	case same && variants[0].Type.Kind > ir.Raw && variants[0].Type.Kind < ir.Named:
		return &ir.Type{Kind: variants[0].Type.Kind, Bits: variants[0].Type.Bits}
	case len(kinds) > 1:
		return nil
	case kinds["string"]:
		return mergeStrings(variants)
	case kinds["number"] && integers:
		return &ir.Type{Kind: ir.Int, Bits: 64}
	case kinds["number"]:
		return &ir.Type{Kind: ir.Float, Bits: 64}
	case kinds["boolean"]:
		return &ir.Type{Kind: ir.Bool}
	default:
		return nil
	}
}

// mergeStrings is the enum among variants that are strings, whose other values are any string anyhow.
func mergeStrings(variants []ir.Variant) *ir.Type {
	var enums []*ir.Type
	for _, variant := range variants {
		if variant.Type.Kind == ir.Named {
			enums = append(enums, variant.Type)
		}
	}
	if len(enums) == 1 {
		return enums[0]
	}
	return &ir.Type{Kind: ir.String}
}

func component(pointer string) bool {
	_, rest, found := strings.Cut(pointer, "#/components/schemas/")
	return found && !strings.Contains(rest, "/")
}

func objectOf(t *ir.Type) *ir.Object {
	if t.Kind != ir.Named {
		return nil
	}
	object, _ := t.Decl.(*ir.Object)
	return object
}

// known is what is known about an object besides its declaration; nil for a nil one.
func (r *resolver) known(decl *ir.Object) *object { return r.byDecl[decl] }

// jsonKind is the JSON type of t's values, "" where there are several.
func jsonKind(t *ir.Type) string {
	switch t.Kind {
	case ir.String, ir.Time, ir.Bytes, ir.File:
		return "string"
	case ir.Bool:
		return "boolean"
	case ir.Int, ir.Float:
		return "number"
	case ir.Array:
		return "array"
	case ir.Map:
		return "object"
	case ir.Named:
		switch decl := t.Decl.(type) {
		case *ir.Object:
			return "object"
		case *ir.Enum:
			return jsonKind(decl.Type)
		case *ir.List:
			return jsonKind(decl.Type)
		}
	}
	return ""
}

// shareUnknown gives unions that share variants, and the property that tells them apart, one unknown variant: what was
// received can then be sent.
func (r *resolver) shareUnknown() {
	unions := slices.Clone(r.api.Unions)
	slices.SortStableFunc(unions, func(a, b *ir.Union) int { return cmp.Compare(len(a.Name), len(b.Name)) })
	for _, u := range unions {
		owner := u
		for _, other := range unions {
			if other.OwnsUnknown && shares(u, other) {
				owner = other
				break
			}
		}
		u.OwnsUnknown = owner == u
		u.Unknown = naming.Unknown(owner.Name)
		owner.UnknownUnions = append(owner.UnknownUnions, u)
	}
}

func shares(a, b *ir.Union) bool {
	if a.Discriminator() == "" || a.Discriminator() != b.Discriminator() {
		return false
	}
	return slices.ContainsFunc(a.Variants, func(v ir.Variant) bool {
		return slices.ContainsFunc(b.Variants, func(w ir.Variant) bool { return v.Type.Decl == w.Type.Decl })
	})
}
