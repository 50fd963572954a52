package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// groupType makes the type that has the methods of a group's operations.
func groupType(group *ir.Group) jen.Code {
	doc := ir.Doc{Text: group.Type + " has the operations of [Client]'s field " + group.Name + "."}
	return documented(godoc.Lines(doc, group.Type), jen.Type().Id(group.Type).Struct(runtimeField()))
}

// groupFields are the client's fields with the groups.
func groupFields(api *ir.API) []jen.Code {
	var fields []jen.Code
	for _, group := range api.Groups {
		field := jen.Id(group.Name).Op("*").Id(group.Type)
		if lines := godoc.FieldLines(group.Doc); len(lines) > 0 {
			field = documented(lines, field)
		}
		fields = append(fields, field)
	}
	if len(fields) > 0 {
		fields = append(fields, jen.Line())
	}
	return fields
}

// newClientValue makes a client whose groups call the same server.
func newClientValue(api *ir.API) *jen.Statement {
	runtime := func() jen.Code { return jen.Id("runtime").Op(":").Id("runtime") }
	value := jen.Op("&").Id("Client")
	if len(api.Groups) == 0 {
		return value.Values(runtime())
	}
	var fields []jen.Code
	for _, group := range api.Groups {
		fields = append(fields, jen.Id(group.Name).Op(":").Op("&").Id(group.Type).Values(runtime()))
	}
	return value.Custom(fieldLines(), append(fields, runtime())...)
}
