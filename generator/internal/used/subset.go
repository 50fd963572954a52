package used

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Operations are those of an API that a program calls, as "GET /path", in the API's order: by their methods, their iterators
// and the methods for their other media types.
func Operations(api *ir.API, uses Uses) []string {
	var called []string
	for _, operation := range api.Methods() {
		name := operation.Method + " " + operation.Path
		if !slices.Contains(called, name) && slices.ContainsFunc(methods(operation), func(method string) bool { return len(uses[method]) > 0 }) {
			called = append(called, name)
		}
	}
	return called
}

// methods are those that send an operation, as Type.Method.
func methods(operation *ir.Operation) []string {
	receiver := operation.Receiver() + "."
	found := []string{receiver + operation.Call}
	if pages := operation.Pagination; pages != nil {
		found = append(found, receiver+pages.Items, receiver+pages.Pages)
	}
	return found
}

// Renamed are the types that a part of a document calls otherwise than the whole one does: the whole's names by the places,
// JSON pointers, where the part declares the types. Both APIs are walked side by side from the operations that they share.
func Renamed(whole, part *ir.API) map[string]string {
	w := walk{names: map[string]string{}, seen: map[ir.Decl]bool{}}
	known := map[string]*ir.Operation{}
	for _, operation := range whole.Methods() {
		known[operation.Method+" "+operation.Path+" "+mediaTypes(operation)] = operation
	}
	for _, operation := range part.Methods() {
		if same := known[operation.Method+" "+operation.Path+" "+mediaTypes(operation)]; same != nil {
			w.operation(same, operation)
		}
	}
	if whole.Error != nil && part.Error != nil && whole.Error.Body != nil && part.Error.Body != nil {
		w.object(whole.Error.Body, part.Error.Body)
	}
	return w.names
}

// mediaTypes are what tells methods of the same operation apart.
func mediaTypes(operation *ir.Operation) string {
	text := ""
	if operation.Body != nil {
		text = operation.Body.MediaType
	}
	if operation.Result != nil {
		text += " " + operation.Result.MediaType
	}
	return text
}

// walk goes through the types of the whole and of the part at once.
type walk struct {
	names map[string]string
	seen  map[ir.Decl]bool // of the part
}

func (w walk) operation(whole, part *ir.Operation) {
	if whole.Body != nil && part.Body != nil {
		w.same(whole.Body.Type, part.Body.Type)
	}
	if whole.Params != nil && part.Params != nil {
		w.fields(whole.Params.Fields, part.Params.Fields)
	}
	for i, param := range part.PathParams {
		if i < len(whole.PathParams) {
			w.same(whole.PathParams[i].Field.Type, param.Field.Type)
		}
	}
	before := whole.Received()
	for i, received := range part.Received() {
		if i < len(before) {
			w.same(before[i], received)
		}
	}
}

func (w walk) same(whole, part *ir.Type) {
	if whole == nil || part == nil || whole.Kind != part.Kind {
		return
	}
	w.same(whole.Elem, part.Elem)
	if whole.Decl == nil || part.Decl == nil || w.seen[part.Decl] {
		return
	}
	switch declared := part.Decl.(type) {
	case *ir.Object:
		if before, ok := whole.Decl.(*ir.Object); ok {
			w.object(before, declared)
		}
	case *ir.Union:
		if before, ok := whole.Decl.(*ir.Union); ok {
			w.union(before, declared)
		}
	case *ir.Enum:
		w.named(whole.Decl, declared, declared.Doc)
	case *ir.List:
		w.named(whole.Decl, declared, declared.Doc)
		if before, ok := whole.Decl.(*ir.List); ok {
			w.same(before.Type, declared.Type)
		}
	case *ir.Opaque:
		w.named(whole.Decl, declared, declared.Doc)
	}
}

func (w walk) named(whole, part ir.Decl, doc ir.Doc) {
	w.seen[part] = true
	if whole.TypeName() != part.TypeName() && doc.Pointer != "" {
		w.names[doc.Pointer] = whole.TypeName()
	}
}

func (w walk) object(whole, part *ir.Object) {
	if w.seen[part] {
		return
	}
	w.named(whole, part, part.Doc)
	w.fields(whole.Fields, part.Fields)
	w.same(whole.Extra, part.Extra)
}

func (w walk) fields(whole, part []*ir.Field) {
	for _, field := range part {
		if i := slices.IndexFunc(whole, func(other *ir.Field) bool { return other.JSON == field.JSON }); i >= 0 {
			w.same(whole[i].Type, field.Type)
		}
	}
}

func (w walk) union(whole, part *ir.Union) {
	w.named(whole, part, part.Doc)
	for i, variant := range part.Variants {
		if i < len(whole.Variants) {
			w.same(whole.Variants[i].Type, variant.Type)
		}
	}
}
