package resolve

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/ir"
	"github.com/hubchannels/hubchannels-go/generator/load"
)

// tellApart finds for each union how its variants are told apart. Where nothing does, that is a problem, or, if the user
// is lenient, raw JSON with accessors.
func (r *resolver) tellApart() {
	for _, u := range r.unions {
		r.flatten(u)
	}
	for _, u := range r.unions {
		choice, why := r.choose(u)
		switch {
		case why == "":
			u.decl.Choice = choice
			r.api.Unions = append(r.api.Unions, u.decl)
		case r.lenient:
			r.opaque(u, why)
		default:
			r.fail(u.at.pointer, fmt.Sprintf("the variants of %s cannot be told apart: %s", u.decl.Name, why),
				"add a discriminator, or x-sdk-union: raw to leave it as JSON, or use --lenient")
		}
	}
}

// choose finds the way to a union's variants, or says why there is none.
func (r *resolver) choose(u *union) (*ir.Choice, string) {
	if u.schema.Discriminator != nil && !u.flattened {
		return r.explicit(u), ""
	}
	all := make([]int, len(u.decl.Variants))
	for i := range all {
		all[i] = i
	}
	return r.decide(u, all)
}

// flatten replaces variants that are unions themselves by their variants.
func (r *resolver) flatten(u *union) {
	for depth := 0; depth < maxMerge; depth++ {
		i := slices.IndexFunc(u.decl.Variants, func(v ir.Variant) bool {
			inner, ok := v.Type.Decl.(*ir.Union)
			return ok && inner != u.decl
		})
		if i < 0 {
			return
		}
		u.flattened = true
		inner := r.unionOf(u.decl.Variants[i].Type)
		u.decl.Variants = slices.Replace(u.decl.Variants, i, i+1, inner.decl.Variants...)
		u.refs = slices.Replace(u.refs, i, i+1, inner.refs...)
	}
}

func (r *resolver) unionOf(t *ir.Type) *union {
	i := slices.IndexFunc(r.unions, func(u *union) bool { return u.decl == t.Decl })
	return r.unions[i]
}

// opaque declares a union as raw JSON.
func (r *resolver) opaque(u *union, why string) {
	decl := &ir.Opaque{Name: u.decl.Name, Doc: u.decl.Doc, Variants: u.decl.Variants, Why: why}
	u.named.Decl = decl
	r.api.Opaques = append(r.api.Opaques, decl)
}

// explicit tells variants apart by the document's discriminator.
func (r *resolver) explicit(u *union) *ir.Choice {
	d := u.schema.Discriminator
	choice := &ir.Choice{By: ir.ByTag, Property: d.PropertyName}
	for i, variant := range u.decl.Variants {
		if objectOf(variant.Type) == nil {
			r.fail(u.refs[i].at.pointer, fmt.Sprintf("%s of %s is no object, so that it has no %q", r.variantName(u, i),
				u.decl.Name, d.PropertyName), "make it an object or take it out of the union")
			return choice
		}
	}
	tags := r.mapping(u)
	for i := range u.decl.Variants {
		if len(tags[i]) == 0 {
			tags[i] = r.unmapped(u, i)
		}
		choice.Cases = append(choice.Cases, ir.Case{Labels: tags[i], Then: leaf(i)})
	}
	return choice
}

func leaf(variant int) *ir.Choice { return &ir.Choice{By: ir.Leaf, Variant: variant} }

// mapping reads the discriminator's mapping: the tags of each variant.
func (r *resolver) mapping(u *union) map[int][]string {
	d := u.schema.Discriminator
	at := load.Join(u.at.pointer, "discriminator", "mapping")
	tags := map[int][]string{}
	for _, key := range r.doc.Keys(at) {
		pointer := mapped(u.at.pointer, d.Mapping[key].Ref)
		i := slices.IndexFunc(u.refs, func(v variantRef) bool { return v.ref.Ref != "" && r.target(v.ref).pointer == pointer })
		if i < 0 {
			r.fail(load.Join(at, key),
				fmt.Sprintf("the discriminator maps %q to %s, which is no variant of %s", key, d.Mapping[key].Ref, u.decl.Name),
				"add it to oneOf or map another schema")
			continue
		}
		tags[i] = append(tags[i], key)
	}
	return tags
}

