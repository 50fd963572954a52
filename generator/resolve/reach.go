package resolve

import "github.com/hubchannels/hubchannels-go/generator/ir"

// markSent marks which types are part of requests, so that they get builders and validation.
func markSent(api *ir.API) {
	marked := map[ir.Decl]bool{}
	for _, operation := range api.Operations {
		if operation.Body != nil {
			sent(operation.Body.Type, marked)
		}
		if operation.Params != nil {
			sent(&ir.Type{Kind: ir.Named, Decl: operation.Params}, marked)
		}
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

// sent marks what a value of type t contains.
func sent(t *ir.Type, marked map[ir.Decl]bool) {
	for t.Kind == ir.Array || t.Kind == ir.Map {
		t = t.Elem
	}
	if t.Kind != ir.Named || marked[t.Decl] {
		return
	}
	marked[t.Decl] = true
	switch decl := t.Decl.(type) {
	case *ir.Object:
		decl.Sent = true
		for _, field := range decl.Fields {
			sent(field.Type, marked)
		}
		if decl.Extra != nil {
			sent(decl.Extra, marked)
		}
	case *ir.Union:
		decl.Sent = true
		for _, variant := range decl.Variants {
			sent(variant.Type, marked)
		}
	case *ir.List:
		sent(decl.Type, marked)
	}
}
