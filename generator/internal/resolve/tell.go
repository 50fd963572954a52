package resolve

import (
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/variant"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// tellApart finds for each union how its variants are told apart. Those that nothing tells apart are a loss: raw JSON
// with accessors. A union that is never received needs no telling apart.
func (r *resolver) tellApart() {
	for _, u := range r.unions {
		r.label(u)
	}
	flat := map[*union][]member{}
	for i := 0; i < len(r.unions); i++ { // merging arrays declares further unions
		flat[r.unions[i]] = r.flatten(r.unions[i])
	}
	for _, u := range r.unions {
		u.members = flat[u]
		u.decl.Variants = variantsOf(u.members)
	}
	onlySent := r.onlySent()
	for _, u := range r.unions {
		if !r.stopped() {
			r.settleUnion(u, onlySent[u.decl])
		}
	}
}

func (r *resolver) settleUnion(u *union, onlySent bool) {
	members := make([]variant.Member, len(u.members))
	for i, m := range u.members {
		members[i] = r.describe(m, r.variantName(u, i))
	}
	made := variant.Decide(members)
	if made.Choice == nil || made.Choice.By == ir.Leaf && made.Choice.Variant >= len(members) && !onlySent {
		r.opaque(u, made)
		return
	}
	u.decl.Choice = made.Choice
	if onlySent {
		u.decl.Choice = withoutGroups(made.Choice, len(members))
	} else {
		r.alikeGroups(u, made.Alike)
	}
	r.api.Unions = append(r.api.Unions, u.decl)
}

// opaque declares a union as raw JSON.
func (r *resolver) opaque(u *union, made variant.Decision) {
	decl := &ir.Opaque{Name: u.decl.Name, Doc: u.decl.Doc, Variants: u.decl.Variants, Why: made.Alike[0].Why}
	u.named.Decl = decl
	for _, nullable := range r.nullables[u.decl] {
		nullable.Decl = decl
	}
	r.lose(loss.Weakened, u.at.pointer, "", decl.Name+" is raw JSON with an accessor for each variant", decl.Why)
	r.api.Opaques = append(r.api.Opaques, decl)
}

// alikeGroups makes one variant of raw JSON of each group of members that are alike.
func (r *resolver) alikeGroups(u *union, groups []variant.Group) {
	if len(groups) == 0 {
		return
	}
	members := u.decl.Variants
	variants := slices.Clone(members)
	for _, group := range groups {
		decl := &ir.Opaque{Why: group.Why, Doc: ir.Doc{
			Text: "Several variants of " + u.decl.Name + ".", Position: u.decl.Doc.Position, Pointer: u.decl.Doc.Pointer,
		}}
		for _, i := range group.Members {
			decl.Variants = append(decl.Variants, members[i])
		}
		decl.Name = r.declare(u.at.in("Alike"), "Union")
		r.lose(loss.Weakened, u.at.pointer, "", decl.Name+" is raw JSON with an accessor for each variant", group.Why)
		r.api.Opaques = append(r.api.Opaques, decl)
		variants = append(variants, ir.Variant{Type: &ir.Type{Kind: ir.Named, Decl: decl}})
	}
	u.decl.Variants, u.decl.Choice = used(variants, u.decl.Choice)
}

// used are the variants that a choice leads to, and the choice with their new indexes.
func used(variants []ir.Variant, choice *ir.Choice) ([]ir.Variant, *ir.Choice) {
	leads := map[int]bool{}
	choice.Walk(func(leaf *ir.Choice) { leads[leaf.Variant] = true })
	indexes := map[int]int{}
	var left []ir.Variant
	for i, v := range variants {
		if leads[i] {
			indexes[i] = len(left)
			left = append(left, v)
		}
	}
	choice.Walk(func(leaf *ir.Choice) { leaf.Variant = indexes[leaf.Variant] })
	return left, choice
}

// withoutGroups is a choice in which what leads to members that are alike leads to the unknown variant.
func withoutGroups(choice *ir.Choice, members int) *ir.Choice {
	if choice == nil || choice.By == ir.Leaf && choice.Variant >= members {
		return nil
	}
	for i := range choice.Cases {
		choice.Cases[i].Then = withoutGroups(choice.Cases[i].Then, members)
	}
	choice.Else, choice.Other = withoutGroups(choice.Else, members), withoutGroups(choice.Other, members)
	return choice
}

// describe is what package variant needs to know of a member.
func (r *resolver) describe(m member, name string) variant.Member {
	described := variant.Member{Name: name, Kinds: r.kindsOf(m.t, nil)}
	if o := r.known(objectOf(m.t)); o != nil {
		for _, f := range o.fields {
			described.Properties = append(described.Properties, r.describeField(f))
		}
		if o.decl.Extra != nil {
			described.Map, described.Extra = true, r.kindsOf(o.decl.Extra, nil)
		}
	}
	if m.t.Kind == ir.Map {
		described.Map, described.Extra = true, r.elementKinds(m.t.Elem)
	}
	for property, tags := range m.labels {
		labelled := variant.Property{Name: property, Required: true, Values: tags, Discriminator: true, Kinds: []string{"string"}}
		i := slices.IndexFunc(described.Properties, func(p variant.Property) bool { return p.Name == property })
		if i >= 0 {
			described.Properties[i] = labelled
			continue
		}
		described.Properties = append(described.Properties, labelled)
	}
	return described
}

func (r *resolver) describeField(f *field) variant.Property {
	p := variant.Property{Name: f.decl.JSON, Required: f.decl.Required, Values: enumTexts(f.decl.Type), Kinds: r.elementKinds(f.decl.Type)}
	if f.decl.Nullable && p.Kinds != nil && !slices.Contains(p.Kinds, "null") {
		p.Kinds = append(p.Kinds, "null")
	}
	if f.schema != nil {
		p.Format = f.schema.Format
	}
	return p
}

// elementKinds are the JSON types of a value that may be null.
func (r *resolver) elementKinds(t *ir.Type) []string {
	kinds := r.kindsOf(t, nil)
	if kinds != nil && t.Nullable {
		kinds = append(kinds, "null")
	}
	return kinds
}

// kindsOf are the JSON types of a type's values; none is any.
func (r *resolver) kindsOf(t *ir.Type, within []*union) []string {
	if kind := jsonKind(t); kind != "" {
		if t.Kind == ir.String && t.Lenient {
			return []string{kind, "number"}
		}
		return []string{kind}
	}
	u := r.byUnion[t.Decl]
	if t.Kind != ir.Named || u == nil || slices.Contains(within, u) {
		return nil
	}
	var kinds []string
	for _, m := range u.members {
		inner := r.kindsOf(m.t, append(within, u))
		if inner == nil {
			return nil
		}
		kinds = append(kinds, inner...)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

func (r *resolver) variantName(u *union, i int) string {
	t := u.members[i].t
	if t.Decl != nil {
		return t.Decl.TypeName()
	}
	return fmt.Sprintf("variant %d (%s)", i+1, ir.GoType(t))
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