// mapped is the pointer of a mapping's value: a reference, or the name of a component, in the file of the union.
func mapped(union, value string) string {
	file, _, _ := strings.Cut(union, "#")
	if !strings.ContainsAny(value, "#/") {
		return load.Join(file+"#/components/schemas", value)
	}
	other, fragment, _ := strings.Cut(value, "#")
	if other != "" {
		file = path.Join(path.Dir(file), other)
	}
	return file + "#" + fragment
}

// unmapped gives a variant that the mapping leaves out its value: the constant that it declares, else its name.
func (r *resolver) unmapped(u *union, i int) []string {
	property := u.schema.Discriminator.PropertyName
	if values := r.constants(objectOf(u.decl.Variants[i].Type), property); len(values) > 0 {
		return values
	}
	if ref := u.refs[i].ref.Ref; ref != "" {
		return []string{load.Unescape(ref[strings.LastIndexByte(ref, '/')+1:])}
	}
	r.fail(u.refs[i].at.pointer, fmt.Sprintf("nothing says which value of %q means %s of %s", property,
		r.variantName(u, i), u.decl.Name), "give the property an enum with one value, or name the variant and map it")
	return nil
}

// decide tells some of a union's variants apart: by JSON kind, then objects by constants, then by which properties they
// require.
func (r *resolver) decide(u *union, variants []int) (*ir.Choice, string) {
	if len(variants) == 1 {
		return leaf(variants[0]), ""
	}
	groups, keys := group(variants, func(i int) string { return jsonKind(u.decl.Variants[i].Type) })
	if len(groups[""]) > 0 {
		return nil, r.variantName(u, groups[""][0]) + " may be any JSON"
	}
	if len(keys) > 1 {
		return r.branch(u, &ir.Choice{By: ir.ByKind}, groups, keys)
	}
	for _, i := range variants {
		if objectOf(u.decl.Variants[i].Type) == nil {
			return nil, fmt.Sprintf("%s and %s are the same JSON type", r.variantName(u, variants[0]), r.variantName(u, variants[1]))
		}
	}
	if choice, why := r.byConstant(u, variants); choice != nil || why != "" {
		return choice, why
	}
	return r.byRequired(u, variants)
}

// group sorts variants by a key. Keys are in the order in which they come up.
func group(variants []int, key func(int) string) (groups map[string][]int, keys []string) {
	groups = map[string][]int{}
	for _, i := range variants {
		k := key(i)
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], i)
	}
	return groups, keys
}

// branch decides within each group.
func (r *resolver) branch(u *union, choice *ir.Choice, groups map[string][]int, keys []string) (*ir.Choice, string) {
	for _, key := range keys {
		then, why := r.decide(u, groups[key])
		if why != "" {
			return nil, why
		}
		choice.Cases = append(choice.Cases, ir.Case{Labels: []string{key}, Then: then})
	}
	return choice, ""
}

// byConstant looks for a property that tells objects apart by its value: variants that require it with constant values,
// among others that do not know it. It returns nothing where there is none.
func (r *resolver) byConstant(u *union, variants []int) (*ir.Choice, string) {
	best := ""
	most := 0
	for _, name := range r.constantNames(u, variants) {
		if n := r.separates(u, variants, name); n > most {
			best, most = name, n
		}
	}
	if most < 2 {
		return nil, ""
	}
	choice := &ir.Choice{By: ir.ByTag, Property: best}
	groups, keys := group(variants, func(i int) string { return strings.Join(r.tags(u, i, best), "\x00") })
	for _, key := range keys {
		then, why := r.decide(u, groups[key])
		switch {
		case why != "":
			return nil, why
		case key == "":
			choice.Else = then
		default:
			choice.Cases = append(choice.Cases, ir.Case{Labels: strings.Split(key, "\x00"), Then: then})
		}
	}
	return choice, ""
}

// constantNames are the properties that some variant requires with constant values, in order.
func (r *resolver) constantNames(u *union, variants []int) []string {
	names := map[string]bool{}
	for _, i := range variants {
		for _, f := range r.known(objectOf(u.decl.Variants[i].Type)).fields {
			if len(r.tags(u, i, f.decl.JSON)) > 0 {
				names[f.decl.JSON] = true
			}
		}
	}
	sorted := make([]string, 0, len(names))
	for name := range names {
		sorted = append(sorted, name)
	}
	slices.SortFunc(sorted, func(a, b string) int { return cmp.Or(discriminating(a)-discriminating(b), cmp.Compare(a, b)) })
	return sorted
}

