// Package unions finds how the variants of each union are told apart, and what they are called.
package unions

import (
	"context"
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/generator/internal/variant"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Told are the unions whose variants something tells apart, and those that stay raw JSON.
type Told struct {
	Unions  []*ir.Union
	Opaques []*ir.Opaque
}

// pass is the state of telling unions apart.
type pass struct {
	doc   *document.Document
	names *place.Declared
	types *types.Types
	told  Told
}

// TellApart finds for each union how its variants are told apart. Those that nothing tells apart are a loss:
// raw JSON with accessors. A union that the API never answers needs no telling apart: api has the operations and webhooks.
func TellApart(ctx context.Context, doc *document.Document, names *place.Declared, declared *types.Types, api *ir.API) Told {
	p := &pass{doc: doc, names: names, types: declared}
	for _, u := range declared.Unions {
		p.label(u)
	}
	flat := map[*types.Union][]types.Member{}
	for i := 0; i < len(declared.Unions); i++ { // merging arrays declares further unions
		flat[declared.Unions[i]] = p.flatten(declared.Unions[i])
	}
	for _, u := range declared.Unions {
		u.Members = flat[u]
		u.Decl.Variants = types.VariantsOf(u.Members)
	}
	sent, received := ir.Reach{}, ir.Reach{}
	sent.Add(api.Sent()...)
	received.Add(api.Received()...)
	for _, u := range declared.Unions {
		if ctx.Err() == nil {
			p.decide(u, sent[u.Decl] && !received[u.Decl])
		}
	}
	shareUnknown(p.told.Unions)
	return p.told
}

func (p *pass) decide(u *types.Union, onlySent bool) {
	members := make([]variant.Member, len(u.Members))
	for i, m := range u.Members {
		members[i] = Describe(p.types, m, p.variantName(u, i))
	}
	made := variant.Decide(members)
	if made.Choice == nil || made.Choice.By == ir.Leaf && made.Choice.Variant >= len(members) && !onlySent {
		p.opaque(u, made)
		return
	}
	u.Decl.Choice = made.Choice
	if u.Several {
		made.Choice.AllowSeveral()
	}
	if onlySent {
		u.Decl.Choice = withoutGroups(made.Choice, len(members))
	} else {
		p.alikeGroups(u, made.Alike)
	}
	p.told.Unions = append(p.told.Unions, u.Decl)
}

// opaque declares a union as raw JSON.
func (p *pass) opaque(u *types.Union, made variant.Decision) {
	decl := &ir.Opaque{Name: u.Decl.Name, Doc: u.Decl.Doc, Variants: u.Decl.Variants, Why: made.Alike[0].Why}
	u.Named.Decl = decl
	for _, nullable := range p.types.Nullables[u.Decl] {
		nullable.Decl = decl
	}
	p.doc.Lose(loss.Weakened, u.At.Pointer, "", decl.Name+" is raw JSON with an accessor for each variant", decl.Why)
	p.told.Opaques = append(p.told.Opaques, decl)
}

// alikeGroups makes one variant of raw JSON of each group of members that are alike.
func (p *pass) alikeGroups(u *types.Union, groups []variant.Group) {
	if len(groups) == 0 {
		return
	}
	members := u.Decl.Variants
	variants := slices.Clone(members)
	for _, group := range groups {
		decl := &ir.Opaque{Why: group.Why, Doc: ir.Doc{
			Text: "Several variants of " + u.Decl.Name + ".", Position: u.Decl.Doc.Position, Pointer: u.Decl.Doc.Pointer,
		}}
		for _, i := range group.Members {
			decl.Variants = append(decl.Variants, members[i])
		}
		decl.Name = p.names.Declare(u.At.In("Alike"), "Union")
		p.doc.Lose(loss.Weakened, u.At.Pointer, "", decl.Name+" is raw JSON with an accessor for each variant", group.Why)
		p.told.Opaques = append(p.told.Opaques, decl)
		variants = append(variants, ir.Variant{Type: &ir.Type{Kind: ir.Named, Decl: decl}})
	}
	u.Decl.Variants, u.Decl.Choice = used(variants, u.Decl.Choice)
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

func (p *pass) variantName(u *types.Union, i int) string {
	t := u.Members[i].T
	if t.Decl != nil {
		return t.Decl.TypeName()
	}
	return fmt.Sprintf("variant %d (%s)", i+1, gotype.Of(t).String())
}
