package resolve

import "github.com/hubchannels/hubchannels-go/internal/ir"

// onlySent are the declared types that requests have and answers do not.
func (r *resolver) onlySent() map[ir.Decl]bool {
	sent, received := map[ir.Decl]bool{}, map[ir.Decl]bool{}
	for _, operation := range r.api.Methods() {
		if operation.Body != nil {
			r.lead(operation.Body.Type, sent)
		}
		if operation.Params != nil {
			r.lead(&ir.Type{Kind: ir.Named, Decl: operation.Params}, sent)
		}
		for _, t := range operation.Received() {
			r.lead(t, received)
		}
	}
	for _, webhook := range r.api.Webhooks {
		r.lead(webhook.Body, received)
		r.lead(webhook.Answer, sent)
	}
	for failure := range r.failures {
		r.lead(&ir.Type{Kind: ir.Named, Decl: failure}, received)
	}
	for decl := range received {
		delete(sent, decl)
	}
	return sent
}

// lead notes what a type leads to.
func (r *resolver) lead(t *ir.Type, seen map[ir.Decl]bool) {
	for t != nil && (t.Kind == ir.Array || t.Kind == ir.Map) {
		t = t.Elem
	}
	if t == nil || t.Kind != ir.Named || seen[t.Decl] {
		return
	}
	seen[t.Decl] = true
	switch decl := t.Decl.(type) {
	case *ir.Object:
		if o := r.known(decl); o != nil {
			for _, f := range o.fields {
				r.lead(f.decl.Type, seen)
			}
		}
		r.lead(decl.Extra, seen)
	case *ir.Union:
		if u := r.byUnion[decl]; u != nil {
			for _, m := range u.members {
				r.lead(m.t, seen)
			}
		}
	case *ir.List:
		r.lead(decl.Type, seen)
	}
}
