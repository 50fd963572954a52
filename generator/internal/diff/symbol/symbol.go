// Package symbol tells which part of a document each exported symbol of the generated package comes from.
package symbol

import (
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Index gives the JSON pointer that a symbol comes from. Methods and fields are named Type.Method and Type.Field.
type Index map[string]string

// Of makes the index of a package.
func Of(api *ir.API) Index {
	index := Index{}
	for _, object := range api.Objects {
		index.object(object)
	}
	for _, object := range api.Params {
		index.object(object)
	}
	for _, operation := range api.Methods() {
		index.operation(operation)
	}
	for _, enum := range api.Enums {
		index.enum(enum)
	}
	for _, union := range api.Unions {
		index.union(union)
	}
	index.rest(api)
	return index
}

// Pointer is where a symbol comes from: for a method that the index does not know, where its type does.
func (i Index) Pointer(name string) (string, bool) {
	if pointer, ok := i[name]; ok {
		return pointer, true
	}
	owner, _, found := strings.Cut(name, ".")
	if !found || owner == "Client" {
		return "", false
	}
	pointer, ok := i[owner]
	return pointer, ok
}

// declared adds a type and the functions that are named after it.
func (i Index) declared(name string, doc ir.Doc) {
	for _, prefix := range []string{"", "New", "Make", "Unmarshal", "Match"} {
		i[prefix+name] = doc.Pointer
	}
}

func (i Index) object(object *ir.Object) {
	i.declared(object.Name, object.Doc)
	for _, shorthand := range object.Shorthands {
		i[shorthand.Name] = object.Doc.Pointer
	}
	for _, field := range object.Fields {
		for _, prefix := range []string{"", "Get", "With", "Clear"} {
			i[object.Name+"."+prefix+field.Name] = field.Doc.Pointer
		}
	}
}

func (i Index) operation(operation *ir.Operation) {
	receiver := operation.Receiver() + "."
	i[receiver+operation.Call] = operation.Doc.Pointer
	if pages := operation.Pagination; pages != nil {
		i[receiver+pages.Items] = operation.Doc.Pointer
		i[receiver+pages.Pages] = operation.Doc.Pointer
	}
}

func (i Index) enum(enum *ir.Enum) {
	i.declared(enum.Name, enum.Doc)
	for n, value := range enum.Values {
		i[value.Name] = enum.Doc.Pointer + "/enum/" + strconv.Itoa(n)
	}
}

func (i Index) union(union *ir.Union) {
	i.declared(union.Name, union.Doc)
	if union.OwnsUnknown {
		i[union.Unknown] = union.Doc.Pointer
	}
	for _, variant := range union.Variants {
		if variant.Wrapper != "" {
			i[variant.Wrapper] = union.Doc.Pointer
		}
	}
}

func (i Index) rest(api *ir.API) {
	for _, opaque := range api.Opaques {
		i.declared(opaque.Name, opaque.Doc)
	}
	for _, list := range api.Lists {
		i.declared(list.Name, list.Doc)
	}
	for _, webhook := range api.Webhooks {
		i[webhook.Name] = webhook.Doc.Pointer
		i[naming.Handler(webhook.Name)] = webhook.Doc.Pointer
	}
	for _, group := range api.Groups {
		i[group.Type], i["Client."+group.Name] = group.Doc.Pointer, group.Doc.Pointer
	}
	for _, credential := range api.Credentials {
		i[credential.Option] = credential.Doc.Pointer
		i[credential.Option+"Source"] = credential.Doc.Pointer
	}
	if api.Error != nil && api.Error.Body != nil {
		for _, field := range api.Error.Fields {
			i[api.Error.Name+"."+field.Name] = field.Field.Doc.Pointer
		}
	}
}
