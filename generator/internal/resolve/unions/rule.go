package unions

import (
	"reflect"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// ruled is the type that several members became, with the rule that its values are what one of these allows. Members that all
// demand the same keep their own rules.
func (p *pass) ruled(t *ir.Type, from []types.Member) *ir.Type {
	if !slices.ContainsFunc(from, func(m types.Member) bool { return !sameRules(from[0].T, m.T) }) {
		return t
	}
	made := keyword.Made{}
	if parts := partsOf(from); parts != nil {
		made = keyword.Either(p.doc, parts)
	}
	for _, unchecked := range made.Unchecked {
		p.doc.Lose(loss.Weakened, unchecked.Pointer, "", "which of several limits the value keeps is not checked", unchecked.Why)
	}
	free := withoutRules(t)
	free.Rules.Checks = made.Checks
	return free
}

// partsOf are what each member was read from; nil where one of them stands in no list of variants.
func partsOf(members []types.Member) [][]schema.Part {
	parts := make([][]schema.Part, len(members))
	for i, m := range members {
		if len(m.From.Parts) == 0 {
			return nil
		}
		parts[i] = m.From.Parts
	}
	return parts
}

// sameRules reports whether two types demand the same, down to declared types: these have rules of their own.
func sameRules(a, b *ir.Type) bool {
	if a == nil || b == nil || a == b {
		return a == b
	}
	return reflect.DeepEqual(a.Rules, b.Rules) && sameRules(a.Elem, b.Elem)
}

// withoutRules is a copy of a type that demands nothing.
func withoutRules(t *ir.Type) *ir.Type {
	if t == nil {
		return nil
	}
	free := *t
	free.Rules, free.Elem = ir.Rules{}, withoutRules(t.Elem)
	return &free
}
