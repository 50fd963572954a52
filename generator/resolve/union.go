package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/ir"
	"github.com/hubchannels/hubchannels-go/generator/load"
)

// union is a union's declaration and what of its schema is needed until its variants are told apart.
type union struct {
	decl   *ir.Union
	schema *openapi3.Schema
	at     place
	refs   []variantRef
}

// rawUnion tells whether the document gives up telling a union's variants apart.
func (r *resolver) rawUnion(v *view, at place) bool {
	word, given := v.schema.Extensions["x-sdk-union"]
	if given && word != "raw" {
		r.fail(load.Join(at.pointer, "x-sdk-union"), fmt.Sprintf("x-sdk-union is %v", word), `the only value is "raw"`)
	}
	return given
}

// union declares a union. The same union written out elsewhere is the same type.
func (r *resolver) union(v *view, at place, entry *declared) *ir.Type {
	decl := &ir.Union{}
	named := &ir.Type{Kind: ir.Named, Decl: decl}
	entry.usage = usage{t: named, nullable: v.nullable}
	for _, variant := range v.variants {
		found := r.use(variant.ref, variant.at)
		decl.Variants = append(decl.Variants, ir.Variant{Type: found.t})
	}
	if known, ok := r.same[fingerprint(v, decl)]; ok && !component(at.pointer) {
		return known
	}
	r.same[fingerprint(v, decl)] = named
	decl.Name = r.names.claim(at.name, "Union", at.name, companions)
	decl.Doc = r.documentation(v.schema, at)
	r.api.Unions = append(r.api.Unions, decl)
	r.unions = append(r.unions, &union{decl: decl, schema: v.schema, at: at, refs: v.variants})
	return named
}

func component(pointer string) bool {
	_, rest, found := strings.Cut(pointer, "#/components/schemas/")
	return found && !strings.Contains(rest, "/")
}

// fingerprint is what a union is made of.
func fingerprint(v *view, decl *ir.Union) string {
	var b strings.Builder
	if v.schema.Discriminator != nil {
		fmt.Fprintf(&b, "%s %v;", v.schema.Discriminator.PropertyName, v.schema.Discriminator.Mapping)
	}
	for _, variant := range decl.Variants {
		fmt.Fprintf(&b, "%d %p;", variant.Type.Kind, variant.Type.Decl)
	}
	return b.String()
}

// tellApart decides how each union's variants are told apart, and reports the unions where nothing does.
func (r *resolver) tellApart() {
	for _, u := range r.unions {
		if u.schema.Discriminator != nil {
			r.explicit(u)
			continue
		}
		why := r.implicit(u)
		if why == "" || byKind(u) {
			continue
		}
		unlike := r.byProperty(u)
		if unlike == "" {
			continue
		}
		why += "; " + unlike
		r.fail(u.at.pointer, fmt.Sprintf("the variants of %s cannot be told apart: %s", u.decl.Name, why),
			"add a discriminator, or x-sdk-union: raw to leave it as JSON")
	}
}

// explicit tells variants apart by the document's discriminator.
func (r *resolver) explicit(u *union) {
	d := u.schema.Discriminator
	u.decl.How, u.decl.Discriminator = ir.ByDiscriminator, d.PropertyName
	at := load.Join(u.at.pointer, "discriminator")
	for i := range u.decl.Variants {
		if objectOf(u.decl.Variants[i].Type) == nil {
			r.fail(u.refs[i].at.pointer, fmt.Sprintf("variant %d of %s is no object, so that it has no %q", i+1, u.decl.Name,
				d.PropertyName), "make it an object or take it out of the union")
			return
		}
	}
	for _, key := range r.doc.Keys(load.Join(at, "mapping")) {
		pointer := r.mapped(d.Mapping[key].Ref)
		i := slices.IndexFunc(u.refs, func(v variantRef) bool { return v.ref.Ref != "" && r.target(v.ref.Ref).pointer == pointer })
		if i < 0 {
			r.fail(load.Join(at, "mapping", key),
				fmt.Sprintf("the discriminator maps %q to %s, which is no variant of %s", key, d.Mapping[key].Ref, u.decl.Name),
				"add it to oneOf or map another schema")
			continue
		}
		u.decl.Variants[i].Tags = append(u.decl.Variants[i].Tags, key)
	}
	for i := range u.decl.Variants {
		r.unmapped(u, i)
	}
}

