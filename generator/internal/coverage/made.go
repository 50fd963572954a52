package coverage

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Made is what the SDK has for a place of the document.
type Made struct {
	Pos problem.Position
	// Name is a Go name: "type Message", "Message.Text", "Client.SendMessage".
	Name string
}

// MadeOf is what a model has, by where it stands in the document.
func MadeOf(api *ir.API, position func(pointer string) problem.Position) []Made {
	var made []Made
	add := func(doc ir.Doc, name string) {
		if doc.Pointer != "" {
			made = append(made, Made{position(doc.Pointer), name})
		}
	}
	for _, operation := range api.Methods() {
		add(operation.Doc, operation.Receiver()+"."+operation.Call)
		for _, param := range operation.PathParams {
			add(param.Field.Doc, operation.Receiver()+"."+operation.Call+"("+param.Field.Arg+")")
		}
	}
	for _, objects := range [][]*ir.Object{api.Objects, api.Params} {
		for _, object := range objects {
			add(object.Doc, "type "+object.Name)
			for _, field := range object.Fields {
				add(field.Doc, object.Name+"."+field.Name)
			}
		}
	}
	for _, union := range api.Unions {
		add(union.Doc, "type "+union.Name)
	}
	for _, opaque := range api.Opaques {
		add(opaque.Doc, "type "+opaque.Name)
	}
	for _, enum := range api.Enums {
		add(enum.Doc, "type "+enum.Name)
	}
	for _, list := range api.Lists {
		add(list.Doc, "type "+list.Name)
	}
	for _, credential := range api.Credentials {
		add(credential.Doc, credential.Option)
	}
	for _, webhook := range api.Webhooks {
		add(webhook.Doc, "webhook "+webhook.Name)
		for _, one := range webhook.Of {
			add(one.Doc, "webhook "+webhook.Name)
		}
	}
	return made
}
