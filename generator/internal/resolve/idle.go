package resolve

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// dropIdle forgets the types of constants' one values, unless they are components or something else has them, too.
func (r *resolver) dropIdle() {
	if len(r.idle) == 0 {
		return
	}
	used := r.usedDecls()
	for pointer, entry := range r.decls {
		if component(pointer) && entry.usage.t != nil {
			used[entry.usage.t.Decl] = true
		}
	}
	r.api.Enums = slices.DeleteFunc(r.api.Enums, func(e *ir.Enum) bool { return slices.Contains(r.idle, e) && !used[e] })
}

// usedDecls are the declared types that something is made of.
func (r *resolver) usedDecls() map[ir.Decl]bool {
	used := map[ir.Decl]bool{}
	for _, o := range r.objects {
		for _, f := range o.fields {
			if !f.constant {
				use(f.decl.Type, used)
			}
		}
		use(o.decl.Extra, used)
	}
	for _, u := range r.unions {
		for _, m := range u.members {
			use(m.t, used)
		}
	}
	for _, list := range r.api.Lists {
		use(list.Type, used)
	}
	for _, operation := range r.api.Methods() {
		useOperation(operation, used)
	}
	for _, webhook := range r.api.Webhooks {
		use(webhook.Body, used)
		use(webhook.Answer, used)
	}
	return used
}

func useOperation(operation *ir.Operation, used map[ir.Decl]bool) {
	for _, param := range operation.PathParams {
		use(param.Field.Type, used)
	}
	if operation.Body != nil {
		use(operation.Body.Type, used)
	}
	for _, t := range operation.Received() {
		use(t, used)
	}
}

// use marks what a type is made of.
func use(t *ir.Type, used map[ir.Decl]bool) {
	for ; t != nil; t = t.Elem {
		if t.Kind == ir.Named {
			used[t.Decl] = true
		}
	}
}