// mapped is the pointer of a mapping's value: a reference, or the name of a component.
func (r *resolver) mapped(value string) string {
	if strings.ContainsAny(value, "#/.") {
		return r.target(value).pointer
	}
	return load.Join("#/components/schemas", value)
}

// unmapped gives a variant that the mapping leaves out its value: the constant that it declares, else its name.
func (r *resolver) unmapped(u *union, i int) {
	variant := &u.decl.Variants[i]
	if len(variant.Tags) > 0 {
		return
	}
	if values := r.constants(objectOf(variant.Type), u.decl.Discriminator); len(values) > 0 {
		variant.Tags = values
		return
	}
	if ref := u.refs[i].ref.Ref; ref != "" {
		variant.Tags = []string{load.Unescape(ref[strings.LastIndexByte(ref, '/')+1:])}
		return
	}
	r.fail(u.refs[i].at.pointer, fmt.Sprintf("nothing says which value of %q means variant %d of %s", u.decl.Discriminator,
		i+1, u.decl.Name), "give the property an enum with one value, or name the variant and map it")
}

func objectOf(t *ir.Type) *ir.Object {
	if t.Kind != ir.Named {
		return nil
	}
	object, _ := t.Decl.(*ir.Object)
	return object
}

// constants are the legal values of an object's property, as texts, if it has few.
func (r *resolver) constants(decl *ir.Object, name string) []string {
	o := r.known(decl)
	if o == nil {
		return nil
	}
	for _, f := range o.fields {
		if f.decl.JSON == name {
			return enumTexts(f.decl.Type)
		}
	}
	return nil
}

func enumTexts(t *ir.Type) []string {
	if t.Kind != ir.Named {
		return nil
	}
	enum, ok := t.Decl.(*ir.Enum)
	if !ok {
		return nil
	}
	texts := make([]string, len(enum.Values))
	for i, value := range enum.Values {
		texts[i] = fmt.Sprint(value.Value)
	}
	return texts
}

