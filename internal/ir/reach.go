package ir

// Reach is a set of declared types that values contain.
type Reach map[Decl]bool

// Add adds the declared types that values of some types contain, on whatever level. A nil type contains nothing.
func (r Reach) Add(types ...*Type) {
	for _, t := range types {
		for t != nil && (t.Kind == Array || t.Kind == Map) {
			t = t.Elem
		}
		if t == nil || t.Kind != Named || r[t.Decl] {
			continue
		}
		r[t.Decl] = true
		r.Add(Parts(t.Decl)...)
	}
}

// Parts are the types that a declared type is made of.
func Parts(decl Decl) []*Type {
	switch decl := decl.(type) {
	case *Object:
		types := make([]*Type, 0, len(decl.Fields)+1)
		for _, field := range decl.Fields {
			types = append(types, field.Type)
		}
		return append(types, decl.Extra)
	case *Union:
		return typesOf(decl.Variants)
	case *Opaque:
		return typesOf(decl.Variants)
	case *List:
		return []*Type{decl.Type}
	default:
		return nil
	}
}

func typesOf(variants []Variant) []*Type {
	types := make([]*Type, len(variants))
	for i, variant := range variants {
		types[i] = variant.Type
	}
	return types
}

// Sent are the types of all that requests carry, and that answers the API's own.
func (a *API) Sent() []*Type {
	var types []*Type
	for _, operation := range a.Methods() {
		if operation.Body != nil {
			types = append(types, operation.Body.Type)
			if items := operation.Body.Items; items != nil {
				types = append(types, items.Type)
			}
		}
		for _, param := range operation.PathParams {
			types = append(types, param.Field.Type)
		}
		if operation.Params != nil {
			types = append(types, &Type{Kind: Named, Decl: operation.Params})
		}
	}
	for _, webhook := range a.Webhooks {
		types = append(types, webhook.Answer)
	}
	return types
}

// Received are the types of all that the API answers, or sends of its own accord.
func (a *API) Received() []*Type {
	var types []*Type
	for _, operation := range a.Methods() {
		types = append(types, operation.Received()...)
	}
	for _, webhook := range a.Webhooks {
		types = append(types, webhook.Body)
	}
	for _, params := range a.WebhookParams() {
		for _, field := range params.Fields {
			types = append(types, field.Field.Type)
		}
	}
	if a.Error.Body != nil {
		types = append(types, &Type{Kind: Named, Decl: a.Error.Body})
	}
	return types
}
