// Package symbol says which part of a document each exported symbol of the generated package comes from, and what the
// symbol is to it.
package symbol

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Origin is what a symbol comes from.
type Origin struct {
	// Pointer is the JSON pointer of the part of the document.
	Pointer string
	// Role is what the symbol is to that part: its type, its constructor, the getter of its field. Symbols of two
	// documents that have the same role for the same thing are the same symbol, whatever they are called.
	Role string
}

// Index gives the origins of symbols. Methods and fields are named Type.Method and Type.Field.
type Index map[string]Origin

// Of makes the index of a package.
func Of(api *ir.API) Index {
	index := Index{}
	for _, object := range api.Objects {
		index.object("object", object)
	}
	for _, object := range api.Params {
		index.object("params", object)
	}
	for _, operation := range api.Operations {
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
	if origin, ok := i[name]; ok {
		return origin.Pointer, true
	}
	owner, _, found := strings.Cut(name, ".")
	if !found || owner == "Client" {
		return "", false
	}
	origin, ok := i[owner]
	return origin.Pointer, ok
}

// declared adds a type and the functions that are named after it.
func (i Index) declared(role, name string, doc ir.Doc) {
	for _, prefix := range []string{"", "New", "Make", "Unmarshal", "Match"} {
		i[prefix+name] = Origin{doc.Pointer, role + prefix}
	}
}

func (i Index) object(role string, object *ir.Object) {
	i.declared(role, object.Name, object.Doc)
	for _, shorthand := range object.Shorthands {
		i[shorthand.Name] = Origin{object.Doc.Pointer, "shorthand " + shorthand.Name}
	}
	for _, field := range object.Fields {
		for _, prefix := range []string{"", "Get", "With", "Clear"} {
			i[object.Name+"."+prefix+field.Name] = Origin{field.Doc.Pointer, "field" + prefix}
		}
	}
}

// operation adds an operation's methods. What its other media types have in their names is their role.
func (i Index) operation(operation *ir.Operation) {
	at := operation.Doc.Pointer
	receiver := operation.Receiver() + "."
	i[receiver+operation.Call] = Origin{at, "call"}
	for _, other := range operation.Alternatives {
		i[other.Receiver()+"."+other.Call] = Origin{other.Doc.Pointer, "call" + strings.TrimPrefix(other.Call, operation.Call)}
	}
	if pages := operation.Pagination; pages != nil {
		i[receiver+pages.Items] = Origin{at, "items"}
		i[receiver+pages.Pages] = Origin{at, "pages"}
	}
}

func (i Index) enum(enum *ir.Enum) {
	i.declared("enum", enum.Name, enum.Doc)
	for n, value := range enum.Values {
		i[value.Name] = Origin{enum.Doc.Pointer + "/enum/" + strconv.Itoa(n), fmt.Sprint("value ", value.Value)}
	}
}

func (i Index) union(union *ir.Union) {
	i.declared("union", union.Name, union.Doc)
	if union.OwnsUnknown {
		i[union.Unknown] = Origin{union.Doc.Pointer, "unknown"}
	}
	for n, variant := range union.Variants {
		if variant.Wrapper != "" {
			i[variant.Wrapper] = Origin{union.Doc.Pointer, fmt.Sprint("wrapper ", n)}
		}
	}
}

func (i Index) rest(api *ir.API) {
	for _, opaque := range api.Opaques {
		i.declared("opaque", opaque.Name, opaque.Doc)
	}
	for _, list := range api.Lists {
		i.declared("list", list.Name, list.Doc)
	}
	for _, headers := range api.Headers {
		i.declared("headers", headers.Name, headers.Doc)
		i["CaptureHeaders"] = Origin{headers.Doc.Pointer, "capture"}
		for _, header := range headers.Fields {
			i[headers.Name+"."+header.Field.Name] = Origin{header.Field.Doc.Pointer, "header"}
		}
	}
	for _, webhook := range api.Webhooks {
		i[webhook.Name] = Origin{webhook.Doc.Pointer, "webhook"}
		i[naming.Handler(webhook.Name)] = Origin{webhook.Doc.Pointer, "handler"}
	}
	for _, group := range api.Groups {
		i[group.Type], i["Client."+group.Name] = Origin{group.Doc.Pointer, group.Name}, Origin{group.Doc.Pointer, group.Name}
	}
	for _, credential := range api.Credentials {
		i[credential.Option] = Origin{credential.Doc.Pointer, "credential"}
		i[credential.Option+"Source"] = Origin{credential.Doc.Pointer, "source"}
	}
	i.servers(api)
	if api.Error != nil && api.Error.Body != nil {
		for _, field := range api.Error.Fields {
			i[api.Error.Name+"."+field.Name] = Origin{field.Field.Doc.Pointer, "error field"}
		}
	}
}

// servers adds the constants of servers, and what sets their variables.
func (i Index) servers(api *ir.API) {
	const at = "#/servers"
	for _, server := range api.Servers {
		i[server.Name] = Origin{at, "server " + server.URL}
	}
	if len(api.Variables) > 0 {
		i["WithServerVariable"] = Origin{at, "server variable"}
	}
}
