package objects

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// MarkUse marks which types are part of requests, so that they get builders and validation, and which are read, so that
// they get getters: parts of responses and webhooks, and what no operation uses.
func MarkUse(declared *types.Types, unions []*ir.Union, api *ir.API) {
	sent, received := ir.Reach{}, ir.Reach{}
	sent.Add(api.Sent()...)
	received.Add(api.Received()...)
	for _, union := range unions {
		union.Sent = sent[union]
		for _, variant := range union.Variants {
			if opaque, is := variant.Type.Decl.(*ir.Opaque); is {
				opaque.Sent = opaque.Sent || union.Sent
			}
		}
	}
	for _, o := range declared.Objects {
		o.Decl.Sent = sent[o.Decl]
		o.Decl.Received = received[o.Decl] || !sent[o.Decl]
	}
}

// DecidePresence decides which fields are required, and which are pointers: optional ones whose Go type has no nil, and
// nullable ones. An object that stands somewhere as such a pointer is optional. It is the only place that decides so.
func DecidePresence(doc *document.Document, declared *types.Types) {
	for _, o := range declared.Objects {
		pointers(o.Decl)
		keepsNull(doc, o)
	}
	for _, o := range declared.Objects {
		for _, field := range o.Decl.Fields {
			if inner := field.Type.Object(); inner != nil && field.Pointer && !o.Decl.Params {
				inner.Optional = true
			}
		}
	}
}

func pointers(o *ir.Object) {
	for _, f := range o.Fields {
		if f.ReadOnly && o.Sent {
			f.Required = false // a request must not have it
		}
		absent := !f.Required || f.Nullable
		f.Pointer = absent && !ir.NilIsZero(f.Type) || f.Required && contains(f.Type, o, nil)
	}
}

// keepsNull gives an object raw further properties where null is a value of one of its own and differs from nothing: the
// object keeps such a null among the raw ones.
func keepsNull(doc *document.Document, o *types.Object) {
	if o.Decl.Extra != nil && slices.ContainsFunc(o.Decl.Fields, ir.KeepsNull) {
		o.Decl.Extra = nil
		doc.Lose(loss.Weakened, o.At.Pointer, "additionalProperties", "further properties of "+o.Decl.Name+" are raw JSON",
			"null is a value of one of its properties, and is kept among them")
	}
}

// contains reports whether a value of type t would contain an object, by value, through required fields.
func contains(t *ir.Type, object *ir.Object, seen []*ir.Object) bool {
	if t.Kind != ir.Named {
		return false
	}
	inner, ok := t.Decl.(*ir.Object)
	if !ok || slices.Contains(seen, inner) {
		return false
	}
	if inner == object {
		return true
	}
	for _, field := range inner.Fields {
		if field.Required && !field.Nullable && contains(field.Type, object, append(seen, inner)) {
			return true
		}
	}
	return false
}