// discriminating ranks the names that documents use for what tells variants apart.
func discriminating(name string) int {
	if name == "type" || name == "kind" || name == "object" || strings.HasSuffix(name, "Type") || strings.HasSuffix(name, "_type") {
		return 0
	}
	return 1
}

// separates counts the groups into which a property's values divide variants; 0 if values overlap, or if a variant knows
// the property without constant values.
func (r *resolver) separates(u *union, variants []int, name string) int {
	owner := map[string]string{}
	count := map[string]bool{}
	for _, i := range variants {
		tags := r.tags(u, i, name)
		if len(tags) == 0 && r.known(objectOf(u.decl.Variants[i].Type)).has(name) {
			return 0
		}
		key := strings.Join(tags, "\x00")
		count[key] = true
		for _, tag := range tags {
			if other, taken := owner[tag]; taken && other != key {
				return 0
			}
			owner[tag] = key
		}
	}
	return len(count)
}

// maxTags is how many legal values a property may have and still be taken for what tells variants apart.
const maxTags = 64

// tags are the legal values of a property that a variant requires, if they are few.
func (r *resolver) tags(u *union, i int, name string) []string {
	o := r.known(objectOf(u.decl.Variants[i].Type))
	for _, f := range o.fields {
		if f.decl.JSON == name && f.decl.Required && !f.decl.Nullable {
			if texts := enumTexts(f.decl.Type); len(texts) <= maxTags {
				return texts
			}
		}
	}
	return nil
}

// constants are the legal values of an object's property, as texts.
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
	enum, ok := t.Decl.(*ir.Enum)
	if !ok || t.Kind != ir.Named {
		return nil
	}
	texts := make([]string, len(enum.Values))
	for i, value := range enum.Values {
		texts[i] = fmt.Sprint(value.Value)
	}
	return texts
}

// byRequired tells objects apart by properties that one requires and no other knows. One variant may have none: it is
// what remains when a value has none of the others' properties.
func (r *resolver) byRequired(u *union, variants []int) (*ir.Choice, string) {
	choice := &ir.Choice{By: ir.ByProperty}
	for _, i := range variants {
		name := r.ownProperty(u, variants, i)
		switch {
		case name != "":
			choice.Cases = append(choice.Cases, ir.Case{Labels: []string{name}, Then: leaf(i)})
		case choice.Else == nil:
			choice.Else = leaf(i)
		default:
			return nil, r.unlike(u, variants)
		}
	}
	return choice, ""
}

// ownProperty is a property that variant i requires and no other of the variants knows.
func (r *resolver) ownProperty(u *union, variants []int, i int) string {
	mine := r.known(objectOf(u.decl.Variants[i].Type))
	for _, f := range mine.fields {
		shared := slices.ContainsFunc(variants, func(j int) bool {
			other := r.known(objectOf(u.decl.Variants[j].Type))
			return j != i && other.has(f.decl.JSON)
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

// unlike says of variants that nothing tells apart what they require.
func (r *resolver) unlike(u *union, variants []int) string {
	parts := []string{}
	for _, i := range variants[:min(len(variants), 4)] {
		parts = append(parts, r.variantName(u, i)+" requires "+r.required(objectOf(u.decl.Variants[i].Type)))
	}
	if len(variants) > 4 {
		parts = append(parts, fmt.Sprintf("and %d more", len(variants)-4))
	}
	return "no property is required with different constants, and no two of them require a property that the others lack (" +
		strings.Join(parts, ", ") + ")"
}

func (r *resolver) required(decl *ir.Object) string {
	var names []string
	for _, f := range r.known(decl).fields {
		if !f.decl.Required {
			continue
		}
		name := f.decl.JSON
		if texts := enumTexts(f.decl.Type); len(texts) == 1 {
			name += " = " + texts[0]
		}
		names = append(names, name)
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
	return fmt.Sprintf("variant %d (%s)", i+1, ir.GoType(u.decl.Variants[i].Type))
}
