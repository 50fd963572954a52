package resolve

import "github.com/hubchannels/hubchannels-go/internal/ir"

// markUse marks which types are part of requests, so that they get builders and validation, and which are read, so that
// they get getters: parts of responses and webhooks, and what no operation uses.
func (r *resolver) markUse() {
	sent, received := reach{}, reach{}
	for _, operation := range r.api.Methods() {
		if operation.Body != nil {
			sent.from(operation.Body.Type)
		}
		for _, param := range operation.PathParams {
			sent.from(param.Field.Type)
		}
		if operation.Params != nil {
			sent.from(&ir.Type{Kind: ir.Named, Decl: operation.Params})
		}
		for _, t := range operation.Received() {
			received.from(t)
		}
	}
	for _, webhook := range r.api.Webhooks {
		received.from(webhook.Body)
		sent.from(webhook.Answer)
	}
	for _, union := range r.api.Unions {
		union.Sent = sent[union]
		for _, variant := range union.Variants {
			if opaque, is := variant.Type.Decl.(*ir.Opaque); is {
				opaque.Sent = opaque.Sent || union.Sent
			}
		}
	}
	for _, o := range r.objects {
		o.decl.Sent = sent[o.decl]
		o.decl.Received = received[o.decl] || !sent[o.decl]
	}
}

// markOptional marks which objects are optional somewhere, so that chains of getters lead through them.
func markOptional(api *ir.API) {
	for _, object := range api.Objects {
		for _, field := range object.Fields {
			if inner := objectOf(field.Type); inner != nil && field.Pointer {
				inner.Optional = true
			}
		}
	}
}

// reach is what values contain.
type reach map[ir.Decl]bool

// from adds what a value of type t contains.
func (r reach) from(t *ir.Type) {
	for t != nil && (t.Kind == ir.Array || t.Kind == ir.Map) {
		t = t.Elem
	}
	if t == nil || t.Kind != ir.Named || r[t.Decl] {
		return
	}
	r[t.Decl] = true
	switch decl := t.Decl.(type) {
	case *ir.Object:
		for _, field := range decl.Fields {
			r.from(field.Type)
		}
		if decl.Extra != nil {
			r.from(decl.Extra)
		}
	case *ir.Union:
		r.variants(decl.Variants)
	case *ir.Opaque:
		r.variants(decl.Variants)
	case *ir.List:
		r.from(decl.Type)
	}
}

func (r reach) variants(variants []ir.Variant) {
	for _, variant := range variants {
		r.from(variant.Type)
	}
}