// implicit looks for a property that every variant requires and that has one legal value in each, all different. It
// returns why there is none.
func (r *resolver) implicit(u *union) string {
	candidates := map[string]int{}
	for _, variant := range u.decl.Variants {
		object := r.known(objectOf(variant.Type))
		if object == nil {
			return "not all of them are objects"
		}
		for _, f := range object.fields {
			if f.decl.Required && len(enumTexts(f.decl.Type)) == 1 {
				candidates[f.decl.JSON]++
			}
		}
	}
	names := []string{}
	for name, count := range candidates {
		if count == len(u.decl.Variants) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	why := "no property is required by all and has one legal value in each (" + r.missing(u) + ")"
	for _, name := range names {
		if clash := r.distinct(u, name); clash != "" {
			why = clash
			continue
		}
		u.decl.How, u.decl.Discriminator = ir.ByDiscriminator, name
		for i := range u.decl.Variants {
			u.decl.Variants[i].Tags = r.constants(objectOf(u.decl.Variants[i].Type), name)
		}
		return ""
	}
	return why
}

// missing lists the variants and what they require, for the error.
func (r *resolver) missing(u *union) string {
	parts := make([]string, len(u.decl.Variants))
	for i, variant := range u.decl.Variants {
		parts[i] = r.variantName(u, i) + " requires " + r.required(objectOf(variant.Type))
	}
	return strings.Join(parts, ", ")
}

func (r *resolver) required(decl *ir.Object) string {
	var names []string
	for _, f := range r.known(decl).fields {
		if f.decl.Required {
			names = append(names, f.decl.JSON)
		}
	}
	if len(names) == 0 {
		return "nothing"
	}
	return strings.Join(names, " and ")
}

func (r *resolver) variantName(u *union, i int) string {
	if decl := u.decl.Variants[i].Type.Decl; decl != nil {
		return decl.TypeName()
	}
	return fmt.Sprintf("variant %d", i+1)
}

// distinct tells which two variants have the same value of a property.
func (r *resolver) distinct(u *union, name string) string {
	owner := map[string]int{}
	for i, variant := range u.decl.Variants {
		value := r.constants(objectOf(variant.Type), name)[0]
		if first, taken := owner[value]; taken {
			return fmt.Sprintf("%s and %s both have %q as %s", r.variantName(u, first), r.variantName(u, i), value, name)
		}
		owner[value] = i
	}
	return ""
}

// known is what is known about an object besides its declaration; nil for a nil one.
func (r *resolver) known(decl *ir.Object) *object { return r.byDecl[decl] }

// byKind tells variants apart by their JSON types, if these differ.
func byKind(u *union) bool {
	taken := map[string]bool{}
	for i := range u.decl.Variants {
		kind := jsonKind(u.decl.Variants[i].Type)
		if kind == "" || taken[kind] {
			return false
		}
		taken[kind] = true
	}
	u.decl.How = ir.ByKind
	for i := range u.decl.Variants {
		u.decl.Variants[i].Tags = []string{jsonKind(u.decl.Variants[i].Type)}
	}
	return true
}

// jsonKind is the codec's name of the JSON type of t's values, "" where there are several.
func jsonKind(t *ir.Type) string {
	switch t.Kind {
	case ir.String, ir.Time, ir.Bytes:
		return "KindString"
	case ir.Bool:
		return "KindBool"
	case ir.Int, ir.Float:
		return "KindNumber"
	case ir.Array:
		return "KindArray"
	case ir.Map:
		return "KindObject"
	case ir.Named:
		switch decl := t.Decl.(type) {
		case *ir.Object:
			return "KindObject"
		case *ir.Enum:
			return jsonKind(decl.Type)
		case *ir.List:
			return jsonKind(decl.Type)
		}
	}
	return ""
}

// byProperty tells variants apart by a required property that no other variant declares. It returns why it cannot.
func (r *resolver) byProperty(u *union) string {
	for i := range u.decl.Variants {
		name := r.ownProperty(u, i)
		if name == "" {
			return r.variantName(u, i) + " requires no property that only it has"
		}
		u.decl.Variants[i].Property = name
	}
	u.decl.How = ir.ByProperty
	return ""
}

// ownProperty is a property that variant i requires and no other variant knows.
func (r *resolver) ownProperty(u *union, i int) string {
	mine := r.known(objectOf(u.decl.Variants[i].Type))
	if mine == nil {
		return ""
	}
	for _, f := range mine.fields {
		shared := slices.ContainsFunc(u.decl.Variants, func(v ir.Variant) bool {
			other := r.known(objectOf(v.Type))
			return other == nil || other != mine && other.has(f.decl.JSON)
		})
		if f.decl.Required && !shared {
			return f.decl.JSON
		}
	}
	return ""
}

func (o *object) has(name string) bool {
	return slices.ContainsFunc(o.fields, func(f *field) bool { return f.decl.JSON == name })
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
		u.Unknown = "Unknown" + owner.Name
		owner.UnknownUnions = append(owner.UnknownUnions, u)
	}
}

func shares(a, b *ir.Union) bool {
	if a.How != ir.ByDiscriminator || b.How != ir.ByDiscriminator || a.Discriminator != b.Discriminator {
		return false
	}
	return slices.ContainsFunc(a.Variants, func(v ir.Variant) bool {
		return slices.ContainsFunc(b.Variants, func(w ir.Variant) bool { return v.Type.Decl == w.Type.Decl })
	})
}
